// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/healthstore.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Certificates and information documents (NIP-11) of relays, stored when they change; documents once by what
/// they hold. Writing calls need the writer's connection.
class RelayDocuments {
public:
    explicit RelayDocuments(SqlDatabase& database)
        : m_database(database)
    {
    }
    /// A certificate is new when its leaf, its chain or our verdict on it is; another cipher is not.
    [[nodiscard]] StoreResult<Nothing> addCertificates(const std::vector<CertificateSighting>& sightings);
    [[nodiscard]] StoreResult<std::vector<CertificateSighting>> certificates(RelayId relay);
    [[nodiscard]] StoreResult<std::vector<CertificateSighting>> currentCertificates();

    /// The hash is computed from the body; without a body (not modified) the hash given must be known. Bodies
    /// over maxDocumentBytes are not stored; of a relay the newest maxVersions are kept.
    [[nodiscard]] StoreResult<Nothing> addDocuments(const std::vector<DocumentSighting>& sightings);
    [[nodiscard]] StoreResult<std::vector<DocumentSighting>> documents(RelayId relay);
    /// See HealthStore::currentDocuments().
    [[nodiscard]] StoreResult<std::vector<DocumentSighting>> currentDocuments(RelayId after);
    [[nodiscard]] StoreResult<QByteArray> documentBody(const QByteArray& sha256);

    static constexpr qsizetype maxDocumentBytes = 1024 * 1024;
    static constexpr int maxVersions = 200;
    static constexpr qsizetype pageBytes = 4 * 1024 * 1024; ///< of currentDocuments()

private:
    [[nodiscard]] bool addCertificate(const CertificateSighting& sighting);
    [[nodiscard]] bool addDocument(const DocumentSighting& sighting);
    [[nodiscard]] bool dropOldVersions(RelayId relay);

    SqlDatabase& m_database;
};

} // namespace nostrscope
