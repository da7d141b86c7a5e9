// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/discoverytables.h"
#include "ui/uicontext.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace nostrscope {

class DiscoveryTable;

/// The rules by which validated candidates join the list by themselves (DIS-3), with what they would accept
/// now. Nothing is stored before Save.
class DiscoveryRulesDialog final : public QDialog {
    Q_OBJECT

public:
    DiscoveryRulesDialog(UiContext& context, QWidget* parent);

    /// As they are in the window, AcceptRule::text().
    [[nodiscard]] const QStringList& rules() const { return m_rules; }

private:
    [[nodiscard]] QWidget* makeEditor();
    [[nodiscard]] AcceptRule edited() const;
    void addRule();
    void removeRule();
    void preview();
    void showData();
    void showRules();
    void updateButtons();

    UiContext& m_context;
    DiscoveryQuestionAsk m_ask;
    QStringList m_rules;
    bool m_hasRules = false; ///< those that are stored were read
    QListWidget* m_list;
    QCheckBox* m_readable;
    QSpinBox* m_authors;
    QSpinBox* m_mentions;
    QComboBox* m_source;
    QPushButton* m_add;
    QPushButton* m_remove;
    QLabel* m_summary;
    DiscoveryTable* m_fits;
    QPushButton* m_save = nullptr;
};

} // namespace nostrscope
