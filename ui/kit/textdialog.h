// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace nostrscope {

/// Lines to read and to copy; closes and is gone.
class TextDialog final : public QDialog {
    Q_OBJECT

public:
    TextDialog(const QString& title, const QStringList& lines, QWidget* parent);
};

} // namespace nostrscope
