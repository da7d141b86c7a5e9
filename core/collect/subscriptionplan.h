// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/nostr/filter.h"
#include "core/nostr/refusal.h"

#include <QByteArray>

#include <chrono>
#include <optional>
#include <vector>

namespace nostrscope {

/// Where catch-up of a relay starts; created_at, inclusive (COL-4).
struct CatchUpStart {
    Timestamp general = 0;
    Timestamp dvm = 0; ///< for the DVM kinds, which are rare: an empty store asks 20 d of them
    friend bool operator==(const CatchUpStart&, const CatchUpStart&) = default;
};
struct CatchUpRules {
    std::optional<Timestamp> absoluteSince; ///< overrides everything, e.g. 0 = all history
    std::chrono::seconds overlap{2 * 86400};
    std::chrono::seconds emptyStore{86400};
    std::chrono::seconds emptyStoreDvm{20 * 86400};
};
/// `lastEose`: last contact with EOSE (epoch = never); `newestEvent`: of this relay, none if it has none.
[[nodiscard]] CatchUpStart catchUpStart(const CatchUpRules& rules, UnixMillis lastEose,
                                        std::optional<Timestamp> newestEvent, UnixMillis now);

/// Which filters one relay gets (COL-3). Starts with one REQ for all kinds; each refusal makes the questions
/// smaller, down to a handful of kinds, then gives up with the relay's reason. Pure.
class SubscriptionPlan {
public:
    /// DVM kinds are those of 5000-6999 and 7000. Empty: every kind, by filters without that condition; a
    /// relay that refuses those is asked for the default kinds.
    explicit SubscriptionPlan(std::vector<Kind> kinds);

    /// One inner list per REQ. Stored events are not wanted (limit 0, or 1 where a relay dislikes 0).
    [[nodiscard]] std::vector<std::vector<Filter>> liveRequests() const;
    /// One filter per history walk, without since, until and limit: filters of one REQ are limited one by
    /// one, so a common cursor would jump over events. `isDvm` tells which start applies; `merge`: both are
    /// the same.
    struct History {
        Filter filter;
        bool isDvm = false;
    };
    [[nodiscard]] std::vector<History> historyFilters(bool merge) const;

    /// The relay refused a request of this plan: narrows. False when nothing narrower is left.
    [[nodiscard]] bool refused(QByteArrayView text);
    [[nodiscard]] bool gaveUp() const { return m_step == Step::GaveUp; }
    [[nodiscard]] const QByteArray& reason() const { return m_reason; } ///< text of the last refusal
    [[nodiscard]] bool isNarrowed() const { return m_step != m_firstStep; }

private:
    enum class Step : std::uint8_t {
        EveryKind, ///< one filter without kinds
        Whole, ///< one filter, limit 0
        LimitOne, ///< the same with limit 1
        SmallFilters, ///< filters of 20 kinds in one REQ
        SmallRequests, ///< one REQ for each filter of 20 kinds
        TinyFilters, ///< filters of 3 kinds, a few to a REQ (strfry's filter validation)
        CoreKinds, ///< only the most common kinds
        GaveUp,
    };
    [[nodiscard]] std::vector<Kind> coreKinds() const;
    [[nodiscard]] std::size_t kindsPerFilter() const;

    std::vector<Kind> m_kinds;
    Step m_firstStep = Step::Whole;
    Step m_step = Step::Whole;
    QByteArray m_reason;
};

[[nodiscard]] constexpr bool isDvmKind(Kind kind) noexcept
{
    return kind >= 5000 && kind <= 7000;
}

} // namespace nostrscope
