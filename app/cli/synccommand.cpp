// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/engineoptions.h"
#include "app/cli/interrupt.h"
#include "app/cli/relayimport.h"
#include "app/cli/syncreport.h"
#include "app/cli/uploadconsent.h"
#include "core/collect/collector.h"
#include "core/engine/pausedrelays.h"
#include "core/ingest/ingestpipeline.h"
#include "core/net/qwebsockettransport.h"
#include "core/records/timerange.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <mutex>
#include <set>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What is younger still arrives by collecting (ARC-4).
constexpr Timestamp endLag = 86'400;
constexpr auto drainPatience = 10s;
constexpr auto lookEvery = 200ms;

struct Plan {
    std::vector<RelayUrl> urls;
    SyncWish wish;
    bool mustAsk = false; ///< before anything is sent to a relay
    EngineConfig config;
};

Expected<Plan, QString> planOf(const Options& options)
{
    const auto now = toSeconds(SystemClock().now());
    Plan plan;
    for (const auto& text : options.arguments()) {
        const auto url = RelayUrl::parse(text, RelayUrlRules::byHand());
        if (!url)
            return Unexpected(u"“%1” is no relay URL (%2)."_s.arg(text, describe(url.error())));
        plan.urls.push_back(*url);
    }
    if (options.isSet(u"filter"_s)) {
        auto filter = Filter::fromJson(options.value(u"filter"_s).toUtf8());
        if (!filter)
            return Unexpected(u"--filter: "_s + filter.error());
        if (filter->since || filter->until || filter->limit)
            return Unexpected(u"--filter: times are given by --since and --until, and there is no limit."_s);
        plan.wish.filter = std::move(*filter);
    }
    plan.wish.until = now - endLag;
    for (const auto& [name, time] :
         {std::pair(u"since"_s, &plan.wish.since), std::pair(u"until"_s, &plan.wish.until)}) {
        if (!options.isSet(name))
            continue;
        const auto value = parseTime(options.value(name), now);
        if (!value || *value < 0)
            return Unexpected(u"--%1: “%2” is no time. Use unix seconds, ISO 8601, or 7d for an age."_s.arg(
                name, options.value(name)));
        *time = *value;
    }
    if (plan.wish.since > plan.wish.until)
        return Unexpected(u"--since is after --until."_s);
    const auto method = options.value(u"method"_s);
    if (method == u"negentropy")
        plan.wish.method = SyncMethod::Negentropy;
    else if (method == u"window")
        plan.wish.method = SyncMethod::Windows;
    else if (method != u"auto")
        return Unexpected(u"--method is auto, negentropy or window, not “%1”."_s.arg(method));
    const auto direction = options.value(u"direction"_s);
    if (direction == u"up")
        plan.wish.direction = SyncDirection::Up;
    else if (direction == u"both")
        plan.wish.direction = SyncDirection::Both;
    else if (direction != u"down")
        return Unexpected(u"--direction is down, up or both, not “%1”."_s.arg(direction));
    if (plan.wish.direction != SyncDirection::Down
        && (!plan.wish.filter.tags.empty() || !plan.wish.filter.search.isEmpty()))
        return Unexpected(
            u"--direction %1 finds what a relay lacks by kinds and authors only, not by tags or search."_s
                .arg(direction));
    plan.wish.again = options.isSet(u"again"_s);
    plan.wish.dryRun = options.isSet(u"dry-run"_s);
    plan.mustAsk =
        plan.wish.direction != SyncDirection::Down && !plan.wish.dryRun && !options.isSet(u"yes"_s);
    if (plan.mustAsk && !canAskForConsent())
        return Unexpected(u"--direction %1 sends stored events to relays. See with --dry-run how many, and "
                          "agree with --yes."_s.arg(direction));
    if (plan.wish.method == SyncMethod::Negentropy
        && (!plan.wish.filter.tags.empty() || !plan.wish.filter.search.isEmpty()))
        return Unexpected(
            u"--method negentropy compares by kinds and authors only, not by tags or search."_s);
    auto config = engineConfigOf(options.settings(), now);
    if (!config)
        return Unexpected(config.error());
    plan.config = std::move(*config);
    return plan;
}

/// The sessions over a store of our own, until all are over or a signal comes.
class SyncRun {
public:
    SyncRun(const Plan& plan, SqliteStore& store, const Clock& clock, const Options& options,
            Console& console)
        : m_plan(plan)
        , m_store(store)
        , m_clock(clock)
        , m_options(options)
        , m_console(console)
        , m_pipeline(store, store, store.lastBatch(), {},
                     [this](const std::shared_ptr<const CommittedDelta>& delta) { note(*delta); })
        , m_queue({store, store, m_pipeline, clock,
                   webSocketFactory(plan.config.collector, clock, QWebSocketTransportOptions::forHistory())},
                  SyncRules(), SyncParallel())
    {
        m_pipeline.setMarkListener([this](const std::vector<StreamMark>& marks) {
            QMetaObject::invokeMethod(
                &m_queue, [this, marks] { m_queue.stored(marks); }, Qt::QueuedConnection);
        });
        m_pipeline.setRoomListener([this] {
            QMetaObject::invokeMethod(
                &m_queue, [this] { m_queue.flush(); }, Qt::QueuedConnection);
        });
        QObject::connect(&m_queue, &SyncQueue::ended, &m_queue,
                         [this](const SyncOutcome& outcome) { m_outcomes.push_back(outcome); });
        QObject::connect(&m_queue, &SyncQueue::idle, &m_loop, &QEventLoop::quit);
    }

    [[nodiscard]] ExitCode run()
    {
        PausedRelays relays(m_store, m_clock);
        std::vector<RelayId> known;
        for (const auto& url : m_plan.urls) {
            const auto relay = m_plan.wish.dryRun ? relays.known(url) : relays.find(url);
            if (!relay)
                return m_console.fail(describe(relay.error(), m_options.databasePath()));
            known.push_back(*relay);
        }
        const auto agreed = m_plan.mustAsk ? askAbout(known) : std::set<RelayId>();
        for (std::size_t i = 0; i < known.size(); ++i) {
            auto wish = m_plan.wish;
            if (m_plan.mustAsk && !agreed.contains(known[i])) {
                if (wish.direction == SyncDirection::Up)
                    continue;
                wish.direction = SyncDirection::Down;
            }
            m_queue.add({known[i], m_plan.urls[i], std::move(wish)});
        }
        work();
        const bool isStored = m_pipeline.drain(drainPatience);
        m_pipeline.setMarkListener(nullptr);
        m_pipeline.setRoomListener(nullptr);
        return report(isStored);
    }

private:
    /// Until the queue has nothing to do.
    void work()
    {
        QTimer look;
        QObject::connect(&look, &QTimer::timeout, &m_loop, [this] {
            if (interruption())
                m_queue.cancelAll();
            if (Console::showsProgress())
                m_console.progress(progressText(m_queue.running(), m_queue.waiting()));
        });
        look.start(lookEvery);
        if (!m_queue.isIdle())
            m_loop.exec();
        look.stop();
        m_console.clearProgress();
    }
    /// Relays to which a person agrees to send what a dry run found.
    std::set<RelayId> askAbout(const std::vector<RelayId>& relays)
    {
        auto wish = m_plan.wish;
        wish.dryRun = true;
        for (std::size_t i = 0; i < relays.size(); ++i)
            m_queue.add({relays[i], m_plan.urls[i], wish});
        work();
        std::set<RelayId> agreed;
        for (const auto& looked : std::exchange(m_outcomes, {})) {
            const auto& figures = looked.figures;
            const bool hasNothing = figures.usedNegentropy && figures.upload.sendable == 0;
            if (!interruption() && !hasNothing && askForConsent(looked))
                agreed.insert(looked.order.relay);
        }
        return agreed;
    }
    void note(const CommittedDelta& delta)
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [relay, counts] : delta.relays)
            m_stored[relay] += counts.novel;
    }

    ExitCode report(bool isStored)
    {
        std::size_t failed = 0;
        bool hasGaps = false;
        for (const auto& outcome : m_outcomes) {
            SyncReport report{outcome, 0};
            {
                const std::lock_guard lock(m_mutex);
                report.stored = m_stored[outcome.order.relay];
            }
            if (m_options.json())
                m_console.line(toJson(report));
            else
                m_console.say(toText(report));
            failed += outcome.figures.state == SyncState::Failed;
            if (outcome.order.dryRun)
                continue;
            hasGaps = hasGaps || outcome.figures.upload.refused > 0
                || (outcome.order.direction != SyncDirection::Up && !isComplete(outcome));
        }
        if (!isStored) {
            const auto error = m_pipeline.status().error;
            return m_console.fail(describe(error, m_options.databasePath()));
        }
        if (interruption())
            return m_console.fail(
                u"Cancelled. What was stored so far stays; the same command goes on from there."_s);
        if (failed > 0 && failed == m_outcomes.size())
            return ExitCode::Failed;
        return failed > 0 || hasGaps ? ExitCode::Partly : ExitCode::Done;
    }

    const Plan& m_plan;
    SqliteStore& m_store;
    const Clock& m_clock;
    const Options& m_options;
    Console& m_console;
    std::mutex m_mutex;
    std::map<RelayId, std::uint64_t> m_stored;
    IngestPipeline m_pipeline;
    SyncQueue m_queue;
    QEventLoop m_loop;
    std::vector<SyncOutcome> m_outcomes;
};

ExitCode runSync(const Options& options, Console& console)
{
    const auto plan = planOf(options);
    if (!plan) {
        console.error(plan.error());
        return ExitCode::Usage;
    }
    const SystemClock clock;
    const auto store = openForWriting(options, clock);
    if (!store)
        return console.fail(store.error());
    SyncRun run(*plan, **store, clock, options, console);
    return run.run();
}

} // namespace

Command syncCommand()
{
    Command command;
    command.name = u"sync"_s;
    command.synopsis =
        u"URL… [--filter JSON] [--since T] [--until T] [--method M] [--direction D] [--dry-run]"_s;
    command.summary =
        u"Fetches the history of relays, and says what of it is proven to be complete. New ones join the list, paused."_s;
    command.example =
        u"  nostrscope-cli sync wss://relay.example.com --filter '{\"kinds\":[30023]}' --since 90d\n"
        "  nostrscope-cli --json sync --dry-run wss://relay.example.com"_s;
    command.options = {
        {u"filter"_s, u"Only events that match this NIP-01 filter, without times and limit ({})."_s,
         u"JSON"_s},
        {u"since"_s, u"From here on: unix seconds, ISO 8601, 7d (0)."_s, u"T"_s},
        {u"until"_s, u"Up to and with this second (1d)."_s, u"T"_s},
        {u"method"_s,
         u"negentropy (NIP-77), window (pages by time), or auto: the first, and pages where it is refused (auto)."_s,
         u"M"_s, u"auto"_s},
        {u"dry-run"_s, u"Compare only (NIP-77): how many events are here only, and there only."_s},
        {u"direction"_s,
         u"down: fetch; up: send what the relay lacks; both. Before anything is sent you are asked (down)."_s,
         u"D"_s, u"down"_s},
        {u"yes"_s, u"Send without asking."_s},
        {u"again"_s, u"Also what is known to be complete."_s}};
    command.minArguments = 1;
    command.maxArguments = -1;
    command.run = runSync;
    return command;
}

} // namespace nostrscope
