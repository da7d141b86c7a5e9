// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QObject>

#include <optional>

namespace nostrscope {

/// One time that all charts of a page mark. A page makes one and its charts join it; a chart without a page
/// has its own. Pinned (by a click) it stays when the pointer moves on.
class ChartCursor final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] std::optional<UnixMillis> time() const { return m_time; }
    [[nodiscard]] bool isPinned() const { return m_isPinned; }
    /// The chart that moved it last; only that one shows its tooltip.
    [[nodiscard]] const QObject* holder() const { return m_holder; }

    /// Moves it, pinned or not: for keys and clicks. Without a time it is gone and not pinned any more.
    void moveTo(std::optional<UnixMillis> time, const QObject* holder);
    /// Moves it unless it is pinned: for the pointer.
    void hover(std::optional<UnixMillis> time, const QObject* holder);
    void setPinned(bool pinned);

signals:
    void moved();

private:
    std::optional<UnixMillis> m_time;
    const QObject* m_holder = nullptr; ///< compared, never followed
    bool m_isPinned = false;
};

} // namespace nostrscope
