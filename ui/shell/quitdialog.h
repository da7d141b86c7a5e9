// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace nostrscope {

/// Asked when the program is to end while an import or the like runs. Enter goes on working: nothing is lost
/// by a slip.
class QuitDialog final : public QDialog {
    Q_OBJECT

public:
    /// `tasks`: how many run. Without a tray there is nowhere to go on.
    QuitDialog(int tasks, bool hasTray, QWidget* parent);

signals:
    void continueRequested();
    void stopRequested();
};

} // namespace nostrscope
