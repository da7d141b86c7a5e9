// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/discoveryreader.h"

#include "core/storage/eventbody.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr const char* columns =
    "SELECT c.no, c.url, c.network, c.state, c.reason, c.first_seen, c.last_seen, c.mentions, c.authors, "
    "c.attempts, c.failures, c.checked_at, c.next_at, c.code, c.http_status, c.reached_at, c.nostr_at, "
    "c.read_at, c.rtt_open, c.rtt_read, c.info_sha256, c.info_key, c.info_name, relay.removed "
    "FROM candidate c LEFT JOIN relay ON relay.url = c.url ";

/// Rows of `c` beside those of `relay`, which are NULL for what was never on our list.
const char* conditionOf(CandidateStage stage)
{
    switch (stage) {
    case CandidateStage::All:
        return "1";
    case CandidateStage::Review:
        return "c.state = 0 AND relay.removed IS NULL";
    case CandidateStage::Reached:
        return "c.reached_at > 0";
    case CandidateStage::Nostr:
        return "c.nostr_at > 0";
    case CandidateStage::Readable:
        return "c.read_at > 0";
    case CandidateStage::Listed:
        return "relay.removed = 0";
    case CandidateStage::Decided:
        return "c.state >= 2";
    }
    Q_UNREACHABLE();
}

const char* orderOf(CandidateOrder order)
{
    switch (order) {
    case CandidateOrder::Mentions:
        return "c.mentions DESC, c.url";
    case CandidateOrder::Authors:
        return "c.authors DESC, c.mentions DESC, c.url";
    case CandidateOrder::FirstSeen:
        return "c.first_seen DESC, c.url";
    case CandidateOrder::LastChecked:
        return "c.checked_at DESC, c.url";
    case CandidateOrder::Url:
        return "c.url";
    }
    Q_UNREACHABLE();
}

std::optional<std::chrono::milliseconds> millisOf(const SqlStatement& row, int column)
{
    if (row.isNull(column))
        return std::nullopt;
    return std::chrono::milliseconds(row.integer(column));
}

CandidateCheck checkOf(const SqlStatement& row)
{
    CandidateCheck check;
    check.attempts = static_cast<int>(row.integer(9));
    check.failures = static_cast<int>(row.integer(10));
    check.lastAt = fromMillis(row.integer(11));
    check.nextAt = fromMillis(row.integer(12));
    if (!row.isNull(13) && row.integer(13) >= 0 && row.integer(13) < probeCodeCount)
        check.code = static_cast<ProbeCode>(row.integer(13));
    check.httpStatus = static_cast<int>(row.integer(14));
    check.reachedAt = fromMillis(row.integer(15));
    check.nostrAt = fromMillis(row.integer(16));
    check.readAt = fromMillis(row.integer(17));
    check.rttOpen = millisOf(row, 18);
    check.rttRead = millisOf(row, 19);
    check.infoSha256 = row.blob(20).toByteArray();
    check.infoKey = row.blob(21).toByteArray();
    check.infoName = row.text(22);
    return check;
}

Candidate candidateOf(const SqlStatement& row)
{
    Candidate one;
    one.number = row.integer(0);
    one.url = row.blob(1).toByteArray();
    one.network = static_cast<RelayNetwork>(std::clamp<std::int64_t>(row.integer(2), 0, 4));
    one.state = static_cast<CandidateState>(std::clamp<std::int64_t>(row.integer(3), 0, 3));
    one.reason = row.text(4);
    one.firstSeen = fromMillis(row.integer(5));
    one.lastSeen = fromMillis(row.integer(6));
    one.mentions = row.number(7);
    one.authors = row.number(8);
    one.check = checkOf(row);
    if (!row.isNull(23))
        one.listing = row.integer(23) == 0 ? CandidateListing::Listed : CandidateListing::Removed;
    return one;
}

} // namespace

StoreResult<DiscoverySlice> DiscoveryReader::events(std::uint64_t after)
{
    m_database.clearError();
    DiscoverySlice slice;
    slice.through = after;
    const BodyDictionaries dictionaries(m_database);
    SqlStatement rows(
        m_database,
        "SELECT seq, id, (SELECT pubkey FROM author WHERE no = event.author), created_at, kind, body, "
        "author, received_at FROM event WHERE seq > ? ORDER BY seq LIMIT ?");
    rows.bind(1, after).bind(2, maxRows);
    qsizetype bytes = 0;
    bool hasMore = false;
    while (rows.step()) {
        if (bytes >= maxBytes) {
            hasMore = true;
            rows.reset();
            break;
        }
        slice.through = rows.number(0);
        ++slice.rows;
        const auto body = rows.blob(5);
        bytes += body.size();
        DiscoverySlice::Item item;
        const auto id = EventId::fromBytes(rows.blob(1));
        const auto key = PubKey::fromBytes(rows.blob(2));
        item.event.createdAt = rows.integer(3);
        item.event.kind = static_cast<Kind>(rows.integer(4));
        if (!id || !key || body.isEmpty() || !decodeBody(body, dictionaries, item.event))
            continue; // trimmed, or for `verify` to tell
        item.event.id = *id;
        item.event.pubkey = *key;
        item.author = static_cast<AuthorNo>(rows.integer(6));
        item.receivedAt = fromMillis(rows.integer(7));
        slice.items.push_back(std::move(item));
    }
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    slice.isLast = !hasMore && slice.rows < std::uint64_t(maxRows);
    return slice;
}

StoreResult<DiscoveryProgress> DiscoveryReader::progress()
{
    m_database.clearError();
    DiscoveryProgress progress;
    SqlStatement row(m_database,
                     "SELECT seq, events, candidates, refused, over_budget, no_room, forgotten, run_at, "
                     "coalesce((SELECT max(seq) FROM event), 0) FROM discovery");
    if (row.step()) {
        progress.through = row.number(0);
        progress.events = row.number(1);
        progress.candidates = row.number(2);
        progress.refused = row.number(3);
        progress.overBudget = row.number(4);
        progress.noRoom = row.number(5);
        progress.forgotten = row.number(6);
        progress.runAt = fromMillis(row.integer(7));
        progress.last = row.number(8);
        row.reset();
    }
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return progress;
}

void DiscoveryReader::readSources(Candidate& candidate, SqlStatement& rows)
{
    rows.bind(1, candidate.number);
    while (rows.step()) {
        if (rows.integer(0) < 0 || rows.integer(0) >= discoverySourceCount)
            continue; // of a later version
        CandidateSource source;
        source.source = static_cast<DiscoverySource>(rows.integer(0));
        source.mentions = rows.number(1);
        source.reads = rows.number(2);
        source.writes = rows.number(3);
        source.authors = rows.number(4);
        source.first = fromMillis(rows.integer(5));
        source.last = fromMillis(rows.integer(6));
        source.example = EventId::fromBytes(rows.blob(7));
        source.origin = rows.text(8);
        candidate.sources.push_back(std::move(source));
    }
}

std::vector<Candidate> DiscoveryReader::read(SqlStatement& rows, bool withSources)
{
    std::vector<Candidate> all;
    while (rows.step())
        all.push_back(candidateOf(rows));
    if (!withSources)
        return all;
    SqlStatement sources(m_database,
                         "SELECT source, mentions, reads, writes, authors, first_seen, last_seen, example, "
                         "origin FROM candidate_source WHERE candidate = ? ORDER BY source");
    for (auto& one : all)
        readSources(one, sources);
    return all;
}

StoreResult<CandidatePage> DiscoveryReader::candidates(const CandidateQuery& query)
{
    m_database.clearError();
    // An empty text is part of every URL; instr() of blobs compares bytes.
    QByteArray where = QByteArray("WHERE ") + conditionOf(query.stage)
        + " AND (?1 = x'' OR instr(c.url, ?1) > 0) AND (?2 = x'' OR c.url = ?2)";
    if (query.sources != 0)
        where += " AND EXISTS(SELECT 1 FROM candidate_source s WHERE s.candidate = c.no AND "
                 "(1 << s.source) & ?3 <> 0)";
    CandidatePage page;
    SqlStatement rows(m_database, columns + where + " ORDER BY " + orderOf(query.order) + " LIMIT ?4");
    const auto bindTo = [&](SqlStatement& statement) {
        statement.bind(1, query.text).bind(2, query.url);
        if (query.sources != 0)
            statement.bind(3, int(query.sources));
    };
    bindTo(rows);
    rows.bind(4, std::max(query.limit, 0));
    page.candidates = read(rows, query.withSources);
    page.total = page.candidates.size();
    if (page.total == static_cast<std::uint64_t>(std::max(query.limit, 0))) {
        SqlStatement count(m_database,
                           "SELECT count(*) FROM candidate c LEFT JOIN relay ON relay.url = c.url " + where);
        bindTo(count);
        if (count.step())
            page.total = count.number(0);
        count.reset();
    }
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return page;
}

StoreResult<std::vector<Candidate>> DiscoveryReader::due(UnixMillis now, unsigned networks, int limit)
{
    m_database.clearError();
    SqlStatement rows(m_database,
                      QByteArray(columns) + "WHERE " + conditionOf(CandidateStage::Review)
                          + " AND c.next_at <= ?1 AND (1 << c.network) & ?3 <> 0 ORDER BY c.attempts > 0, "
                            "c.authors DESC, c.mentions DESC, "
                            "c.next_at, c.url LIMIT ?2");
    rows.bind(1, toMillis(now)).bind(2, std::max(limit, 0)).bind(3, networks);
    auto all = read(rows);
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return all;
}

StoreResult<DiscoveryFigures> DiscoveryReader::figures(UnixMillis since)
{
    auto progress = this->progress();
    if (!progress)
        return Unexpected(progress.error());
    DiscoveryFigures figures;
    figures.progress = *progress;
    SqlStatement sums(m_database,
                      "SELECT total(c.attempts > 0), total(c.reached_at > 0), total(c.nostr_at > 0), "
                      "total(c.read_at > 0), total(relay.removed = 0), "
                      "total(c.state = 0 AND relay.removed IS NULL), total(c.state >= 2), "
                      "min(iif(c.state = 0 AND relay.removed IS NULL, c.next_at, NULL)) "
                      "FROM candidate c LEFT JOIN relay ON relay.url = c.url");
    if (sums.step()) {
        figures.validated = sums.number(0);
        figures.reached = sums.number(1);
        figures.nostr = sums.number(2);
        figures.readable = sums.number(3);
        figures.listed = sums.number(4);
        figures.review = sums.number(5);
        figures.decided = sums.number(6);
        if (!sums.isNull(7))
            figures.nextDue = fromMillis(sums.integer(7));
        sums.reset();
    }
    SqlStatement days(m_database,
                      "SELECT first_seen / 86400000, first_source, count(*) FROM candidate WHERE "
                      "first_seen >= ? GROUP BY 1, 2 ORDER BY 1, 2");
    days.bind(1, toMillis(since));
    while (days.step()) {
        if (days.integer(1) >= 0 && days.integer(1) < discoverySourceCount)
            figures.days.push_back(
                {days.integer(0), static_cast<DiscoverySource>(days.integer(1)), days.number(2)});
    }
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return figures;
}

StoreResult<QStringList> DiscoveryReader::acceptRules()
{
    m_database.clearError();
    QStringList rules;
    SqlStatement rows(m_database, "SELECT rule FROM accept_rule ORDER BY no");
    while (rows.step())
        rules.append(rows.text(0));
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return rules;
}

StoreResult<std::set<QByteArray>> DiscoveryReader::dismissedDuplicates()
{
    m_database.clearError();
    std::set<QByteArray> keys;
    SqlStatement rows(m_database, "SELECT key FROM duplicate_dismissed");
    while (rows.step())
        keys.insert(rows.blob(0).toByteArray());
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return keys;
}

StoreResult<std::vector<QByteArray>> DiscoveryReader::listedOnly()
{
    m_database.clearError();
    std::vector<QByteArray> urls;
    SqlStatement rows(m_database,
                      "SELECT url FROM relay WHERE removed = 0 AND url NOT IN (SELECT url FROM candidate) "
                      "ORDER BY url");
    while (rows.step())
        urls.push_back(rows.blob(0).toByteArray());
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return urls;
}

} // namespace nostrscope
