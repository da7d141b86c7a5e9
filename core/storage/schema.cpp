// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/schema.h"

#include <string>

namespace nostrscope {

namespace {

/// A step leads from the version before it to `version`. Steps are never edited after a release: later
/// changes are further steps, additive and O(1), with back-fills in slices afterwards.
struct Migration {
    int version;
    const char* sql;
};

constexpr Migration migrations[] = {{1, R"sql(
-- seq is dense and in store order: rows are only appended, whatever their created_at.
-- future: dated more than 15 min after its arrival. size: bytes of content, for means.
CREATE TABLE event(
    seq INTEGER PRIMARY KEY, id BLOB NOT NULL, author INTEGER NOT NULL, created_at INTEGER NOT NULL,
    kind INTEGER NOT NULL, received_at INTEGER NOT NULL, origin INTEGER NOT NULL, future INTEGER NOT NULL,
    size INTEGER NOT NULL, body BLOB NOT NULL);
-- Holds all that the edges of a range need, so that counting them reads no event.
CREATE INDEX event_time ON event(created_at, kind, author, future, size);
CREATE INDEX event_future ON event(created_at, kind, author, size) WHERE future = 1;

CREATE TABLE author(no INTEGER PRIMARY KEY, pubkey BLOB NOT NULL UNIQUE);

-- Cold halves of the look-ups by id (0), author (1) and tag (2): sorted runs of packed blocks (lookupblock.h).
-- no: run, key of the first entry, piece. Only runs in the list count; others are leftovers. The hot halves
-- are in RAM and rebuilt from rows above state.*_merged.
CREATE TABLE lookup_block(no INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE lookup_run(
    run INTEGER PRIMARY KEY, what INTEGER NOT NULL, level INTEGER NOT NULL, entries INTEGER NOT NULL);
-- Rows whose event or tags are gone: their entries leave the look-ups when there are enough.
CREATE TABLE lookup_stale(seq INTEGER PRIMARY KEY);

CREATE TABLE state(
    one INTEGER PRIMARY KEY CHECK(one = 1), batch INTEGER NOT NULL, next_seq INTEGER NOT NULL,
    id_merged INTEGER NOT NULL, author_merged INTEGER NOT NULL, tag_merged INTEGER NOT NULL,
    folded_batch INTEGER NOT NULL);
INSERT INTO state VALUES(1, 0, 1, 0, 0, 0, 0);

-- Caches over facts: the row of a key is a function of the set of facts about it.
CREATE TABLE version(
    author INTEGER NOT NULL, kind INTEGER NOT NULL, identifier BLOB NOT NULL, created_at INTEGER NOT NULL,
    id BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(author, kind, identifier)) WITHOUT ROWID;
CREATE TABLE deletion(
    target BLOB NOT NULL, author INTEGER NOT NULL, deleted_at INTEGER NOT NULL,
    PRIMARY KEY(target, author)) WITHOUT ROWID;
CREATE TABLE address_deletion(
    author INTEGER NOT NULL, kind INTEGER NOT NULL, identifier BLOB NOT NULL, deleted_at INTEGER NOT NULL,
    PRIMARY KEY(author, kind, identifier)) WITHOUT ROWID;
CREATE TABLE vanish(author INTEGER PRIMARY KEY, until INTEGER NOT NULL);
CREATE TABLE expiry(seq INTEGER PRIMARY KEY, at INTEGER NOT NULL);
CREATE TABLE zap(
    seq INTEGER PRIMARY KEY, millisats INTEGER NOT NULL, recipient BLOB, payer BLOB, target BLOB,
    request_valid INTEGER NOT NULL);

-- Each batch appends one journal row; rows fold into cells when their hour is over.
CREATE TABLE rollup_journal(batch INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE rollup(
    level INTEGER NOT NULL, dimension INTEGER NOT NULL, bucket INTEGER NOT NULL, value INTEGER NOT NULL,
    data BLOB NOT NULL, PRIMARY KEY(level, dimension, bucket, value)) WITHOUT ROWID;
CREATE TABLE relay_counter(
    relay INTEGER NOT NULL, day INTEGER NOT NULL, seen INTEGER NOT NULL, novel INTEGER NOT NULL,
    duplicates INTEGER NOT NULL, delays BLOB NOT NULL, PRIMARY KEY(relay, day)) WITHOUT ROWID;

CREATE TABLE sighting_journal(batch INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE sighting(seq INTEGER PRIMARY KEY, data BLOB NOT NULL);

-- Counters without events: primary data, no rebuild touches them.
CREATE TABLE uncounted(
    day INTEGER NOT NULL, relay INTEGER NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY(day, relay, reason)) WITHOUT ROWID;
CREATE TABLE quarantine(
    no INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, relay INTEGER NOT NULL, reason INTEGER NOT NULL,
    excerpt BLOB NOT NULL);

CREATE TABLE relay(
    id INTEGER PRIMARY KEY, url BLOB NOT NULL UNIQUE, name TEXT NOT NULL, purpose TEXT NOT NULL,
    source INTEGER NOT NULL, paused INTEGER NOT NULL, removed INTEGER NOT NULL, added_at INTEGER NOT NULL,
    last_eose_at INTEGER NOT NULL);
CREATE TABLE connection_log(
    no INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, level INTEGER NOT NULL, service TEXT NOT NULL,
    relay INTEGER NOT NULL, message TEXT NOT NULL);
CREATE INDEX connection_log_relay ON connection_log(relay, no);

CREATE TABLE retention_floor(kind_group TEXT PRIMARY KEY, created_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tombstone(id BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE dictionary(no INTEGER PRIMARY KEY, kind_group TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)sql"},
                                    {2, R"sql(
-- Events whose body a retention setting removed. Rows derived from them cannot be computed again: they stay.
CREATE TABLE trimmed(seq INTEGER PRIMARY KEY);
)sql"},
                                    {3, R"sql(
-- Which events a relay showed, by day of created_at and block of seq: a bitmap. Made of the lists of sightings
-- up to mapped_seq when their day is over; what comes later for those is in the journal until it is folded.
CREATE TABLE relay_day(
    relay INTEGER NOT NULL, day INTEGER NOT NULL, block INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY(relay, day, block)) WITHOUT ROWID;
CREATE TABLE relay_day_journal(batch INTEGER PRIMARY KEY, data BLOB NOT NULL);
ALTER TABLE state ADD COLUMN mapped_seq INTEGER NOT NULL DEFAULT 0;
)sql"},
                                    {4, R"sql(
-- Where a fold of the rollup journal stands, while there is one: cells up to this key hold what the journal up
-- to through_batch says of them.
CREATE TABLE rollup_fold(
    one INTEGER PRIMARY KEY CHECK(one = 1), through_batch INTEGER NOT NULL, dimension INTEGER NOT NULL,
    value INTEGER NOT NULL, hour INTEGER NOT NULL);
-- Versions that wait to be merged into `version`, in the order of storing.
CREATE TABLE version_recent(
    seq INTEGER PRIMARY KEY, author INTEGER NOT NULL, kind INTEGER NOT NULL, identifier BLOB NOT NULL,
    created_at INTEGER NOT NULL, id BLOB NOT NULL);
-- Cells of weeks (level 3) are whole from this week on; of earlier ones days and hours are read. A rebuild
-- makes them all.
ALTER TABLE state ADD COLUMN weeks_from INTEGER NOT NULL DEFAULT 0;
UPDATE state SET weeks_from = coalesce((SELECT bucket / 168 + 1 FROM rollup WHERE level = 0 AND dimension = 0
    AND bucket < 1 << 50 ORDER BY bucket DESC LIMIT 1), 0);
)sql"},
                                    {5, R"sql(
-- Sums of relay_counter over weeks (day / 7), so that long ranges read few rows; whole from week
-- counter_weeks_from on, of earlier ones days are read. Sightings may be younger than the newest event, hence 2.
CREATE TABLE relay_counter_week(
    relay INTEGER NOT NULL, week INTEGER NOT NULL, seen INTEGER NOT NULL, novel INTEGER NOT NULL,
    duplicates INTEGER NOT NULL, delays BLOB NOT NULL, PRIMARY KEY(relay, week)) WITHOUT ROWID;
ALTER TABLE state ADD COLUMN counter_weeks_from INTEGER NOT NULL DEFAULT 0;
UPDATE state SET counter_weeks_from = coalesce((SELECT received_at / 604800000 + 2 FROM event
    ORDER BY seq DESC LIMIT 1), 0);
-- How often cells were made anew: readers that keep sums of old cells see it.
ALTER TABLE state ADD COLUMN rebuilds INTEGER NOT NULL DEFAULT 0;
)sql"},
                                    {6, R"sql(
-- The monitor. All of it is primary data: no rebuild touches it.
-- Checks (and marks between them) as they came, until their hour is over: then they are folded into one row per
-- hour and relay and into cells of 5 minutes (level 0), hours and days. Keys begin with the time, so that a fold
-- writes in one place. Times are in milliseconds, hours and buckets are numbers since 1970.
CREATE TABLE health_journal(
    no INTEGER PRIMARY KEY AUTOINCREMENT, relay INTEGER NOT NULL, at INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE check_hour(
    hour INTEGER NOT NULL, relay INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(hour, relay)) WITHOUT ROWID;
CREATE TABLE check_rollup(
    level INTEGER NOT NULL, bucket INTEGER NOT NULL, relay INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY(level, bucket, relay)) WITHOUT ROWID;
-- States of relays (0: of all) after the record `through`; a start replays what came later.
CREATE TABLE health_state(relay INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE health_progress(one INTEGER PRIMARY KEY CHECK(one = 1), through INTEGER NOT NULL);
INSERT INTO health_progress VALUES(1, 0);
-- What time counted as; time in no span is unknown.
CREATE TABLE health_span(
    relay INTEGER NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL, kind INTEGER NOT NULL,
    PRIMARY KEY(relay, from_ms)) WITHOUT ROWID;
-- to_ms: none while it is open.
CREATE TABLE incident(
    no INTEGER PRIMARY KEY AUTOINCREMENT, relay INTEGER NOT NULL, from_ms INTEGER NOT NULL,
    to_ms INTEGER, data BLOB NOT NULL, evidence BLOB NOT NULL, note TEXT NOT NULL, acknowledged_at INTEGER,
    UNIQUE(relay, from_ms));
CREATE INDEX incident_open ON incident(no) WHERE to_ms IS NULL;
-- identity: leaf, end of the chain, our verdict. A row for each change.
CREATE TABLE relay_certificate(
    relay INTEGER NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, identity BLOB NOT NULL,
    data BLOB NOT NULL, PRIMARY KEY(relay, first_seen)) WITHOUT ROWID;
CREATE TABLE relay_document(no INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, body BLOB NOT NULL);
CREATE TABLE relay_document_seen(
    relay INTEGER NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, sha256 BLOB NOT NULL,
    etag BLOB NOT NULL, last_modified BLOB NOT NULL, PRIMARY KEY(relay, first_seen)) WITHOUT ROWID;
CREATE INDEX relay_document_seen_sha256 ON relay_document_seen(sha256);
)sql"},
                                    {7, R"sql(
-- What was seen of the claims of a relay (NIP-11), newest only.
CREATE TABLE relay_observation(relay INTEGER PRIMARY KEY, at INTEGER NOT NULL, data BLOB NOT NULL);
)sql"},
                                    {8, R"sql(
-- The user's mark: relays to be checked often, whether or not events are collected from them.
ALTER TABLE relay ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
)sql"},
                                    {9, R"sql(
-- Discovery of relays. Primary data: what was named stays named when its event goes; no rebuild touches it.
-- Events up to seq are read. candidates, refused: rows of the tables below, which would be long to count.
CREATE TABLE discovery(
    one INTEGER PRIMARY KEY CHECK(one = 1), seq INTEGER NOT NULL, events INTEGER NOT NULL,
    candidates INTEGER NOT NULL, refused INTEGER NOT NULL, over_budget INTEGER NOT NULL,
    no_room INTEGER NOT NULL, forgotten INTEGER NOT NULL, run_at INTEGER NOT NULL);
INSERT INTO discovery VALUES(1, 0, 0, 0, 0, 0, 0, 0, 0);
-- Times in milliseconds, 0: never. code: none before the first look.
CREATE TABLE candidate(
    no INTEGER PRIMARY KEY AUTOINCREMENT, url BLOB NOT NULL UNIQUE, network INTEGER NOT NULL,
    first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, first_source INTEGER NOT NULL,
    mentions INTEGER NOT NULL DEFAULT 0, authors INTEGER NOT NULL DEFAULT 0,
    state INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '', decided_at INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
    checked_at INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0, code INTEGER,
    http_status INTEGER NOT NULL DEFAULT 0, reached_at INTEGER NOT NULL DEFAULT 0,
    nostr_at INTEGER NOT NULL DEFAULT 0, read_at INTEGER NOT NULL DEFAULT 0, rtt_open INTEGER,
    rtt_read INTEGER, info_sha256 BLOB NOT NULL DEFAULT x'', info_key BLOB NOT NULL DEFAULT x'',
    info_name TEXT NOT NULL DEFAULT '');
CREATE TABLE candidate_source(
    candidate INTEGER NOT NULL, source INTEGER NOT NULL, mentions INTEGER NOT NULL, reads INTEGER NOT NULL,
    writes INTEGER NOT NULL, authors INTEGER NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL,
    example BLOB NOT NULL, origin TEXT NOT NULL, PRIMARY KEY(candidate, source)) WITHOUT ROWID;
-- Who named it, and by which sources (bits): distinct authors are counted exactly.
CREATE TABLE candidate_author(
    candidate INTEGER NOT NULL, author INTEGER NOT NULL, sources INTEGER NOT NULL,
    PRIMARY KEY(candidate, author)) WITHOUT ROWID;
-- How many candidates an author brought in first.
CREATE TABLE candidate_budget(author INTEGER PRIMARY KEY, created INTEGER NOT NULL);
-- Texts in the place of a relay URL that are none.
CREATE TABLE discovery_refused(hash INTEGER PRIMARY KEY);
)sql"},
                                    {10, R"sql(
-- The ledger of the archive: what is known of the history of a relay, by filter; both ends inclusive, in
-- seconds. Primary data. Intervals of one relay and filter do not overlap; time in none is unknown.
CREATE TABLE sync_filter(no INTEGER PRIMARY KEY, json BLOB NOT NULL UNIQUE);
CREATE TABLE sync_interval(
    relay INTEGER NOT NULL, filter INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,
    state INTEGER NOT NULL, reason INTEGER NOT NULL, detail BLOB NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY(relay, filter, low)) WITHOUT ROWID;
)sql"},
                                    {11, R"sql(
-- What the user decided about the archiving of a relay. Primary data.
CREATE TABLE sync_relay(relay INTEGER PRIMARY KEY, priority INTEGER NOT NULL, paused INTEGER NOT NULL);
)sql"},
                                    {12, R"sql(
-- Decisions about discovery. Rules by which validated candidates join the list, as text; groups of duplicates
-- that the user called different relays, by the SHA-256 of their URLs.
CREATE TABLE accept_rule(no INTEGER PRIMARY KEY, rule TEXT NOT NULL);
CREATE TABLE duplicate_dismissed(key BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
)sql"},
                                    {13, R"sql(
-- Jobs of data vending machines (NIP-90), by rows of their events; caches over facts. Retention keeps these
-- rows: figures of later events rest on them. live_at: ms of arrival, when it was live. Amounts: millisatoshi.
CREATE TABLE dvm_request(
    seq INTEGER PRIMARY KEY, created_at INTEGER NOT NULL, future INTEGER NOT NULL, kind INTEGER NOT NULL,
    author INTEGER NOT NULL, live_at INTEGER, encrypted INTEGER NOT NULL);
CREATE INDEX dvm_request_time ON dvm_request(created_at);
-- request: row of the job, or none while it is not stored; then job is its id. customer: as stated.
CREATE TABLE dvm_answer(
    seq INTEGER PRIMARY KEY, created_at INTEGER NOT NULL, future INTEGER NOT NULL, kind INTEGER NOT NULL,
    author INTEGER NOT NULL, live_at INTEGER, request INTEGER, customer INTEGER, status INTEGER NOT NULL,
    asked INTEGER, invoiced INTEGER, job BLOB);
CREATE INDEX dvm_answer_time ON dvm_answer(created_at);
CREATE INDEX dvm_answer_request ON dvm_answer(request) WHERE request IS NOT NULL;
-- What a provider did for a job; provider 0: all of them.
CREATE TABLE dvm_work(
    request INTEGER NOT NULL, provider INTEGER NOT NULL, results INTEGER NOT NULL, feedback INTEGER NOT NULL,
    errors INTEGER NOT NULL, feedback_at INTEGER, result_at INTEGER, feedback_live_at INTEGER,
    result_live_at INTEGER, asked INTEGER, invoiced INTEGER, PRIMARY KEY(request, provider)) WITHOUT ROWID;
-- Zap receipts to answers, as claimed.
CREATE TABLE dvm_payment(
    seq INTEGER PRIMARY KEY, created_at INTEGER NOT NULL, future INTEGER NOT NULL, answer INTEGER NOT NULL,
    provider INTEGER NOT NULL, millisats INTEGER NOT NULL);
CREATE INDEX dvm_payment_time ON dvm_payment(created_at);
-- When a kind of jobs (dimension 3) was asked for, and a provider (4) answered, first and last; result_at: its
-- last result. Not of the future.
CREATE TABLE dvm_seen(
    dimension INTEGER NOT NULL, value INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
    result_at INTEGER, PRIMARY KEY(dimension, value)) WITHOUT ROWID;
-- Answers that came before their request, by the first eight bytes of its id; the same of zaps and what they
-- are for, which is primary data: most are for something else, and what that was retention may have removed.
CREATE TABLE dvm_waiting(
    id_key INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(id_key, seq)) WITHOUT ROWID;
CREATE TABLE dvm_zap_waiting(
    id_key INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(id_key, seq)) WITHOUT ROWID;
-- Rows from dvm_next to dvm_end were stored before these tables were there, and are still to be added.
ALTER TABLE state ADD COLUMN dvm_next INTEGER NOT NULL DEFAULT 1;
ALTER TABLE state ADD COLUMN dvm_end INTEGER NOT NULL DEFAULT 1;
UPDATE state SET dvm_end = next_seq;
)sql"}};
static_assert(std::size(migrations) == schemaVersion);

StoreError failed(SqlDatabase& database)
{
    return database.error().code == StoreErrorCode::None ? StoreError{StoreErrorCode::Failed, {}}
                                                         : database.error();
}

/// Ours, a new file, or an error.
StoreError checkIdentity(SqlDatabase& database)
{
    database.clearError();
    const auto id = database.value("PRAGMA application_id", -1);
    if (database.error().code != StoreErrorCode::None)
        return database.error();
    const auto version = database.value("PRAGMA user_version");
    const auto tables = database.value("SELECT count(*) FROM sqlite_schema");
    if (database.error().code != StoreErrorCode::None)
        return database.error();
    if (id != applicationId && (id != 0 || tables > 0))
        return {StoreErrorCode::ForeignDatabase, {}};
    if (version > schemaVersion)
        return {StoreErrorCode::NewerVersion, QString::number(version)};
    return {};
}

bool migrate(SqlDatabase& database, const Migration& step)
{
    SqlTransaction transaction(database);
    const auto setVersion = "PRAGMA user_version = " + std::to_string(step.version);
    return transaction.isOpen() && database.exec(step.sql) && database.exec(setVersion.c_str())
        && transaction.commit();
}

} // namespace

StoreError prepareWriter(SqlDatabase& database)
{
    if (const auto error = checkIdentity(database); error.code != StoreErrorCode::None)
        return error;
    if (database.value("PRAGMA page_count") == 0) {
        const auto setId = "PRAGMA application_id = " + std::to_string(applicationId);
        if (!database.exec("PRAGMA page_size = 8192") || !database.exec(setId.c_str()))
            return failed(database);
    }
    SqlStatement mode(database, "PRAGMA journal_mode = WAL");
    if (!mode.step() || mode.text(0) != QLatin1StringView("wal"))
        return failed(database);
    mode.reset();
    // NORMAL: a power cut may lose the last commits, never consistency; a killed process loses nothing.
    if (!database.exec("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -24576; PRAGMA foreign_keys = ON;"
                       "PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY"))
        return failed(database);
    const auto version = database.value("PRAGMA user_version");
    for (const auto& step : migrations) {
        if (step.version > version && !migrate(database, step))
            return failed(database);
    }
    return {};
}

StoreError prepareReader(SqlDatabase& database)
{
    if (const auto error = checkIdentity(database); error.code != StoreErrorCode::None)
        return error;
    if (database.value("PRAGMA user_version") != schemaVersion)
        return {StoreErrorCode::Failed,
                QStringLiteral("the database needs a migration; open it for writing first")};
    if (!database.exec("PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON"))
        return failed(database);
    return {};
}

} // namespace nostrscope
