// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/discoverywriter.h"

namespace nostrscope {

namespace {

constexpr qsizetype maxReason = 500;
constexpr qsizetype maxOrigin = 300;
/// A hundredth of a full table goes at once, so that finding what is worth least is paid for seldom.
constexpr std::uint64_t roomShare = 100;

} // namespace

struct DiscoveryWriter::Adding {
    Adding(SqlDatabase& database, const DiscoveryBounds& given)
        : bounds(given)
        , find(database, "SELECT no, state FROM candidate WHERE url = ?")
        , insert(database,
                 "INSERT INTO candidate(url, network, first_seen, last_seen, first_source) "
                 "VALUES(?, ?, ?, ?, ?)")
        , update(database,
                 "UPDATE candidate SET mentions = mentions + ?2, authors = authors + ?3, "
                 "first_source = iif(?4 < first_seen OR (?4 = first_seen AND ?6 < first_source), ?6, "
                 "first_source), first_seen = min(first_seen, ?4), "
                 "last_seen = max(last_seen, ?5) WHERE no = ?1")
        , source(database,
                 "INSERT INTO candidate_source VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
                 "ON CONFLICT DO UPDATE SET mentions = mentions + ?3, reads = reads + ?4, "
                 "writes = writes + ?5, authors = authors + ?6, "
                 "example = iif(?7 < first_seen OR (?7 = first_seen AND ?9 < example), ?9, example), "
                 "first_seen = min(first_seen, ?7), last_seen = max(last_seen, ?8), "
                 "origin = iif(?10 = '', origin, ?10)")
        , findAuthor(database, "SELECT sources FROM candidate_author WHERE candidate = ? AND author = ?")
        , setAuthor(database, "INSERT OR REPLACE INTO candidate_author VALUES(?, ?, ?)")
        , findBudget(database, "SELECT created FROM candidate_budget WHERE author = ?")
        , pay(database,
              "INSERT INTO candidate_budget VALUES(?, 1) ON CONFLICT DO UPDATE SET created = created + 1")
        , count(static_cast<std::uint64_t>(database.value("SELECT candidates FROM discovery")))
    {
    }
    const DiscoveryBounds& bounds;
    SqlStatement find;
    SqlStatement insert;
    SqlStatement update;
    SqlStatement source;
    SqlStatement findAuthor;
    SqlStatement setAuthor;
    SqlStatement findBudget;
    SqlStatement pay;
    std::uint64_t count;
    bool isFull = false; ///< nothing can go
};

StoreResult<MentionGain> DiscoveryWriter::add(const MentionBatch& batch, const DiscoveryBounds& bounds)
{
    m_database.clearError();
    MentionGain gain;
    SqlTransaction transaction(m_database);
    if (!transaction.isOpen())
        return Unexpected(m_database.error());
    const bool isScan = batch.through != 0;
    if (isScan && m_database.value("SELECT seq FROM discovery", -1) != static_cast<std::int64_t>(batch.after))
        return m_database.error().code == StoreErrorCode::None ? StoreResult<MentionGain>(gain)
                                                               : Unexpected(m_database.error());
    Adding adding(m_database, bounds);
    for (const auto& sum : batch.sums) {
        std::int64_t number = 0;
        if (adding.find.bind(1, sum.url).step()) {
            number = adding.find.integer(0);
            const bool isNever = adding.find.integer(1) == int(CandidateState::Never);
            adding.find.reset();
            ++gain.known;
            if (isNever)
                continue;
        } else {
            switch (create(sum, adding, number)) {
            case Place::Failed:
                return Unexpected(m_database.error());
            case Place::None:
                ++(adding.isFull ? gain.noRoom : gain.overBudget);
                continue;
            case Place::Given:
                ++gain.created;
            }
        }
        if (!addSum(sum, number, adding))
            return Unexpected(m_database.error());
    }
    SqlStatement progress(m_database,
                          "UPDATE discovery SET seq = max(seq, ?), events = events + ?, over_budget = "
                          "over_budget + ?, no_room = no_room + ?, candidates = ?");
    progress.bind(1, batch.through).bind(2, batch.events).bind(3, gain.overBudget).bind(4, gain.noRoom);
    progress.bind(5, adding.count);
    if (!addRefused(batch, bounds) || !progress.run() || !transaction.commit())
        return Unexpected(m_database.error());
    return gain;
}

DiscoveryWriter::Place DiscoveryWriter::payFor(const MentionSum& sum, Adding& adding)
{
    if (sum.authors.empty()) // a list of the user
        return Place::Given;
    for (const auto author : sum.authors) {
        std::uint64_t created = 0;
        if (adding.findBudget.bind(1, author).step())
            created = adding.findBudget.number(0);
        adding.findBudget.reset();
        if (m_database.error().code != StoreErrorCode::None)
            return Place::Failed;
        if (created < adding.bounds.newPerAuthor)
            return adding.pay.bind(1, author).run() ? Place::Given : Place::Failed;
    }
    return Place::None;
}

DiscoveryWriter::Place DiscoveryWriter::create(const MentionSum& sum, Adding& adding, std::int64_t& number)
{
    if (adding.count >= adding.bounds.candidates && !adding.isFull && !makeRoom(adding))
        return Place::Failed;
    if (adding.isFull)
        return Place::None;
    if (const auto place = payFor(sum, adding); place != Place::Given)
        return place;
    adding.insert.bind(1, sum.url).bind(2, int(sum.network)).bind(3, toMillis(sum.first));
    if (!adding.insert.bind(4, toMillis(sum.last)).bind(5, int(sum.source)).run())
        return Place::Failed;
    number = m_database.value("SELECT last_insert_rowid()");
    ++adding.count;
    return Place::Given;
}

bool DiscoveryWriter::makeRoom(Adding& adding)
{
    // Who is named by one author only, and has not shown that it is a relay, is worth least.
    SqlStatement least(m_database,
                       "SELECT no FROM candidate WHERE state = 0 AND authors <= 1 AND nostr_at = 0 "
                       "AND first_source <> 9 ORDER BY failures DESC, last_seen LIMIT ?");
    std::vector<std::int64_t> numbers;
    least.bind(1, std::max<std::uint64_t>(adding.bounds.candidates / roomShare, 1));
    while (least.step())
        numbers.push_back(least.integer(0));
    for (const auto number : numbers) {
        if (!remove(number))
            return false;
        --adding.count;
    }
    adding.isFull = numbers.empty();
    return m_database.error().code == StoreErrorCode::None;
}

bool DiscoveryWriter::addSum(const MentionSum& sum, std::int64_t number, Adding& adding)
{
    std::uint64_t newOfSource = 0;
    std::uint64_t newOfAll = 0;
    for (const auto author : sum.authors) {
        std::int64_t bits = 0;
        if (adding.findAuthor.bind(1, number).bind(2, author).step())
            bits = adding.findAuthor.integer(0);
        adding.findAuthor.reset();
        if ((bits & bitOf(sum.source)) != 0)
            continue;
        ++newOfSource;
        newOfAll += bits == 0;
        if (!adding.setAuthor.bind(1, number).bind(2, author).bind(3, bits | bitOf(sum.source)).run())
            return false;
    }
    const auto example = sum.example ? sum.example->view() : QByteArrayView();
    adding.source.bind(1, number).bind(2, int(sum.source)).bind(3, sum.mentions).bind(4, sum.reads);
    adding.source.bind(5, sum.writes).bind(6, newOfSource).bind(7, toMillis(sum.first));
    adding.source.bind(8, toMillis(sum.last)).bind(9, example).bindText(10, sum.origin.left(maxOrigin));
    adding.update.bind(1, number).bind(2, sum.mentions).bind(3, newOfAll).bind(4, toMillis(sum.first));
    return adding.source.run() && adding.update.bind(5, toMillis(sum.last)).bind(6, int(sum.source)).run();
}

bool DiscoveryWriter::addRefused(const MentionBatch& batch, const DiscoveryBounds& bounds)
{
    if (batch.refused.empty())
        return true;
    auto count = static_cast<std::uint64_t>(m_database.value("SELECT refused FROM discovery"));
    SqlStatement find(m_database, "SELECT 1 FROM discovery_refused WHERE hash = ?");
    SqlStatement insert(m_database, "INSERT INTO discovery_refused VALUES(?)");
    for (const auto hash : batch.refused) {
        const bool isKnown = find.bind(1, hash).step();
        find.reset();
        if (isKnown || count >= bounds.refused)
            continue;
        if (!insert.bind(1, hash).run())
            return false;
        ++count;
    }
    return SqlStatement(m_database, "UPDATE discovery SET refused = ?").bind(1, count).run();
}

bool DiscoveryWriter::remove(std::int64_t number)
{
    for (const auto* sql :
         {"DELETE FROM candidate_source WHERE candidate = ?",
          "DELETE FROM candidate_author WHERE candidate = ?", "DELETE FROM candidate WHERE no = ?"}) {
        if (!SqlStatement(m_database, sql).bind(1, number).run())
            return false;
    }
    return true;
}

StoreResult<Nothing> DiscoveryWriter::finish(UnixMillis at)
{
    m_database.clearError();
    if (!SqlStatement(m_database, "UPDATE discovery SET run_at = ?").bind(1, toMillis(at)).run())
        return Unexpected(m_database.error());
    return Nothing{};
}

StoreResult<std::uint64_t> DiscoveryWriter::store(const std::vector<Validation>& validations,
                                                  const DiscoveryBounds& bounds)
{
    m_database.clearError();
    SqlTransaction transaction(m_database);
    SqlStatement update(
        m_database,
        "UPDATE candidate SET attempts = attempts + 1, failures = iif(?3, 0, failures + 1), checked_at = ?2, "
        "next_at = ?4, code = ?5, http_status = ?6, reached_at = iif(?7, ?2, reached_at), "
        "nostr_at = iif(?3, ?2, nostr_at), read_at = iif(?8, ?2, read_at), rtt_open = ?9, rtt_read = ?10 "
        "WHERE url = ?1");
    SqlStatement info(m_database,
                      "UPDATE candidate SET info_sha256 = ?, info_key = ?, info_name = ? WHERE url = ?");
    SqlStatement failing(
        m_database,
        "SELECT no FROM candidate WHERE url = ? AND failures >= ? AND state = 0 AND url NOT IN "
        "(SELECT url FROM relay)");
    std::uint64_t forgotten = 0;
    for (const auto& one : validations) {
        update.bind(1, one.url).bind(2, toMillis(one.at)).bind(3, int(one.isNostr));
        update.bind(4, toMillis(one.nextAt)).bind(5, int(one.code)).bind(6, one.httpStatus);
        update.bind(7, int(one.isReached)).bind(8, int(one.isReadable));
        one.rttOpen ? update.bind(9, std::int64_t(one.rttOpen->count())) : update.bindNull(9);
        one.rttRead ? update.bind(10, std::int64_t(one.rttRead->count())) : update.bindNull(10);
        if (!update.run())
            return Unexpected(m_database.error());
        info.bind(1, one.infoSha256).bind(2, one.infoKey).bindText(3, one.infoName.left(maxOrigin));
        if (one.hasInfo && !info.bind(4, one.url).run())
            return Unexpected(m_database.error());
        if (!failing.bind(1, one.url).bind(2, bounds.failures).step())
            continue;
        const auto number = failing.integer(0);
        failing.reset();
        if (!remove(number))
            return Unexpected(m_database.error());
        ++forgotten;
    }
    SqlStatement count(m_database,
                       "UPDATE discovery SET forgotten = forgotten + ?1, candidates = candidates - ?1");
    if (!transaction.isOpen() || !count.bind(1, forgotten).run() || !transaction.commit())
        return Unexpected(m_database.error());
    return forgotten;
}

StoreResult<std::vector<CandidateDecision>>
DiscoveryWriter::decide(const std::vector<CandidateDecision>& decisions, UnixMillis at)
{
    m_database.clearError();
    SqlTransaction transaction(m_database);
    SqlStatement find(m_database, "SELECT state, reason FROM candidate WHERE url = ?");
    SqlStatement update(m_database,
                        "UPDATE candidate SET state = ?, reason = ?, decided_at = ? WHERE url = ?");
    std::vector<CandidateDecision> before;
    for (const auto& decision : decisions) {
        if (!find.bind(1, decision.url).step())
            continue;
        before.push_back({decision.url, static_cast<CandidateState>(find.integer(0)), find.text(1)});
        find.reset();
        update.bind(1, int(decision.state)).bindText(2, decision.reason.left(maxReason));
        if (!update.bind(3, toMillis(at)).bind(4, decision.url).run())
            return Unexpected(m_database.error());
    }
    if (!transaction.isOpen() || !transaction.commit())
        return Unexpected(m_database.error());
    return before;
}

StoreResult<Nothing> DiscoveryWriter::setAcceptRules(const QStringList& rules)
{
    m_database.clearError();
    SqlTransaction transaction(m_database);
    SqlStatement insert(m_database, "INSERT INTO accept_rule(rule) VALUES(?)");
    bool isDone = transaction.isOpen() && m_database.exec("DELETE FROM accept_rule");
    for (const auto& rule : rules)
        isDone = isDone && insert.bindText(1, rule).run();
    if (!isDone || !transaction.commit())
        return Unexpected(m_database.error());
    return Nothing{};
}

StoreResult<Nothing> DiscoveryWriter::dismissDuplicates(const std::vector<QByteArray>& keys,
                                                        bool areDismissed, UnixMillis at)
{
    m_database.clearError();
    SqlTransaction transaction(m_database);
    SqlStatement insert(m_database, "INSERT OR REPLACE INTO duplicate_dismissed VALUES(?, ?)");
    SqlStatement remove(m_database, "DELETE FROM duplicate_dismissed WHERE key = ?");
    bool isDone = transaction.isOpen();
    for (const auto& key : keys) {
        isDone = isDone
            && (areDismissed ? insert.bind(1, key).bind(2, toMillis(at)).run() : remove.bind(1, key).run());
    }
    if (!isDone || !transaction.commit())
        return Unexpected(m_database.error());
    return Nothing{};
}

} // namespace nostrscope
