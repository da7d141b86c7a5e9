// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/outboxreader.h"

#include "core/base/varint.h"
#include "core/discover/outboxcover.h"
#include "core/discover/relayliveness.h"
#include "core/nostr/nip65.h"
#include "core/storage/eventreader.h"
#include "core/storage/sightingstore.h"
#include "core/storage/versions.h"

#include <unordered_map>

namespace nostrscope {

namespace {

constexpr Kind contactsKind = 3;
constexpr Kind relayListKind = 10002;
/// Write relays of one author: lists of real users have below ten.
constexpr std::size_t maxDeclared = 50;
constexpr int rowsBetweenLooks = 4096;

/// Reads for one question; rows are those of `event`.
class Reading {
public:
    Reading(SqlDatabase& database, const std::atomic<bool>& cancelled)
        : m_database(database)
        , m_cancelled(cancelled)
        , m_versions(database)
        , m_number(database, "SELECT no FROM author WHERE pubkey = ?")
        , m_events(database)
    {
        m_versions.refresh();
    }

    [[nodiscard]] StoreResult<std::vector<PubKey>> followsOf(const std::vector<PubKey>& authors)
    {
        auto lists = newest(authors, contactsKind);
        if (!lists)
            return Unexpected(lists.error());
        std::vector<PubKey> follows;
        std::set<PubKey> known;
        for (const auto& list : *lists) {
            for (const auto tag : list.event.tags) {
                const auto key = tag.name() == "p" ? PubKey::fromHex(tag.value()) : std::nullopt;
                if (key && known.insert(*key).second)
                    follows.push_back(*key);
            }
        }
        return follows;
    }

    [[nodiscard]] StoreResult<OutboxFacts> facts(const std::vector<PubKey>& authors)
    {
        OutboxFacts facts;
        std::unordered_map<QByteArray, std::size_t> places;
        for (const auto& key : authors) {
            places.emplace(key.toHex(), facts.authors.size());
            facts.authors.push_back({});
            facts.authors.back().key = key;
        }
        const auto lists = newest(authors, relayListKind);
        if (!lists)
            return Unexpected(lists.error());
        for (const auto& list : *lists) {
            auto& author = facts.authors[places.at(list.event.pubkey.toHex())];
            author.hasList = true;
            for (const auto& item : readRelayListEvent(list.event)) {
                if (item.isWrite && author.declared.size() < maxDeclared)
                    author.declared.insert(item.url.text());
            }
        }
        findEvents(facts);
        countSightings(facts);
        if (m_database.error().code != StoreErrorCode::None)
            return Unexpected(m_database.error());
        return facts;
    }

private:
    /// Their newest versions of a replaceable kind.
    [[nodiscard]] StoreResult<std::vector<StoredEvent>> newest(const std::vector<PubKey>& authors, Kind kind)
    {
        std::vector<EventId> ids;
        for (const auto& key : authors) {
            const auto number = numberOf(key);
            const auto version =
                number ? m_versions.find({*number, kind, QByteArray()}) : std::optional<Version>();
            if (version)
                ids.push_back(version->id);
        }
        return m_events.byIds(ids);
    }
    [[nodiscard]] std::optional<std::int64_t> numberOf(const PubKey& key)
    {
        std::optional<std::int64_t> number;
        if (m_number.bind(1, key.view()).step())
            number = m_number.integer(0);
        m_number.reset();
        return number;
    }
    /// The newest rows of each author, by the index of time alone.
    void findEvents(OutboxFacts& facts)
    {
        std::unordered_map<std::int64_t, std::size_t> wanted;
        for (std::size_t i = 0; i < facts.authors.size(); ++i) {
            if (const auto number = numberOf(facts.authors[i].key))
                wanted.emplace(*number, i);
        }
        SqlStatement rows(m_database,
                          "SELECT seq, author FROM event INDEXED BY event_time WHERE future = 0 "
                          "ORDER BY created_at DESC LIMIT ?");
        rows.bind(1, OutboxFacts::maximumEvents);
        std::uint64_t read = 0;
        auto missing = wanted.size();
        while (missing > 0 && rows.step()) {
            if (++read % rowsBetweenLooks == 0 && m_cancelled)
                break;
            const auto found = wanted.find(rows.integer(1));
            if (found == wanted.end())
                continue;
            auto& author = facts.authors[found->second];
            if (author.events == OutboxFacts::eventsOfAuthor)
                continue;
            m_authorOfRow.emplace(rows.integer(0), found->second);
            if (++author.events == OutboxFacts::eventsOfAuthor)
                --missing;
        }
        facts.isComplete = !m_cancelled && (missing == 0 || read < OutboxFacts::maximumEvents);
    }
    void countSightings(OutboxFacts& facts)
    {
        std::unordered_map<std::uint32_t, QByteArray> urls;
        SqlStatement relays(m_database, "SELECT id, url FROM relay");
        while (relays.step())
            urls.emplace(static_cast<std::uint32_t>(relays.integer(0)), relays.blob(1).toByteArray());
        // A journal row may repeat what is settled.
        std::set<std::pair<std::int64_t, std::uint32_t>> counted;
        const auto count = [&](std::int64_t row, std::uint32_t relay) {
            const auto author = m_authorOfRow.find(row);
            const auto url = urls.find(relay);
            if (author != m_authorOfRow.end() && url != urls.end() && counted.emplace(row, relay).second)
                ++facts.authors[author->second].held[url->second];
        };
        SqlStatement settled(m_database, "SELECT data FROM sighting WHERE seq = ?");
        for (const auto& [row, author] : m_authorOfRow) {
            SightingList list;
            if (settled.bind(1, row).step() && list.fromBlob(settled.blob(0)))
                list.forEach([&, at = row](const SightingList::Item& item) { count(at, item.relay); });
            settled.reset();
        }
        SqlStatement journal(m_database, "SELECT data FROM sighting_journal");
        while (!m_cancelled && journal.step()) {
            ByteReader in(journal.blob(0));
            std::int64_t row = 0;
            while (!in.atEnd() && !in.failed()) {
                row += unZigZag(in.varint());
                const auto relay = static_cast<std::uint32_t>(in.varint());
                (void)in.varint(); // when
                if (!in.failed())
                    count(row, relay);
            }
        }
    }

    SqlDatabase& m_database;
    const std::atomic<bool>& m_cancelled;
    VersionReader m_versions;
    SqlStatement m_number;
    EventReader m_events;
    std::unordered_map<std::int64_t, std::size_t> m_authorOfRow;
};

} // namespace

StoreResult<OutboxView> readOutbox(SqlDatabase& database, const OutboxQuestion& question, UnixMillis now,
                                   const std::atomic<bool>& cancelled)
{
    database.clearError();
    Reading reading(database, cancelled);
    auto authors = question.authors;
    if (question.areFollows) {
        auto follows = reading.followsOf(authors);
        if (!follows)
            return Unexpected(follows.error());
        authors = std::move(*follows);
    }
    std::set<PubKey> known;
    std::erase_if(authors, [&](const PubKey& key) { return !known.insert(key).second; });
    OutboxView view;
    view.isCut = authors.size() > OutboxFacts::maximumAuthors;
    if (view.isCut)
        authors.resize(OutboxFacts::maximumAuthors);
    auto facts = reading.facts(authors);
    const auto liveness = RelayLiveness::read(database, now);
    if (!facts || !liveness)
        return Unexpected(facts ? liveness.error() : facts.error());
    view.facts = std::move(*facts);
    for (auto& author : view.facts.authors) {
        for (const auto& url : author.declared)
            view.facts.relays.emplace(url, liveness->of(url));
        for (const auto& [url, count] : author.held)
            view.facts.relays.emplace(url, liveness->of(url));
        author.state = outboxStateOf(author, view.facts.relays);
    }
    view.cover = coverOutbox(view.facts);
    return view;
}

} // namespace nostrscope
