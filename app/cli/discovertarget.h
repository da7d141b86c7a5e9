// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "core/base/clock.h"
#include "core/discover/storescan.h"
#include "core/engine/validator.h"

namespace nostrscope {

class Console;

/// What one run brought.
struct DiscoverRun {
    std::optional<StoreScanReport> scan;
    std::optional<ValidationReport> validation;
    std::vector<CandidateDecision> accepted; ///< by the rules that are stored
};

/// Where the changes of `discover` go: into a store of this process, or to the process that writes it. Every
/// call returns when it is stored; errors are sentences, with the path.
class DiscoverTarget {
public:
    /// `create`: a file that is not there is made. Says on standard error when it hands over.
    [[nodiscard]] static Expected<std::unique_ptr<DiscoverTarget>, QString>
    open(const Options& options, const Clock& clock, Console& console, bool create = false);
    virtual ~DiscoverTarget() = default;

    [[nodiscard]] virtual Expected<MentionGain, QString> add(std::shared_ptr<MentionBatch> batch) = 0;
    /// Looks for relays in stored events, then whether candidates are Nostr relays; what was validated joins
    /// the list by the rules that are stored.
    [[nodiscard]] virtual Expected<DiscoverRun, QString> run(bool scans, bool validates) = 0;
    /// By these rules, now.
    [[nodiscard]] virtual Expected<std::vector<CandidateDecision>, QString>
    acceptBy(const QStringList& rules) = 0;
    /// What is accepted joins the list. Answers the urls that are candidates.
    [[nodiscard]] virtual Expected<std::vector<QByteArray>, QString>
    decide(const std::vector<CandidateDecision>& decisions) = 0;
    /// Empty, or why not; so do the others.
    [[nodiscard]] virtual QString setRules(const QStringList& rules) = 0;
    [[nodiscard]] virtual QString dismiss(const std::vector<QByteArray>& keys, bool areDismissed) = 0;
    /// The end of what this command changes.
    [[nodiscard]] virtual QString finish() = 0;
};

} // namespace nostrscope
