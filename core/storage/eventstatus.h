// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/visibility.h"
#include "core/storage/versions.h"

namespace nostrscope {

/// Answers whether stored events are current, from the rows that FactWriter keeps. On a connection of one
/// thread.
class EventStatus {
public:
    explicit EventStatus(SqlDatabase& database);

    /// Of an event that is stored or not: claims may have come first. None when the database fails.
    [[nodiscard]] std::optional<facts::Visibility> of(const Event& event, Timestamp now);

private:
    [[nodiscard]] std::optional<std::int64_t> authorNo(const PubKey& key);
    void readVersion(std::int64_t author, const Event& event, facts::Claims& claims);
    [[nodiscard]] bool isDeletedBy(const PubKey& key, const EventId& target);

    SqlDatabase& m_database;
    SqlStatement m_author;
    VersionReader m_versions;
    SqlStatement m_deletion;
    SqlStatement m_addressDeletion;
    SqlStatement m_vanish;
};

} // namespace nostrscope
