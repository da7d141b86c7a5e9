// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/monitorlist.h"

#include "core/discover/relayliveness.h"
#include "core/nostr/nip66.h"
#include "core/nostr/plaintext.h"
#include "core/storage/eventreader.h"
#include "core/storage/versions.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr Kind profileKind = 0;
constexpr std::chrono::seconds forgottenAfter = 24h * 7;
constexpr std::size_t maxRelaysOfOne = 20'000;
constexpr qsizetype maxProfileBytes = 64 * 1024;
constexpr qsizetype maxName = 100;

class Reading {
public:
    Reading(SqlDatabase& database, UnixMillis now, const RelayLiveness& liveness)
        : m_now(now)
        , m_liveness(liveness)
        , m_versions(database)
        , m_events(database)
        , m_merged(database,
                   "SELECT identifier, created_at FROM version WHERE author = ? AND kind = ? LIMIT ?")
    {
        m_versions.refresh();
        SqlStatement waiting(database,
                             "SELECT author, identifier, max(created_at) FROM version_recent WHERE kind = ? "
                             "GROUP BY author, identifier");
        waiting.bind(1, int(relayDiscoveryKind));
        while (waiting.step())
            m_waiting[waiting.integer(0)][waiting.blob(1).toByteArray()] = waiting.integer(2);
    }

    [[nodiscard]] OtherMonitor monitor(std::int64_t author, const PubKey& key)
    {
        OtherMonitor one;
        one.key = key;
        auto freshFor = MonitorAnnouncement().freshFor();
        if (const auto event = newest(author, relayMonitorKind)) {
            if (const auto said = readMonitorAnnouncement(*event)) {
                one.announcedAt = said->createdAt;
                one.frequency = said->frequency;
                one.checks = said->checks;
                freshFor = said->freshFor();
            }
        }
        if (const auto event = newest(author, profileKind);
            event && event->content.size() <= maxProfileBytes) {
            const auto name = QJsonDocument::fromJson(event->content).object()[QLatin1StringView("name")];
            one.name = plainText(name.toString(), maxName);
        }
        compare(author, freshFor, one);
        return one;
    }

private:
    [[nodiscard]] std::optional<Event> newest(std::int64_t author, Kind kind)
    {
        const auto version = m_versions.find({author, kind, QByteArray()});
        if (!version)
            return std::nullopt;
        auto events = m_events.byIds({version->id});
        if (!events || events->empty())
            return std::nullopt;
        return std::move(events->front().event);
    }
    void compare(std::int64_t author, std::chrono::seconds freshFor, OtherMonitor& one)
    {
        auto reports = std::move(m_waiting[author]);
        m_merged.bind(1, author).bind(2, int(relayDiscoveryKind)).bind(3, std::int64_t(maxRelaysOfOne));
        while (m_merged.step()) {
            auto& at = reports[m_merged.blob(0).toByteArray()];
            at = std::max(at, m_merged.integer(1));
        }
        one.relays = reports.size();
        for (const auto& [url, at] : reports) {
            const auto age = std::chrono::seconds(toSeconds(m_now) - at);
            if (age > forgottenAfter)
                continue;
            const auto relay = RelayUrl::parse(QString::fromUtf8(url), RelayUrlRules::discovered());
            const auto ours = relay ? m_liveness.of(relay->text()) : Liveness::Unknown;
            if (ours == Liveness::Unknown)
                continue;
            ++one.compared;
            one.agreed += (ours == Liveness::Up) == (age <= freshFor);
        }
    }

    const UnixMillis m_now;
    const RelayLiveness& m_liveness;
    VersionReader m_versions;
    EventReader m_events;
    SqlStatement m_merged;
    std::map<std::int64_t, std::map<QByteArray, std::int64_t>> m_waiting; ///< author → relay → when
};

} // namespace

StoreResult<MonitorsView> readMonitors(SqlDatabase& database, UnixMillis now)
{
    database.clearError();
    const auto liveness = RelayLiveness::read(database, now);
    if (!liveness)
        return Unexpected(liveness.error());
    struct Count {
        std::int64_t author = 0;
        std::uint64_t reports = 0;
        std::optional<Timestamp> last;
    };
    std::map<std::int64_t, Count> counts;
    // The index holds kind and author of every event: no event is read.
    SqlStatement rows(database,
                      "SELECT author, kind, count(*), max(created_at) FROM event INDEXED BY event_time WHERE "
                      "kind IN (?1, ?2) GROUP BY author, kind");
    rows.bind(1, int(relayDiscoveryKind)).bind(2, int(relayMonitorKind));
    while (rows.step()) {
        auto& one = counts[rows.integer(0)];
        one.author = rows.integer(0);
        if (rows.integer(1) == relayDiscoveryKind) {
            one.reports = rows.number(2);
            one.last = rows.integer(3);
        }
    }
    std::vector<Count> order;
    for (const auto& [author, one] : counts)
        order.push_back(one);
    std::sort(order.begin(), order.end(), [](const Count& left, const Count& right) {
        return std::pair(right.reports, left.author) < std::pair(left.reports, right.author);
    });
    MonitorsView view;
    view.total = order.size();
    if (order.size() > MonitorsQuestion::maximumMonitors)
        order.resize(MonitorsQuestion::maximumMonitors);
    Reading reading(database, now, *liveness);
    SqlStatement keys(database, "SELECT pubkey FROM author WHERE no = ?");
    for (const auto& one : order) {
        const auto key =
            keys.bind(1, one.author).step() ? PubKey::fromBytes(keys.blob(0)) : std::optional<PubKey>();
        keys.reset();
        if (!key)
            continue;
        auto monitor = reading.monitor(one.author, *key);
        monitor.reports = one.reports;
        monitor.lastReport = one.last;
        view.monitors.push_back(std::move(monitor));
    }
    std::stable_sort(
        view.monitors.begin(), view.monitors.end(),
        [](const OtherMonitor& left, const OtherMonitor& right) { return left.relays > right.relays; });
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    return view;
}

} // namespace nostrscope
