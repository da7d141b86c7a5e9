// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/seennames.h"

#include "core/nostr/nip05.h"
#include "core/records/discovery.h"
#include "core/storage/eventreader.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <set>

namespace nostrscope {

namespace {

constexpr int maxProfiles = 20'000;
constexpr std::size_t atOnce = 500;
constexpr qsizetype maxProfileBytes = 64 * 1024;

std::optional<InternetIdentifier> nameIn(const Event& profile)
{
    if (profile.content.size() > maxProfileBytes || !profile.content.contains("\"nip05\""))
        return std::nullopt;
    const auto name = QJsonDocument::fromJson(profile.content).object()[QLatin1StringView("nip05")];
    return InternetIdentifier::parse(name.toString().toUtf8());
}

} // namespace

StoreResult<QStringList> readSeenNames(SqlDatabase& database, int most)
{
    database.clearError();
    std::set<QString> known;
    SqlStatement read(database, "SELECT DISTINCT origin FROM candidate_source WHERE source = ?");
    read.bind(1, int(DiscoverySource::Nip05));
    while (read.step())
        known.insert(read.text(0));
    std::vector<EventId> profiles;
    SqlStatement rows(database,
                      "SELECT id FROM event WHERE seq IN (SELECT seq FROM event INDEXED BY event_time WHERE "
                      "kind = 0 ORDER BY created_at DESC LIMIT ?) ORDER BY created_at DESC");
    rows.bind(1, maxProfiles);
    while (rows.step()) {
        if (const auto id = EventId::fromBytes(rows.blob(0)))
            profiles.push_back(*id);
    }
    QStringList names;
    EventReader events(database);
    for (std::size_t at = 0; at < profiles.size() && names.size() < most; at += atOnce) {
        const auto first = profiles.begin() + static_cast<std::ptrdiff_t>(at);
        const auto page = events.byIds(
            {first, first + static_cast<std::ptrdiff_t>(std::min(atOnce, profiles.size() - at))});
        if (!page)
            return Unexpected(page.error());
        for (const auto& stored : *page) {
            const auto name = nameIn(stored.event);
            if (!name || names.size() >= most)
                continue;
            const auto text = QString::fromLatin1(name->text());
            if (known.insert(text).second)
                names.append(text);
        }
    }
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    return names;
}

} // namespace nostrscope
