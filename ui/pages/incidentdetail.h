// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/engineask.h"
#include "ui/uicontext.h"

#include <QScrollArea>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace nostrscope {

class FactList;

/// All about the selected incident: when, why, what others saw, the evidence, the note of the user.
class IncidentDetail final : public QScrollArea {
    Q_OBJECT

public:
    static constexpr int maximumNote = 10'000;

    explicit IncidentDetail(UiContext& context, QWidget* parent = nullptr);

    /// None, or several are selected: says what to do.
    void showHint(const QString& text);
    void show(const Incident& incident, const QByteArray& url, UnixMillis now);
    void stop() { m_evidence.stop(); }
    /// Brings the keys into the note.
    void editNote();

private:
    void showEvidence();
    void saveNote();
    void updateNote();

    UiContext& m_context;
    IncidentsAsk m_evidence;
    std::int64_t m_number = 0; ///< of the incident that is shown; 0: none
    QString m_kept; ///< its note as it is stored
    QLabel* m_title;
    QWidget* m_body;
    FactList* m_facts;
    QPlainTextEdit* m_frames;
    QPlainTextEdit* m_note;
    QPushButton* m_save;
};

} // namespace nostrscope
