// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/palette.h"

#include <QIcon>
#include <QObject>

class QApplication;

namespace nostrscope {

/// The colours in force. One object, made by the composition root, handed down.
class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Choice : std::uint8_t { System, Light, Dark };

    /// Reads the system's palette (light or dark), then puts Fusion and our palette on the application.
    explicit Theme(QApplication& application, QObject* parent = nullptr);

    void setChoice(Choice choice);
    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] const ThemeColors& colors() const { return m_colors; }
    /// One of our icons (resources/icons) in the colours of the palette: normal, disabled, selected.
    [[nodiscard]] QIcon icon(const QString& name) const;

signals:
    void changed();

private:
    QApplication& m_application;
    bool m_systemIsDark = false;
    Choice m_choice = Choice::System;
    ThemeColors m_colors;
};

} // namespace nostrscope
