// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "models/engineask.h"
#include "models/fmt.h"

namespace nostrscope {

/// Candidates for the list of relays.
class DiscoveryAsk final : public EngineAsk {
    Q_OBJECT

public:
    DiscoveryAsk(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent = nullptr);
    void ask(const CandidateQuery& query);
    /// The same as of another moment: asks when the last question is old enough.
    void refresh();
    /// Null before the first answer.
    [[nodiscard]] const std::shared_ptr<const DiscoveryView>& view() const { return m_view; }

protected:
    void send(int token) override;
    [[nodiscard]] bool hasAnswer() const override { return m_view != nullptr; }

private:
    CandidateQuery m_query;
    std::shared_ptr<const DiscoveryView> m_view;
};

/// The table of candidates; rows have their URL as key.
namespace discoverytable {

enum ColumnIndex {
    UrlColumn,
    StateColumn,
    SourcesColumn,
    MentionsColumn,
    AuthorsColumn,
    FirstSeenColumn,
    AttemptsColumn,
    ResultColumn,
    NetworkColumn,
    RttColumn,
    ColumnCount
};

[[nodiscard]] std::vector<Column> columns();
[[nodiscard]] CellRows rows(const std::vector<Candidate>& candidates, const Fmt& fmt, UnixMillis now);
/// "Relay lists (10002)"
[[nodiscard]] QString sourceName(DiscoverySource source);

} // namespace discoverytable

} // namespace nostrscope
