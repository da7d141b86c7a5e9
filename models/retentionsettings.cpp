// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/retentionsettings.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Timestamp secondsPerDay = 86'400;

} // namespace

QString keepKey(KindGroup group)
{
    auto name = QString::fromLatin1(toString(group));
    name.front() = name.front().toUpper();
    return u"retention/keep"_s + name;
}

RetentionPolicy retentionPolicy(const SettingLayers& settings, Timestamp now)
{
    RetentionPolicy policy;
    policy.now = now;
    for (const auto group : kindGroups) {
        if (const auto days = settings.number(keepKey(group)); days > 0) // 0 is no floor
            policy.floors[group] = now - days * secondsPerDay;
    }
    if (const auto size = settings.decimal(u"retention/sizeGiB"); size > 0) // 0 is no bound
        policy.sizeBudgetBytes = static_cast<quint64>(size * bytesPerGiB);
    policy.trim.superseded = settings.flag(u"retention/trimSuperseded");
    policy.trim.vanished = settings.flag(u"retention/honourVanish");
    policy.archiveFolder = settings.value(u"retention/archiveFolder");
    return policy;
}

} // namespace nostrscope
