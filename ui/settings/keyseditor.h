// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/actionregistry.h"

#include <QWidget>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace nostrscope {

/// The list of commands and their keys, where keys are changed: at once, conflicts are named, and everything
/// can go back to its default.
class KeysEditor final : public QWidget {
    Q_OBJECT

public:
    KeysEditor(ActionRegistry& actions, QWidget* parent);

private:
    void fill();
    void filter(const QString& text);
    void showKey();
    void judge();
    void setKey(const QKeySequence& key);
    [[nodiscard]] QString currentId() const;

    ActionRegistry& m_actions;
    QLineEdit* m_filter;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_edit;
    QLabel* m_note;
    QPushButton* m_set;
    QPushButton* m_none;
    QPushButton* m_default;
};

} // namespace nostrscope
