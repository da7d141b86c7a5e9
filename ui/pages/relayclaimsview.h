// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "ui/uicontext.h"

#include <QWidget>

class QAction;
class QLabel;
class QPlainTextEdit;

namespace nostrscope {

class TableView;

/// What a relay advertises (NIP-11) beside what was observed, with the frame that shows it.
class RelayClaimsView final : public QWidget {
    Q_OBJECT

public:
    /// `observe`: looks now.
    RelayClaimsView(UiContext& context, QAction* observe, QWidget* parent = nullptr);
    void show(const std::shared_ptr<const RelayHealthDetail>& detail, UnixMillis now);
    [[nodiscard]] QList<QWidget*> panes();

private:
    void showEvidence();

    UiContext& m_context;
    CellTableModel m_claims;
    std::shared_ptr<const RelayHealthDetail> m_detail;
    QLabel* m_sentence;
    TableView* m_table;
    QPlainTextEdit* m_evidence;
};

} // namespace nostrscope
