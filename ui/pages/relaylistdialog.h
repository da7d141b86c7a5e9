// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/candidatemodel.h"
#include "ui/uicontext.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace nostrscope {

class TableView;

/// Adds relays: typed or pasted lines with their verdicts as one types, or the preview of a list file.
class RelayListDialog final : public QDialog {
    Q_OBJECT

public:
    /// Typed or pasted lines.
    RelayListDialog(UiContext& context, const QString& text, QWidget* parent);
    /// Preview of a file.
    static RelayListDialog* forFile(UiContext& context, const QString& file, QWidget* parent);

    [[nodiscard]] const CandidateModel& candidates() const { return m_model; }

private:
    RelayListDialog(UiContext& context, RelaySource source, QWidget* parent);
    void build(const QString& heading);
    void check();
    void onChecked(int token, const QList<RelayCandidate>& candidates);
    void addAll();

    UiContext& m_context;
    RelaySource m_source;
    CandidateModel m_model;
    QPlainTextEdit* m_text = nullptr; ///< none in a file's preview
    TableView* m_table = nullptr;
    QLabel* m_summary = nullptr;
    QPushButton* m_add = nullptr;
    QTimer m_pause; ///< checks when typing pauses
    int m_token = 0;
};

} // namespace nostrscope
