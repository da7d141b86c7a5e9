// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/faults.h"

#include "app/simnet/simrandom.h"

#include <array>
#include <numeric>

namespace nostrscope {

namespace {

constexpr std::array<const char*, faultCount> names{
    "refuse",      "slow",         "silent",        "drop",          "garbage",     "giant",
    "bad-id",      "bad-sig",      "future",        "closed-auth",   "restricted",  "rate-limit",
    "cap",         "oldest-first", "no-eose",       "flap",          "http-403",    "http-503",
    "not-nostr",   "expired-tls",  "clock-skew",    "partial-frame", "http-429",    "wrong-name-tls",
    "half-answer", "shuffled",     "vanishing",     "neg-limit",     "neg-notice",  "neg-silent",
    "neg-closed",  "neg-endless",  "neg-huge",      "neg-wrong",     "neg-version", "neg-unasked",
    "ok-refuse",   "ok-silent",    "ok-rate-limit", "ok-drop",
};

} // namespace

QByteArrayView faultName(Fault fault) noexcept
{
    return names[static_cast<std::size_t>(fault)];
}

Expected<FaultShare, QString> parseFault(QStringView text)
{
    const auto colon = text.indexOf(u':');
    const auto name = colon < 0 ? text : text.first(colon);
    FaultShare result;
    if (colon >= 0) {
        bool isNumber = false;
        result.share01 = text.sliced(colon + 1).toDouble(&isNumber);
        if (!isNumber || !(result.share01 >= 0 && result.share01 <= 1))
            return Unexpected(
                QStringLiteral("The share of fault “%1” is not a number from 0 to 1.").arg(text));
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == QLatin1StringView(names[i])) {
            result.fault = static_cast<Fault>(i);
            return result;
        }
    }
    return Unexpected(QStringLiteral("There is no fault “%1”; --help lists them.").arg(name));
}

std::vector<FaultSet> assignFaults(int relays, std::uint64_t seed, const std::vector<FaultShare>& shares)
{
    std::vector<FaultSet> sets(static_cast<std::size_t>(relays));
    for (const auto& share : shares) {
        auto count = static_cast<std::size_t>(std::lround(share.share01 * relays));
        if (share.share01 > 0)
            count = std::max<std::size_t>(count, 1);
        std::vector<std::size_t> order(sets.size());
        std::iota(order.begin(), order.end(), 0U);
        SimRandom random(seed, 0xfa017U + static_cast<std::uint64_t>(share.fault));
        for (std::size_t i = 0; i < count; ++i) {
            std::swap(order[i], order[i + random.below(order.size() - i)]);
            sets[order[i]].add(share.fault);
        }
    }
    return sets;
}

} // namespace nostrscope
