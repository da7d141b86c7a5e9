// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingfield.h"

#include <QScrollArea>

class QVBoxLayout;

namespace nostrscope {

/// All settings of one page of the table, below each other.
class SettingsPage final : public QScrollArea {
    Q_OBJECT

public:
    /// `reserved` has the mnemonics of what stands around it.
    SettingsPage(SettingsModel& model, SettingPage page, const Theme& theme, const Mnemonics& reserved,
                 QWidget* parent = nullptr);

    [[nodiscard]] SettingPage page() const { return m_page; }
    /// Null when the row is on another page.
    [[nodiscard]] SettingField* field(int row) const;
    [[nodiscard]] const QList<SettingField*>& fields() const { return m_fields; }
    /// Something that is no setting, below them.
    void addPanel(QWidget* panel);

private:
    SettingPage m_page;
    QList<SettingField*> m_fields;
    QVBoxLayout* m_layout;
};

/// The title of a page of the settings.
[[nodiscard]] QWidget* makePageTitle(const QString& title, QWidget* parent);

} // namespace nostrscope
