// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "models/engineask.h"
#include "models/fmt.h"

namespace nostrscope {

/// One of the questions of discovery beside its candidates.
class DiscoveryQuestionAsk final : public EngineAsk {
    Q_OBJECT

public:
    DiscoveryQuestionAsk(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent = nullptr);
    /// The last answer stays until the new one comes.
    void ask(const DiscoveryQuestion& question);
    /// The same again, when the last question is old enough.
    void refresh();
    /// Null before the first answer, and when that was to another kind of question.
    template <typename View> [[nodiscard]] std::shared_ptr<const View> view() const
    {
        if (!m_answer)
            return nullptr;
        const auto* const view = std::get_if<std::shared_ptr<const View>>(&*m_answer);
        return view ? *view : nullptr;
    }

protected:
    void send(int token) override;
    [[nodiscard]] bool hasAnswer() const override { return m_answer.has_value(); }

private:
    DiscoveryQuestion m_question;
    std::optional<DiscoveryAnswer> m_answer;
};

/// Groups of duplicates; rows have DuplicateGroup::key in hex as key.
namespace duplicatetable {
enum ColumnIndex { KeepColumn, OthersColumn, ReasonColumn, UrlsColumn, MentionsColumn, ListedColumn };
[[nodiscard]] std::vector<Column> columns();
[[nodiscard]] CellRows rows(const DuplicatesView& view, const Fmt& fmt);
} // namespace duplicatetable

/// Other monitors; rows have the public key in hex as key.
namespace monitortable {
enum ColumnIndex {
    NameColumn,
    KeyColumn,
    FrequencyColumn,
    ChecksColumn,
    ReportsColumn,
    RelaysColumn,
    LastColumn,
    AgreesColumn
};
[[nodiscard]] std::vector<Column> columns();
[[nodiscard]] CellRows rows(const MonitorsView& view, const Fmt& fmt, UnixMillis now);
} // namespace monitortable

/// Recommended relays, with the terms of their choice; rows have the URL as key.
namespace outboxrelays {
enum ColumnIndex {
    RankColumn,
    UrlColumn,
    LivenessColumn,
    NewColumn,
    DeclaredColumn,
    HeldForColumn,
    EventsColumn
};
[[nodiscard]] std::vector<Column> columns();
[[nodiscard]] CellRows rows(const OutboxView& view, const Fmt& fmt);
} // namespace outboxrelays

/// Authors and how their relays serve them; rows have the public key in hex as key.
namespace outboxauthors {
enum ColumnIndex { AuthorColumn, StateColumn, DeclaredColumn, UpColumn, HoldingColumn, EventsColumn };
[[nodiscard]] std::vector<Column> columns();
[[nodiscard]] CellRows rows(const OutboxView& view, const Fmt& fmt);
/// "40 authors: 24 covered, …"
[[nodiscard]] QString summary(const OutboxView& view, const Fmt& fmt);
} // namespace outboxauthors

/// Candidates that rules would accept; rows have the URL as key.
namespace rulefits {
enum ColumnIndex { UrlColumn, AuthorsColumn, MentionsColumn, RuleColumn };
[[nodiscard]] std::vector<Column> columns();
[[nodiscard]] CellRows rows(const RulesView& view, const Fmt& fmt);
/// "Readable, 5 authors or more, named by relay lists": AcceptRule::text() for people.
[[nodiscard]] QString ruleText(const AcceptRule& rule, const Fmt& fmt);
} // namespace rulefits

} // namespace nostrscope
