// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "ui/uicontext.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace nostrscope {

/// Which part of the history of some relays is fetched, sent or only compared. Nothing is sent without
/// consent.
class SyncRangeDialog final : public QDialog {
    Q_OBJECT

public:
    SyncRangeDialog(UiContext& context, QList<RelayId> relays, const ArchiveView& view, QWidget* parent);

    /// What is chosen, or a sentence that says what is wrong with it.
    [[nodiscard]] Expected<SyncWish, QString> wish() const;

private:
    void build();
    void check();
    void start();

    UiContext& m_context;
    const QList<RelayId> m_relays;
    QLineEdit* m_since;
    QLineEdit* m_until;
    QLineEdit* m_filter;
    QComboBox* m_method;
    QComboBox* m_direction;
    QCheckBox* m_compare;
    QCheckBox* m_again;
    QCheckBox* m_consent;
    QLabel* m_problem;
    QPushButton* m_start = nullptr;
};

} // namespace nostrscope
