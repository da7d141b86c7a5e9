// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation.h"

namespace nostrscope {

void NavigationHistory::visit(const Place& place)
{
    if (m_current >= 0 && m_places.at(m_current) == place)
        return;
    m_places.resize(m_current + 1);
    m_places.append(place);
    if (m_places.size() > maximumPlaces)
        m_places.removeFirst();
    m_current = m_places.size() - 1;
}

void NavigationHistory::update(const Place& place)
{
    if (m_current >= 0)
        m_places[m_current] = place;
}

std::optional<Place> NavigationHistory::back()
{
    if (!canGoBack())
        return std::nullopt;
    return m_places.at(--m_current);
}

std::optional<Place> NavigationHistory::forward()
{
    if (!canGoForward())
        return std::nullopt;
    return m_places.at(++m_current);
}

} // namespace nostrscope
