// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/palette.h"
#include "ui/theme/systemlook.h"

#include <QIcon>
#include <QObject>
#include <QPointer>

class QApplication;

namespace nostrscope {

class ControlStyle;

/// The colours in force. One object, made by the composition root, handed down.
class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Choice : std::uint8_t { System, Light, Dark, HighContrast };

    /// Reads the system's palette (light or dark), then puts Fusion and our palette on the application.
    explicit Theme(QApplication& application, QObject* parent = nullptr);

    void setChoice(Choice choice);
    [[nodiscard]] Choice choice() const { return m_choice; }
    /// What the desktop says about itself; what it leaves open is taken from its palette. The user's choice
    /// stands above it, except that the ground of high contrast (black or white) follows it.
    void setSystemLook(const SystemLook& look);
    /// Rows of tables are higher, for eyes and fingers. Views that exist keep their height.
    void setComfortable(bool comfortable) { m_isComfortable = comfortable; }
    /// Of a row of a table with letters of this height, in pixels.
    [[nodiscard]] int rowHeight(int letterHeight) const { return letterHeight + (m_isComfortable ? 14 : 8); }
    [[nodiscard]] const ThemeColors& colors() const { return m_colors; }
    /// The user asked the desktop for less motion: nothing fades or slides then.
    [[nodiscard]] bool isMotionReduced() const { return m_system.reducedMotion; }
    /// One of our icons (resources/icons) in the colours of the palette: normal, disabled, selected.
    [[nodiscard]] QIcon icon(const QString& name) const;

signals:
    void changed();

private:
    [[nodiscard]] ThemeColors wanted() const;
    void apply();

    QApplication& m_application;
    bool m_paletteIsDark = false; ///< of the system's palette at start
    SystemLook m_system;
    Choice m_choice = Choice::System;
    bool m_isComfortable = false;
    ThemeColors m_colors;
    QPointer<ControlStyle> m_style; ///< the application owns it; gone when somebody set another one
};

} // namespace nostrscope
