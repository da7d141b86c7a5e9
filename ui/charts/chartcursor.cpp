// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartcursor.h"

namespace nostrscope {

void ChartCursor::moveTo(std::optional<UnixMillis> time, const QObject* holder)
{
    const bool pinned = m_isPinned && time;
    if (time == m_time && holder == m_holder && pinned == m_isPinned)
        return;
    m_time = time;
    m_holder = time ? holder : nullptr;
    m_isPinned = pinned;
    emit moved();
}

void ChartCursor::hover(std::optional<UnixMillis> time, const QObject* holder)
{
    if (!m_isPinned)
        moveTo(time, holder);
}

void ChartCursor::setPinned(bool pinned)
{
    pinned = pinned && m_time;
    if (pinned == m_isPinned)
        return;
    m_isPinned = pinned;
    emit moved();
}

} // namespace nostrscope
