// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fmtsource.h"

namespace nostrscope {

FmtSource::FmtSource(const Fmt& start, QObject* parent)
    : QObject(parent)
    , m_choices(std::make_shared<FormatChoices>(start.choices()))
    , m_localZone(start.zone())
{
}

void FmtSource::setChoices(const FormatChoices& choices)
{
    if (choices == *m_choices)
        return;
    *m_choices = choices;
    if (!m_choices->zone.isValid())
        m_choices->zone = QTimeZone::utc();
    emit changed();
}

void FmtSource::setUtc(bool utc)
{
    auto choices = *m_choices;
    choices.zone = utc ? QTimeZone::utc() : m_localZone;
    setChoices(choices);
}

void FmtSource::setLocalZone(const QTimeZone& zone)
{
    const bool followed = !isUtc() || m_localZone == QTimeZone::utc();
    m_localZone = zone.isValid() ? zone : QTimeZone::utc();
    if (followed)
        setUtc(false);
}

} // namespace nostrscope
