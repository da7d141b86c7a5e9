// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace nostrscope {

class ActionRegistry;

/// The list of commands and their keys (Ctrl+?). Also a page of the settings.
class KeysDialog final : public QDialog {
    Q_OBJECT

public:
    KeysDialog(ActionRegistry& actions, QWidget* parent);
};

} // namespace nostrscope
