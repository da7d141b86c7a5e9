// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/records/discoverystore.h"

#include <QJsonObject>

namespace nostrscope {

/// What another process asks of the discovery of this one (controlprotocol.h), and the answer to each:
///   run           {"scan":bool,"validate":bool} → after {"ready":true}: what came of it (DiscoveryRun)
///   mention       {"relays":[{"url","source":"list|nip05","origin"}],"refused":[hash…]} → MentionGain
///   decide        {"state":"new|accepted|rejected|never","reason","urls":[…]} → {"known":[url…]}
///   apply-rules   {"rules":[…]} → {"accepted":[{"url","rule"}]}
///   set-rules     {"rules":[…]} → {"done":n}
///   dismiss       {"keys":[hex…],"dismissed":bool} → {"done":n}
struct DiscoverOrder {
    enum class Action : std::uint8_t { Run, Mention, Decide, ApplyRules, SetRules, Dismiss };
    Action action = Action::Run;
    bool scans = false;
    bool validates = false;
    std::shared_ptr<MentionBatch> batch; ///< Mention: sums of lists and NIP-05 domains
    std::vector<CandidateDecision> decisions;
    QStringList rules;
    std::vector<QByteArray> keys;
    bool areDismissed = true;
};

/// The error is an English sentence.
[[nodiscard]] Expected<DiscoverOrder, QString> readDiscoverOrder(const QJsonObject& command, UnixMillis now);
[[nodiscard]] QJsonObject toJson(const DiscoverOrder& order);

[[nodiscard]] QJsonObject toJson(const MentionGain& gain);
[[nodiscard]] MentionGain mentionGainFrom(const QJsonObject& object);

} // namespace nostrscope
