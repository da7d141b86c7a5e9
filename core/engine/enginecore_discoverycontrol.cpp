// SPDX-License-Identifier: GPL-3.0-or-later
// What other processes ask of discovery by the local socket (controldiscovery.h).
#include "core/discover/rulepreview.h"
#include "core/engine/enginecore.h"

#include <QJsonArray>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject failure(const QString& error)
{
    return {{u"error"_s, error}};
}

QJsonArray toJson(const QList<CandidateDecision>& accepted)
{
    QJsonArray list;
    for (const auto& one : accepted)
        list.append(QJsonObject{{u"url"_s, QString::fromLatin1(one.url)}, {u"rule"_s, one.reason}});
    return list;
}

qint64 count(std::uint64_t number)
{
    return static_cast<qint64>(number);
}

QJsonObject toJson(const DiscoveryRun& run)
{
    QJsonObject object;
    if (run.scan) {
        auto scan = toJson(run.scan->gain);
        scan[u"events"] = count(run.scan->events);
        scan[u"mentions"] = count(run.scan->mentions);
        scan[u"complete"] = run.scan->complete;
        object[u"scan"] = scan;
    }
    if (run.validation) {
        const auto& done = *run.validation;
        object[u"validation"] =
            QJsonObject{{u"looked"_s, count(done.looked)},       {u"nostr"_s, count(done.nostr)},
                        {u"readable"_s, count(done.readable)},   {u"failed"_s, count(done.failed)},
                        {u"undecided"_s, count(done.undecided)}, {u"forgotten"_s, count(done.forgotten)},
                        {u"complete"_s, done.complete}};
    }
    object[u"accepted"] = toJson(run.accepted);
    return object;
}

} // namespace

void EngineCore::discover(DiscoverOrder order, Told done)
{
    using Action = DiscoverOrder::Action;
    if (!m_store) {
        done(failure(u"The database is not open there."_s));
        return;
    }
    const auto told = [done](qint64 number) {
        return [done, number](const QString& error) {
            done(error.isEmpty() ? QJsonObject{{u"done"_s, number}} : failure(error));
        };
    };
    switch (order.action) {
    case Action::Run:
        run(order, done);
        break;
    case Action::Mention:
        takeMentions(order, done);
        break;
    case Action::Decide:
        decide(order, done);
        break;
    case Action::ApplyRules:
        applyRules(order, done);
        break;
    case Action::SetRules:
        setAcceptRules(order.rules, told(order.rules.size()));
        break;
    case Action::Dismiss:
        dismissDuplicates({order.keys.begin(), order.keys.end()}, order.areDismissed,
                          told(static_cast<qint64>(order.keys.size())));
        break;
    }
}

void EngineCore::run(const DiscoverOrder& order, const Told& done)
{
    if (m_discoveryRun) {
        done(failure(u"A run of discovery is under way there. Try again when it is done."_s));
        return;
    }
    DiscoveryRun run;
    run.scans = order.scans;
    run.validates = order.validates;
    run.done = [done](const DiscoveryRun& ended) {
        done(ended.error.isEmpty() ? toJson(ended) : failure(ended.error));
    };
    startDiscovery(std::move(run));
}

void EngineCore::takeMentions(const DiscoverOrder& order, const Told& done)
{
    m_store->addMentions(order.batch, {}, [this, done](const StoreResult<MentionGain>& gain) {
        QMetaObject::invokeMethod(this, [this, done, gain] {
            tellDiscovery(true);
            done(gain ? nostrscope::toJson(*gain) : failure(describe(gain.error())));
        });
    });
}

void EngineCore::decide(const DiscoverOrder& order, const Told& done)
{
    decideCandidates({order.decisions.begin(), order.decisions.end()},
                     [this, done](const StoreResult<std::vector<CandidateDecision>>& before) {
                         if (!before) {
                             done(failure(describe(before.error())));
                             return;
                         }
                         QJsonArray known;
                         for (const auto& one : *before)
                             known.append(QString::fromLatin1(one.url));
                         // An empty write: what joined the list was handed to the writer just now.
                         m_store->dismissDuplicates(
                             {}, true, m_clock.now(), whenStored([done, known](const QString& error) {
                                 done(error.isEmpty() ? QJsonObject{{u"known"_s, known}} : failure(error));
                             }));
                     });
}

void EngineCore::applyRules(const DiscoverOrder& order, const Told& done)
{
    const auto rules = parseRules(order.rules);
    if (!rules) {
        done(failure(u"“%1” is no rule that can be kept."_s.arg(rules.error())));
        return;
    }
    acceptByRules(*rules, [done](const QList<CandidateDecision>& accepted, const QString& error) {
        done(error.isEmpty() ? QJsonObject{{u"accepted"_s, toJson(accepted)}} : failure(error));
    });
}

} // namespace nostrscope
