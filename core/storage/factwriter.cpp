// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/factwriter.h"

#include "core/crypto/sha256.h"
#include "core/storage/versions.h"

namespace nostrscope {

namespace {

QByteArray insertInto(QByteArrayView schema, const char* rest)
{
    return "INSERT INTO " + schema.toByteArray() + '.' + rest;
}

} // namespace

QByteArray identifierKey(QByteArrayView identifier)
{
    if (identifier.size() <= 64)
        return identifier.toByteArray();
    const auto hash = sha256(identifier);
    QByteArray key(1, '\0');
    key.append(reinterpret_cast<const char*>(hash.data()), qsizetype(hash.size()));
    return key;
}

FactWriter::FactWriter(SqlDatabase& database, QByteArrayView schema)
    : m_version(database,
                schema == "main"
                    ? QByteArray("INSERT INTO version_recent(author, kind, identifier, created_at, id, "
                                 "seq) VALUES(?, ?, ?, ?, ?, ?)")
                    : insertVersion(schema))
    , m_deletion(database,
                 insertInto(schema,
                            "deletion VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET deleted_at = "
                            "max(deleted_at, excluded.deleted_at)"))
    , m_addressDeletion(
          database,
          insertInto(schema,
                     "address_deletion VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET deleted_at = "
                     "max(deleted_at, excluded.deleted_at)"))
    , m_vanish(database,
               insertInto(schema,
                          "vanish VALUES(?, ?) ON CONFLICT DO UPDATE SET until = max(until, excluded.until)"))
    , m_expiry(database, insertInto(schema, "expiry VALUES(?, ?)"))
    , m_zap(database, insertInto(schema, "zap VALUES(?, ?, ?, ?, ?, ?)"))
{
}

bool FactWriter::write(const facts::Fact& fact, const Event& event, std::int64_t seq, AuthorNo author)
{
    return std::visit([&](const auto& value) { return put(value, event, seq, author); }, fact);
}

bool FactWriter::put(const facts::Version& fact, const Event& event, std::int64_t seq, AuthorNo author)
{
    const auto key = identifierKey(fact.identifier);
    ++m_versions;
    return m_version.bind(1, author)
        .bind(2, int(event.kind))
        .bind(3, key)
        .bind(4, event.createdAt)
        .bind(5, event.id.view())
        .bind(6, seq)
        .run();
}

bool FactWriter::put(const facts::DeletesEvent& fact, const Event& event, std::int64_t, AuthorNo author)
{
    return m_deletion.bind(1, fact.target.view()).bind(2, author).bind(3, event.createdAt).run();
}

bool FactWriter::put(const facts::DeletesAddress& fact, const Event& event, std::int64_t, AuthorNo author)
{
    const auto key = identifierKey(fact.identifier);
    return m_addressDeletion.bind(1, author)
        .bind(2, int(fact.kind))
        .bind(3, key)
        .bind(4, event.createdAt)
        .run();
}

bool FactWriter::put(const facts::Vanishes& fact, const Event& event, std::int64_t, AuthorNo author)
{
    // A request to single relays does not name us.
    return !fact.everywhere || m_vanish.bind(1, author).bind(2, event.createdAt).run();
}

bool FactWriter::put(const facts::Expires& fact, const Event&, std::int64_t seq, AuthorNo)
{
    return m_expiry.bind(1, seq).bind(2, fact.at).run();
}

bool FactWriter::put(const facts::Zap& fact, const Event&, std::int64_t seq, AuthorNo)
{
    m_zap.bind(1, seq).bind(2, fact.millisats).bind(6, int(fact.requestValid));
    const auto bindKey = [this](int index, const auto& key) {
        if (key)
            m_zap.bind(index, key->view());
        else
            m_zap.bindNull(index);
    };
    bindKey(3, fact.recipient);
    bindKey(4, fact.payer);
    bindKey(5, fact.target);
    return m_zap.run();
}

} // namespace nostrscope
