// SPDX-License-Identifier: GPL-3.0-or-later
// What the main window does with the settings.
#include "ui/mainwindow.h"

#include "ui/settings/settingsdialog.h"
#include "ui/shell/pagestack.h"

#include <QAction>
#include <QApplication>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

const auto textKey = u"window/textPercent"_s;
constexpr int textStep = 10; // percent of the system's size (ux.md §2)

Theme::Choice themeChoice(const QString& value)
{
    if (value == "light"_L1)
        return Theme::Choice::Light;
    if (value == "dark"_L1)
        return Theme::Choice::Dark;
    return value == "contrast"_L1 ? Theme::Choice::HighContrast : Theme::Choice::System;
}

} // namespace

void MainWindow::applySettings(const QStringList& keys)
{
    const auto& values = m_settings.values();
    const auto isGroupChanged = [&keys](QLatin1StringView group) {
        return std::any_of(keys.begin(), keys.end(),
                           [group](const QString& key) { return key.startsWith(group); });
    };
    if (keys.contains("window/theme"_L1))
        m_theme.setChoice(themeChoice(values.value(u"window/theme")));
    if (keys.contains("window/closeToTray"_L1))
        m_actions->find(u"window.closeToTray"_s)->setChecked(values.flag(u"window/closeToTray"));
    if (keys.contains("format/zone"_L1)) {
        const auto zone = values.value(u"format/zone");
        m_formats.setLocalZone(zone == "system"_L1 ? m_startZone : QTimeZone(zone.toLatin1()));
        m_formats.setUtc(false); // who chooses a zone wants to see it
    }
    if (isGroupChanged("format/"_L1))
        applyFormats();
    if (keys.contains(textKey))
        applyTextSize();
    if (keys.contains("window/density"_L1)) {
        m_theme.setComfortable(values.value(u"window/density") == "comfortable"_L1);
        m_pages->rebuild();
    }
}

void MainWindow::applyFormats()
{
    const auto& values = m_settings.values();
    auto choices = m_formats.choices();
    choices.siBytes = values.value(u"format/bytes") == "si"_L1;
    choices.twelveHours = values.value(u"format/hours") == "12"_L1;
    choices.absoluteTimes = values.value(u"format/times") == "absolute"_L1;
    m_formats.setChoices(choices);
}

void MainWindow::applyTextSize()
{
    const int percent = m_settings.values().number(textKey);
    const auto* range = findSetting(textKey);
    m_actions->setAvailable(u"view.textLarger"_s, percent < range->max, tr("This is the largest"));
    m_actions->setAvailable(u"view.textSmaller"_s, percent > range->min, tr("This is the smallest"));
    auto scaled = m_systemFont;
    scaled.setPointSizeF(m_systemFont.pointSizeF() * percent / 100);
    QApplication::setFont(scaled); // dialogs and tips too
    m_pages->rebuild();
}

void MainWindow::stepTextSize(int steps)
{
    const auto* range = findSetting(textKey);
    const double percent =
        std::clamp<double>(m_settings.values().number(textKey) + steps * textStep, range->min, range->max);
    m_settings.change(textKey, QString::number(percent));
}

void MainWindow::openSettings(const QString& key)
{
    // One that was closed is deleted a moment later.
    const auto dialogs = findChildren<SettingsDialog*>();
    const auto open = std::find_if(dialogs.begin(), dialogs.end(),
                                   [](const SettingsDialog* one) { return one->isVisible(); });
    auto* dialog = open == dialogs.end() ? nullptr : *open;
    if (dialog == nullptr) {
        dialog = new SettingsDialog(m_context, this);
        dialog->show();
    }
    dialog->raise();
    dialog->activateWindow();
    if (!key.isEmpty())
        dialog->showSetting(key);
}

} // namespace nostrscope
