// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/relaydocuments.h"

#include "core/base/logging.h"
#include "core/base/varint.h"
#include "core/crypto/sha256.h"
#include "core/records/latencycell.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::uint64_t certificateVersion = 1;
constexpr qsizetype maxText = 1000;
constexpr qsizetype maxNames = 100;

void appendBytes(QByteArray& out, QByteArrayView bytes)
{
    appendVarint(out, static_cast<std::uint64_t>(bytes.size()));
    out.append(bytes);
}

void appendText(QByteArray& out, const QString& text)
{
    appendBytes(out, text.left(maxText).toUtf8());
}

QByteArray readBytes(ByteReader& in)
{
    return in.bytes(in.varint()).toByteArray();
}

QString readText(ByteReader& in)
{
    return QString::fromUtf8(readBytes(in));
}

QByteArray encode(const CertificateFacts& facts)
{
    QByteArray out;
    appendVarint(out, certificateVersion);
    for (const auto& bytes : {facts.sha256, facts.serial.left(maxText), facts.publicKeySha256})
        appendBytes(out, bytes);
    for (const auto time : {facts.validFrom, facts.validUntil, facts.chainValidUntil})
        appendVarint(out, zigZag(toMillis(time)));
    for (const auto& text :
         {facts.subject, facts.issuer, facts.protocol, facts.cipher, facts.verificationError})
        appendText(out, text);
    const auto names = facts.names.mid(0, maxNames);
    appendVarint(out, static_cast<std::uint64_t>(names.size()));
    for (const auto& name : names)
        appendText(out, name);
    return out;
}

std::optional<CertificateFacts> decode(QByteArrayView blob)
{
    ByteReader in(blob);
    if (in.varint() != certificateVersion)
        return std::nullopt;
    CertificateFacts facts;
    for (auto* bytes : {&facts.sha256, &facts.serial, &facts.publicKeySha256})
        *bytes = readBytes(in);
    for (auto* time : {&facts.validFrom, &facts.validUntil, &facts.chainValidUntil})
        *time = fromMillis(unZigZag(in.varint()));
    for (auto* text :
         {&facts.subject, &facts.issuer, &facts.protocol, &facts.cipher, &facts.verificationError})
        *text = readText(in);
    const auto names = in.varint();
    if (names > std::uint64_t(maxNames))
        return std::nullopt;
    for (std::uint64_t i = 0; i < names && !in.failed(); ++i)
        facts.names.append(readText(in));
    if (in.failed() || !in.atEnd())
        return std::nullopt;
    return facts;
}

/// What makes another certificate of it.
QByteArray identityOf(const CertificateFacts& facts)
{
    QByteArray out = facts.sha256;
    appendVarint(out, zigZag(toMillis(facts.chainValidUntil)));
    appendText(out, facts.verificationError);
    return out;
}

bool isLaterDay(UnixMillis at, std::int64_t than)
{
    return bucketOf(at, CheckLevel::Day) > bucketOf(fromMillis(than), CheckLevel::Day);
}

template <typename Items, typename Function>
StoreResult<Nothing> inOneTransaction(SqlDatabase& database, const Items& items, Function function)
{
    database.clearError();
    SqlTransaction transaction(database);
    if (!transaction.isOpen())
        return Unexpected(database.error());
    for (const auto& item : items) {
        if (!function(item))
            return Unexpected(database.error());
    }
    if (!transaction.commit())
        return Unexpected(database.error());
    return Nothing{};
}

/// Of one relay after the other, the newest first.
StoreResult<std::vector<CertificateSighting>> read(SqlDatabase& database, SqlStatement& rows)
{
    std::vector<CertificateSighting> sightings;
    while (rows.step()) {
        auto facts = decode(rows.blob(3));
        if (!facts)
            return Unexpected(
                StoreError{StoreErrorCode::Corrupt, QStringLiteral("a certificate cannot be read")});
        CertificateSighting sighting;
        sighting.relay = RelayId(static_cast<std::uint32_t>(rows.integer(0)));
        sighting.firstSeen = fromMillis(rows.integer(1));
        sighting.lastSeen = fromMillis(rows.integer(2));
        sighting.facts = std::move(*facts);
        if (!sightings.empty() && sightings.back().relay == sighting.relay)
            sightings.back().compareWith(sighting.facts);
        sightings.push_back(std::move(sighting));
    }
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    return sightings;
}

} // namespace

StoreResult<Nothing> RelayDocuments::addCertificates(const std::vector<CertificateSighting>& sightings)
{
    return inOneTransaction(m_database, sightings,
                            [this](const CertificateSighting& sighting) { return addCertificate(sighting); });
}

bool RelayDocuments::addCertificate(const CertificateSighting& sighting)
{
    const auto relay = sighting.relay.number();
    const auto identity = identityOf(sighting.facts);
    const auto data = encode(sighting.facts);
    SqlStatement newest(
        m_database,
        "SELECT first_seen, last_seen, identity FROM relay_certificate WHERE relay = ? ORDER BY "
        "first_seen DESC LIMIT 1");
    if (newest.bind(1, relay).step() && newest.blob(2) == identity) {
        const auto first = newest.integer(0);
        const bool isNewDay = isLaterDay(sighting.lastSeen, newest.integer(1));
        newest.reset();
        if (!isNewDay)
            return true;
        SqlStatement update(
            m_database,
            "UPDATE relay_certificate SET last_seen = ?, data = ? WHERE relay = ? AND first_seen = ?");
        return update.bind(1, toMillis(sighting.lastSeen)).bind(2, data).bind(3, relay).bind(4, first).run();
    }
    newest.reset();
    SqlStatement insert(
        m_database,
        "INSERT OR REPLACE INTO relay_certificate(relay, first_seen, last_seen, identity, data) "
        "VALUES(?, ?, ?, ?, ?)");
    insert.bind(1, relay).bind(2, toMillis(sighting.firstSeen)).bind(3, toMillis(sighting.lastSeen));
    return insert.bind(4, identity).bind(5, data).run();
}

StoreResult<std::vector<CertificateSighting>> RelayDocuments::certificates(RelayId relay)
{
    m_database.clearError();
    SqlStatement rows(
        m_database,
        "SELECT relay, first_seen, last_seen, data FROM relay_certificate WHERE relay = ? ORDER BY "
        "first_seen DESC");
    rows.bind(1, relay.number());
    return read(m_database, rows);
}

StoreResult<std::vector<CertificateSighting>> RelayDocuments::currentCertificates()
{
    m_database.clearError();
    SqlStatement rows(
        m_database,
        // The two newest: the second one tells what changed.
        "SELECT relay, first_seen, last_seen, data FROM relay_certificate AS one WHERE first_seen >= "
        "coalesce((SELECT first_seen FROM relay_certificate WHERE relay = one.relay ORDER BY first_seen "
        "DESC LIMIT 1 OFFSET 1), first_seen) ORDER BY relay, first_seen DESC");
    auto sightings = read(m_database, rows);
    if (sightings)
        sightings->erase(std::unique(sightings->begin(), sightings->end(),
                                     [](const CertificateSighting& a, const CertificateSighting& b) {
                                         return a.relay == b.relay;
                                     }),
                         sightings->end());
    return sightings;
}

StoreResult<Nothing> RelayDocuments::addDocuments(const std::vector<DocumentSighting>& sightings)
{
    return inOneTransaction(m_database, sightings,
                            [this](const DocumentSighting& sighting) { return addDocument(sighting); });
}

bool RelayDocuments::addDocument(const DocumentSighting& sighting)
{
    if (sighting.body.size() > maxDocumentBytes) {
        qCWarning(logStore) << "a document of" << sighting.body.size() << "bytes is not stored, relay"
                            << sighting.relay.number();
        return true;
    }
    auto hash = sighting.sha256;
    if (!sighting.body.isEmpty()) {
        const auto computed = sha256(sighting.body);
        hash = QByteArray(reinterpret_cast<const char*>(computed.data()), qsizetype(computed.size()));
    }
    const auto relay = sighting.relay.number();
    SqlStatement newest(
        m_database,
        "SELECT first_seen, last_seen, sha256, etag, last_modified FROM relay_document_seen WHERE "
        "relay = ? ORDER BY first_seen DESC LIMIT 1");
    if (newest.bind(1, relay).step() && newest.blob(2) == hash) {
        const auto first = newest.integer(0);
        const bool isNews = isLaterDay(sighting.lastSeen, newest.integer(1))
            || newest.blob(3) != sighting.etag || newest.blob(4) != sighting.lastModified;
        newest.reset();
        if (!isNews)
            return true;
        SqlStatement update(
            m_database,
            "UPDATE relay_document_seen SET last_seen = max(last_seen, ?), etag = ?, last_modified "
            "= ? WHERE relay = ? AND first_seen = ?");
        update.bind(1, toMillis(sighting.lastSeen)).bind(2, sighting.etag).bind(3, sighting.lastModified);
        return update.bind(4, relay).bind(5, first).run();
    }
    newest.reset();
    if (!sighting.body.isEmpty()) {
        SqlStatement body(
            m_database,
            "INSERT INTO relay_document(sha256, body) VALUES(?, ?) ON CONFLICT(sha256) DO NOTHING");
        if (!body.bind(1, hash).bind(2, sighting.body).run())
            return false;
    } else {
        SqlStatement known(m_database, "SELECT 1 FROM relay_document WHERE sha256 = ?");
        const bool isKnown = known.bind(1, hash).step();
        known.reset();
        if (!isKnown)
            return m_database.error().code == StoreErrorCode::None;
    }
    SqlStatement insert(
        m_database,
        "INSERT OR REPLACE INTO relay_document_seen(relay, first_seen, last_seen, sha256, etag, "
        "last_modified) VALUES(?, ?, ?, ?, ?, ?)");
    insert.bind(1, relay).bind(2, toMillis(sighting.firstSeen)).bind(3, toMillis(sighting.lastSeen));
    insert.bind(4, hash).bind(5, sighting.etag).bind(6, sighting.lastModified);
    return insert.run() && dropOldVersions(sighting.relay);
}

/// A relay that answers with another document each time must not fill the disk.
bool RelayDocuments::dropOldVersions(RelayId relay)
{
    std::vector<QByteArray> dropped;
    {
        SqlStatement drop(
            m_database,
            "DELETE FROM relay_document_seen WHERE relay = ?1 AND first_seen <= (SELECT first_seen "
            "FROM relay_document_seen WHERE relay = ?1 ORDER BY first_seen DESC LIMIT 1 OFFSET ?2) "
            "RETURNING sha256");
        drop.bind(1, relay.number()).bind(2, maxVersions);
        while (drop.step())
            dropped.push_back(drop.blob(0).toByteArray());
    }
    SqlStatement forget(m_database,
                        "DELETE FROM relay_document WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM "
                        "relay_document_seen WHERE sha256 = ?1)");
    for (const auto& hash : dropped) {
        if (!forget.bind(1, hash).run())
            return false;
    }
    return m_database.error().code == StoreErrorCode::None;
}

StoreResult<std::vector<DocumentSighting>> RelayDocuments::documents(RelayId relay)
{
    m_database.clearError();
    std::vector<DocumentSighting> sightings;
    SqlStatement rows(
        m_database,
        "SELECT first_seen, last_seen, sha256, etag, last_modified FROM relay_document_seen WHERE "
        "relay = ? ORDER BY first_seen DESC");
    rows.bind(1, relay.number());
    while (rows.step()) {
        DocumentSighting sighting;
        sighting.relay = relay;
        sighting.firstSeen = fromMillis(rows.integer(0));
        sighting.lastSeen = fromMillis(rows.integer(1));
        sighting.sha256 = rows.blob(2).toByteArray();
        sighting.etag = rows.blob(3).toByteArray();
        sighting.lastModified = rows.blob(4).toByteArray();
        sightings.push_back(std::move(sighting));
    }
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return sightings;
}

StoreResult<std::vector<DocumentSighting>> RelayDocuments::currentDocuments(RelayId after)
{
    m_database.clearError();
    std::vector<DocumentSighting> sightings;
    SqlStatement rows(
        m_database,
        "SELECT relay, first_seen, last_seen, one.sha256, etag, last_modified, body FROM "
        "relay_document_seen AS one JOIN relay_document USING(sha256) WHERE relay > ? AND first_seen = "
        "(SELECT max(first_seen) FROM relay_document_seen WHERE relay = one.relay) ORDER BY relay");
    rows.bind(1, after.number());
    qsizetype bytes = 0;
    while (bytes < pageBytes && rows.step()) {
        DocumentSighting sighting;
        sighting.relay = RelayId(static_cast<std::uint32_t>(rows.integer(0)));
        sighting.firstSeen = fromMillis(rows.integer(1));
        sighting.lastSeen = fromMillis(rows.integer(2));
        sighting.sha256 = rows.blob(3).toByteArray();
        sighting.etag = rows.blob(4).toByteArray();
        sighting.lastModified = rows.blob(5).toByteArray();
        sighting.body = rows.blob(6).toByteArray();
        bytes += sighting.body.size();
        sightings.push_back(std::move(sighting));
    }
    rows.reset();
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return sightings;
}

StoreResult<QByteArray> RelayDocuments::documentBody(const QByteArray& sha256)
{
    m_database.clearError();
    QByteArray body;
    SqlStatement find(m_database, "SELECT body FROM relay_document WHERE sha256 = ?");
    if (find.bind(1, sha256).step())
        body = find.blob(0).toByteArray();
    find.reset();
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return body;
}

} // namespace nostrscope
