// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/discovertarget.h"

#include "app/cli/controlclient.h"
#include "app/cli/database.h"
#include "app/cli/discovercommand.h"
#include "app/cli/longtask.h"
#include "core/discover/rulepreview.h"
#include "core/engine/controldiscovery.h"
#include "core/storage/discoveryreader.h"

#include <QFileInfo>
#include <QJsonArray>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

using Decisions = std::vector<CandidateDecision>;
using Urls = std::vector<QByteArray>;
using Action = DiscoverOrder::Action;

constexpr qsizetype lineBytes = 32 * 1024; // a command may have twice as much

class LocalDiscovery final : public DiscoverTarget {
public:
    LocalDiscovery(std::unique_ptr<SqliteStore> store, const Options& options, const Clock& clock,
                   Console& console)
        : m_store(std::move(store))
        , m_options(options)
        , m_clock(clock)
        , m_console(console)
    {
    }
    [[nodiscard]] Expected<MentionGain, QString> add(std::shared_ptr<MentionBatch> batch) override
    {
        return ask<MentionGain>(
            [&](Reply<MentionGain> reply) { m_store->addMentions(std::move(batch), {}, std::move(reply)); });
    }
    [[nodiscard]] Expected<DiscoverRun, QString> run(bool scans, bool validates) override
    {
        DiscoverRun run;
        if (scans) {
            const auto scan = scanStore(*m_store, {}, progressOn(m_console, u"Reading events"_s));
            if (!scan)
                return Unexpected(told(scan.error()));
            run.scan = *scan;
        }
        if (!validates)
            return run;
        run.validation = validateCandidates(m_options, *m_store, m_clock, m_console);
        if (run.validation->error.code != StoreErrorCode::None)
            return Unexpected(told(run.validation->error));
        const auto rules =
            ask<QStringList>([&](Reply<QStringList> reply) { m_store->acceptRules({}, std::move(reply)); });
        if (!rules)
            return Unexpected(rules.error());
        auto accepted = acceptBy(*rules);
        if (!accepted)
            return Unexpected(accepted.error());
        run.accepted = std::move(*accepted);
        return run;
    }
    [[nodiscard]] Expected<Decisions, QString> acceptBy(const QStringList& rules) override
    {
        const auto read = parseRules(rules);
        if (!read || read->empty())
            return Decisions();
        CandidateQuery query;
        query.stage = CandidateStage::Nostr;
        query.limit = static_cast<int>(DiscoveryBounds().candidates);
        const auto page = ask<CandidatePage>(
            [&](Reply<CandidatePage> reply) { m_store->candidates(query, {}, std::move(reply)); });
        if (!page)
            return Unexpected(page.error());
        Decisions decisions;
        for (const auto& candidate : page->candidates) {
            if (const auto* rule = acceptingRule(*read, candidate))
                decisions.push_back({candidate.url, CandidateState::Accepted, rule->text()});
        }
        const auto decided = decide(decisions);
        if (!decided)
            return Unexpected(decided.error());
        return decisions;
    }
    [[nodiscard]] Expected<Urls, QString> decide(const Decisions& decisions) override
    {
        const auto before = ask<Decisions>(
            [&](Reply<Decisions> reply) { m_store->decide(decisions, m_clock.now(), std::move(reply)); });
        if (!before)
            return Unexpected(before.error());
        Urls known;
        std::vector<RelayEntry> joining;
        for (const auto& one : *before)
            known.push_back(one.url);
        for (const auto& one : decisions) {
            if (one.state != CandidateState::Accepted
                || std::find(known.begin(), known.end(), one.url) == known.end())
                continue;
            Candidate candidate;
            candidate.url = one.url;
            joining.push_back(entryFor(candidate, m_clock.now()));
        }
        if (!joining.empty()) {
            using Entries = std::vector<RelayEntry>;
            const auto added =
                ask<Entries>([&](Reply<Entries> reply) { m_store->addRelays(joining, std::move(reply)); });
            if (!added)
                return Unexpected(added.error());
        }
        return known;
    }
    [[nodiscard]] QString setRules(const QStringList& rules) override
    {
        return write([&](Reply<Nothing> reply) { m_store->setAcceptRules(rules, std::move(reply)); });
    }
    [[nodiscard]] QString dismiss(const Urls& keys, bool areDismissed) override
    {
        return write([&](Reply<Nothing> reply) {
            m_store->dismissDuplicates(keys, areDismissed, m_clock.now(), std::move(reply));
        });
    }
    [[nodiscard]] QString finish() override
    {
        return write(
            [&](Reply<Nothing> reply) { m_store->finishDiscovery(m_clock.now(), std::move(reply)); });
    }

private:
    [[nodiscard]] QString told(const StoreError& error) const { return describe(error, m_store->path()); }
    template <typename T, typename Call> [[nodiscard]] Expected<T, QString> ask(Call call) const
    {
        auto answer = await<T>(call);
        if (!answer)
            return Unexpected(told(answer.error()));
        return std::move(*answer);
    }
    template <typename Call> [[nodiscard]] QString write(Call call) const
    {
        const auto done = await<Nothing>(call);
        return done ? QString() : told(done.error());
    }

    const std::unique_ptr<SqliteStore> m_store;
    const Options& m_options;
    const Clock& m_clock;
    Console& m_console;
};

std::uint64_t countOf(const QJsonValue& value)
{
    return static_cast<std::uint64_t>(std::max<qint64>(value.toInteger(), 0));
}

Decisions acceptedOf(const QJsonValue& list)
{
    Decisions accepted;
    for (const auto& item : list.toArray())
        accepted.push_back(
            {item[u"url"].toString().toLatin1(), CandidateState::Accepted, item[u"rule"].toString()});
    return accepted;
}

DiscoverRun runOf(const QJsonObject& answer)
{
    DiscoverRun run;
    if (const auto scan = answer[u"scan"].toObject(); !scan.isEmpty()) {
        run.scan.emplace();
        run.scan->events = countOf(scan[u"events"]);
        run.scan->mentions = countOf(scan[u"mentions"]);
        run.scan->gain = mentionGainFrom(scan);
        run.scan->complete = scan[u"complete"].toBool();
    }
    if (const auto done = answer[u"validation"].toObject(); !done.isEmpty()) {
        run.validation.emplace();
        run.validation->looked = countOf(done[u"looked"]);
        run.validation->nostr = countOf(done[u"nostr"]);
        run.validation->readable = countOf(done[u"readable"]);
        run.validation->failed = countOf(done[u"failed"]);
        run.validation->undecided = countOf(done[u"undecided"]);
        run.validation->forgotten = countOf(done[u"forgotten"]);
        run.validation->complete = done[u"complete"].toBool();
    }
    run.accepted = acceptedOf(answer[u"accepted"]);
    return run;
}

/// Each call is one or more commands to the process that writes.
class RemoteDiscovery final : public DiscoverTarget {
public:
    explicit RemoteDiscovery(QString database)
        : m_database(std::move(database))
    {
    }
    [[nodiscard]] Expected<MentionGain, QString> add(std::shared_ptr<MentionBatch> batch) override
    {
        MentionGain gain;
        DiscoverOrder order;
        order.action = Action::Mention;
        order.batch = std::make_shared<MentionBatch>();
        qsizetype bytes = 0;
        const auto send = [&]() -> QString {
            const auto answer = ask(order);
            if (!answer)
                return answer.error();
            gain += mentionGainFrom(*answer);
            order.batch = std::make_shared<MentionBatch>();
            bytes = 0;
            return {};
        };
        for (const auto& sum : batch->sums) {
            order.batch->sums.push_back(sum);
            bytes += sum.url.size() + sum.origin.size() * 4 + 64;
            if (bytes < lineBytes)
                continue;
            if (const auto error = send(); !error.isEmpty())
                return Unexpected(error);
        }
        for (const auto hash : batch->refused) {
            order.batch->refused.push_back(hash);
            bytes += 24;
            if (bytes < lineBytes)
                continue;
            if (const auto error = send(); !error.isEmpty())
                return Unexpected(error);
        }
        if (const auto error = bytes > 0 ? send() : QString(); !error.isEmpty())
            return Unexpected(error);
        return gain;
    }
    [[nodiscard]] Expected<DiscoverRun, QString> run(bool scans, bool validates) override
    {
        DiscoverOrder order;
        order.scans = scans;
        order.validates = validates;
        const auto answer = ask(order);
        if (!answer)
            return Unexpected(answer.error());
        return runOf(*answer);
    }
    [[nodiscard]] Expected<Decisions, QString> acceptBy(const QStringList& rules) override
    {
        DiscoverOrder order;
        order.action = Action::ApplyRules;
        order.rules = rules;
        const auto answer = ask(order);
        if (!answer)
            return Unexpected(answer.error());
        return acceptedOf((*answer)[u"accepted"]);
    }
    [[nodiscard]] Expected<Urls, QString> decide(const Decisions& decisions) override
    {
        Urls known;
        DiscoverOrder order;
        order.action = Action::Decide;
        qsizetype bytes = 0;
        for (std::size_t i = 0; i < decisions.size(); ++i) {
            order.decisions.push_back(decisions[i]);
            bytes += decisions[i].url.size() + 8;
            // One command has one reason.
            const bool goesOn = i + 1 < decisions.size() && bytes < lineBytes
                && decisions[i + 1].state == decisions[i].state
                && decisions[i + 1].reason == decisions[i].reason;
            if (goesOn)
                continue;
            const auto answer = ask(order);
            if (!answer)
                return Unexpected(answer.error());
            for (const auto& url : (*answer)[u"known"].toArray())
                known.push_back(url.toString().toLatin1());
            order.decisions.clear();
            bytes = 0;
        }
        return known;
    }
    [[nodiscard]] QString setRules(const QStringList& rules) override
    {
        DiscoverOrder order;
        order.action = Action::SetRules;
        order.rules = rules;
        const auto answer = ask(order);
        return answer ? QString() : answer.error();
    }
    [[nodiscard]] QString dismiss(const Urls& keys, bool areDismissed) override
    {
        DiscoverOrder order;
        order.action = Action::Dismiss;
        order.keys = keys;
        order.areDismissed = areDismissed;
        const auto answer = ask(order);
        return answer ? QString() : answer.error();
    }
    [[nodiscard]] QString finish() override { return {}; } // the other process does it itself

private:
    [[nodiscard]] Expected<QJsonObject, QString> ask(const DiscoverOrder& order) const
    {
        ControlClient client;
        if (!client.connectTo(m_database))
            return Unexpected(u"%1: The running process does not answer."_s.arg(m_database));
        auto answer = client.ask(toJson(order));
        if (answer && order.action == Action::Run)
            answer = client.waitForAnswer();
        if (!answer)
            return Unexpected(u"%1: %2"_s.arg(m_database, answer.error()));
        return answer;
    }

    const QString m_database;
};

} // namespace

Expected<std::unique_ptr<DiscoverTarget>, QString>
DiscoverTarget::open(const Options& options, const Clock& clock, Console& console, bool create)
{
    if (!create && !QFileInfo::exists(options.databasePath()))
        return Unexpected(openForReading(options).error());
    auto store = tryOpenForWriting(options, clock);
    if (store)
        return std::unique_ptr<DiscoverTarget>(
            std::make_unique<LocalDiscovery>(std::move(*store), options, clock, console));
    if (canHandOver(options.databasePath(), store.error(), console))
        return std::unique_ptr<DiscoverTarget>(std::make_unique<RemoteDiscovery>(options.databasePath()));
    return Unexpected(store.error().text);
}

} // namespace nostrscope
