// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/palette.h"

namespace nostrscope {

ThemeColors ThemeColors::light()
{
    ThemeColors c;
    c.window = QColor(0xF4F6F8);
    c.base = QColor(0xFFFFFF);
    c.alternate = QColor(0xF1F4F7);
    c.text = QColor(0x1B2128);
    c.secondary = QColor(0x4F5B67);
    c.disabled = QColor(0x8A95A1);
    c.controlBorder = QColor(0x7B8794);
    c.hairline = QColor(0xD5DBE1);
    c.accent = QColor(0x0A5FB4);
    c.focus = QColor(0x0A5FB4);
    c.selection = QColor(0x0A5FB4);
    c.states = {QColor(0x1E8F6E), QColor(0xD06A00), QColor(0x9B1C14),
                QColor(0x56606E), QColor(0x6A4FC8), c.text};
    c.tints = {QColor(0xE3F4EE), QColor(0xE5F0FB), QColor(0xFFF3E0), QColor(0xFCE8E6)};
    c.series = {QColor(0x2A5FA0), QColor(0xC27A33), QColor(0x1B9683),
                QColor(0x6B2145), QColor(0x5A550B), QColor(0x9270F5)};
    c.heat = {QColor(0xEAF2FB), QColor(0xC7DCF2), QColor(0x94BFE5), QColor(0x5A9BD3),
              QColor(0x2A72B5), QColor(0x0B4A8A), QColor(0x062B57)};
    return c;
}

ThemeColors ThemeColors::dark()
{
    ThemeColors c;
    c.isDark = true;
    c.window = QColor(0x12161B);
    c.base = QColor(0x1A1F26);
    c.alternate = QColor(0x20262E);
    c.text = QColor(0xE8ECF1);
    c.secondary = QColor(0xA9B4C0);
    c.disabled = QColor(0x6B7683);
    c.controlBorder = QColor(0x74808D);
    c.hairline = QColor(0x333C47);
    c.accent = QColor(0x6DB6F2);
    c.focus = QColor(0x8CC8FF);
    c.selection = QColor(0x1F5F99);
    c.states = {QColor(0x6ADBB2), QColor(0xFFD45E), QColor(0xE4623F),
                QColor(0x7F8A99), QColor(0xB3A2F8), c.text};
    c.tints = {QColor(0x14342A), QColor(0x16304A), QColor(0x3A2E12), QColor(0x40201B)};
    c.series = {QColor(0x4AAFFF), QColor(0xF15A0A), QColor(0x629B69),
                QColor(0xFC87A5), QColor(0xEBCC77), QColor(0xB17CB3)};
    c.heat = {QColor(0x1E2A38), QColor(0x1F4468), QColor(0x2465A0), QColor(0x3C8BCF),
              QColor(0x6DB6F2), QColor(0xA8D6FB), QColor(0xE3F3FF)};
    return c;
}

ThemeColors ThemeColors::highContrast(bool onBlack)
{
    auto c = onBlack ? dark() : light();
    const QColor ground(onBlack ? Qt::black : Qt::white);
    const QColor ink(onBlack ? Qt::white : Qt::black);
    c.isHighContrast = true;
    c.window = c.base = c.alternate = ground;
    c.text = c.secondary = ink;
    c.disabled = onBlack ? QColor(0xA0A0A0) : QColor(0x606060);
    c.controlBorder = ink;
    // Lines that divide are as strong as those that bound: nothing is left to a shade.
    c.hairline = onBlack ? QColor(0x8C8C8C) : QColor(0x767676);
    // Text on a selection is white in every scheme, so its ground is not the ink of a black one.
    c.selection = onBlack ? QColor(0x1F5F99) : QColor(Qt::black);
    c.states[static_cast<std::size_t>(Status::Checking)] = ink;
    c.tints.fill(ground);
    return c;
}

const QColor& ThemeColors::toneColor(Tone tone) const
{
    switch (tone) {
    case Tone::Ok:
        return state(Status::Online);
    case Tone::Info:
        return accent;
    case Tone::Warning:
        return state(Status::Degraded);
    case Tone::Error:
        return state(Status::Down);
    }
    Q_UNREACHABLE();
}

QPalette ThemeColors::toPalette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, alternate);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, secondary);
    p.setColor(QPalette::Button, isDark ? alternate : base);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, state(Status::Down));
    p.setColor(QPalette::ToolTipBase, base);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Highlight, selection);
    p.setColor(QPalette::HighlightedText, Qt::white);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    // Fusion draws its frames and grooves with these.
    p.setColor(QPalette::Light, isDark ? alternate.lighter(130) : QColor(Qt::white));
    p.setColor(QPalette::Midlight, isDark ? alternate.lighter(115) : window);
    p.setColor(QPalette::Mid, hairline);
    p.setColor(QPalette::Dark, controlBorder);
    p.setColor(QPalette::Shadow, isDark ? QColor(Qt::black) : controlBorder);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, disabled);
    p.setColor(QPalette::Disabled, QPalette::Highlight, hairline);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    return p;
}

} // namespace nostrscope
