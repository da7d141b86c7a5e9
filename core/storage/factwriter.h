// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/authorset.h"
#include "core/facts/facts.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Stores facts under the key of their event and keeps the rows derived from them. Every statement is a
/// maximum, a newest-wins or an insert of a distinct key, so the order of arrival does not matter. Versions
/// of "main" are appended to `version_recent`; see VersionMerger.
class FactWriter {
public:
    /// `schema`: "main", or "temp" for a rebuild beside it.
    explicit FactWriter(SqlDatabase& database, QByteArrayView schema = "main");

    /// Inside the transaction of the event. False when the database fails.
    [[nodiscard]] bool write(const facts::Fact& fact, const Event& event, std::int64_t seq, AuthorNo author);

    /// Rows written to `version_recent` since the last call.
    [[nodiscard]] std::size_t takeVersions() { return std::exchange(m_versions, 0); }

private:
    [[nodiscard]] bool put(const facts::Version& fact, const Event& event, std::int64_t seq, AuthorNo author);
    [[nodiscard]] bool put(const facts::DeletesEvent& fact, const Event& event, std::int64_t seq,
                           AuthorNo author);
    [[nodiscard]] bool put(const facts::DeletesAddress& fact, const Event& event, std::int64_t seq,
                           AuthorNo author);
    [[nodiscard]] bool put(const facts::Vanishes& fact, const Event& event, std::int64_t seq,
                           AuthorNo author);
    [[nodiscard]] bool put(const facts::Expires& fact, const Event& event, std::int64_t seq, AuthorNo author);
    [[nodiscard]] bool put(const facts::Zap& fact, const Event& event, std::int64_t seq, AuthorNo author);

    /// Jobs of data vending machines are kept by DvmWriter.
    [[nodiscard]] bool put(const facts::JobAsked&, const Event&, std::int64_t, AuthorNo) { return true; }
    [[nodiscard]] bool put(const facts::JobAnswered&, const Event&, std::int64_t, AuthorNo) { return true; }

    SqlStatement m_version;
    SqlStatement m_deletion;
    SqlStatement m_addressDeletion;
    SqlStatement m_vanish;
    SqlStatement m_expiry;
    SqlStatement m_zap;
    std::size_t m_versions = 0;
};

/// The tables that FactWriter fills, for rebuild and comparison.
inline constexpr const char* factTables[] = {"version", "deletion", "address_deletion",
                                             "vanish",  "expiry",   "zap"};

/// Key form of an identifier: itself up to 64 bytes, else its SHA-256 behind a zero byte, so that a megabyte
/// of `d` is not a key of the table.
[[nodiscard]] QByteArray identifierKey(QByteArrayView identifier);

} // namespace nostrscope
