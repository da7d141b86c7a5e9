// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rangemodel.h"

#include <QList>
#include <QString>

#include <optional>

namespace nostrscope {

/// Where the user is: what Back brings back.
struct Place {
    QString page; ///< its id
    QString filter;
    QString selection; ///< key of the selected row, or of what a detail page is about
    RangeChoice range;

    friend bool operator==(const Place&, const Place&) = default;
};

/// The places of this session, as in a web browser: a visit after going back forgets what lay ahead.
class NavigationHistory {
public:
    static constexpr qsizetype maximumPlaces = 100; ///< the oldest are forgotten

    /// Goes to a new place; the same place again changes nothing.
    void visit(const Place& place);
    /// What the user did at the present place (typed a filter, selected a row).
    void update(const Place& place);
    [[nodiscard]] std::optional<Place> back();
    [[nodiscard]] std::optional<Place> forward();
    [[nodiscard]] bool canGoBack() const { return m_current > 0; }
    [[nodiscard]] bool canGoForward() const { return m_current + 1 < m_places.size(); }

private:
    QList<Place> m_places;
    qsizetype m_current = -1;
};

} // namespace nostrscope
