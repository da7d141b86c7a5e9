// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settingshub.h"

#include "models/settingstable.h"

namespace nostrscope {

void SettingsHub::setValues(const SettingLayers& values)
{
    QStringList keys;
    for (const auto& setting : settingsTable()) {
        if (m_values.value(QString(setting.key)) != values.value(QString(setting.key)))
            keys.append(setting.key);
    }
    m_values = values;
    if (!keys.isEmpty())
        emit changed(keys);
}

void SettingsHub::change(const QHash<QString, QString>& values)
{
    auto next = m_values;
    for (auto it = values.constBegin(); it != values.constEnd(); ++it)
        next.set(SettingOrigin::File, it.key(), it.value());
    setValues(next);
    emit stored();
}

} // namespace nostrscope
