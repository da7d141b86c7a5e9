// SPDX-License-Identifier: GPL-3.0-or-later
// The machines of the simulated network, and whether what it says of them is true.
#include "app/simnet/dvmtraffic.h"
#include "app/simnet/population.h"
#include "core/crypto/verify.h"
#include "core/nostr/bolt11.h"
#include "core/nostr/eventparser.h"
#include "core/nostr/nip57.h"
#include "core/nostr/nip89.h"
#include "core/nostr/nip90.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace nostrscope;

Q_DECLARE_METATYPE(nostrscope::DvmTrafficOptions)

namespace {

constexpr Timestamp start = 1'700'000'000;

std::vector<Event> eventsOf(DvmTraffic& traffic, int count)
{
    std::vector<Event> events;
    for (int i = 0; i < count; ++i)
        events.push_back(traffic.nextByOwnClock(start, 30));
    return events;
}

DvmTraffic trafficOf(const DvmTrafficOptions& options)
{
    return {options, {"wss://a.example", "wss://b.example"}};
}

/// Much of everything, quickly.
DvmTrafficOptions odd(std::uint64_t seed = 1)
{
    return {.seed = seed, .hostile01 = 0.3, .isOdd = true, .isSigned = false};
}

bool isRequest(const Event& event)
{
    return dvmRole(event.kind) == DvmRole::Request;
}

/// The same figures as the generator's, from nothing but the events.
class Recount {
public:
    explicit Recount(const std::vector<Event>& events)
    {
        for (const auto& event : events) {
            if (isRequest(event))
                m_requests.emplace(event.id, &event);
        }
        for (const auto& event : events)
            read(event);
    }
    DvmTruth truth;

private:
    void read(const Event& event)
    {
        ++truth.events;
        if (event.kind == 0) {
            ++truth.profiles;
            (void)truth.machines[event.pubkey];
        } else if (event.kind == handlerKind) {
            ++truth.announcements;
            ++truth.machines[event.pubkey].announcements;
        } else if (event.kind == 5) {
            ++truth.cancelled;
        } else if (event.kind == 9735) {
            const auto receipt = readZapReceipt(event, m_parser, [](const Event&) { return true; });
            ++truth.zaps;
            truth.machines[receipt.recipient].paidMillisats += receipt.amount().value_or(0);
        } else if (const auto request = readJobRequest(event)) {
            readRequest(event, *request);
        } else if (const auto feedback = readJobFeedback(event)) {
            ++truth.feedback[std::size_t(feedback->status)];
            ++truth.machines[event.pubkey].feedback[std::size_t(feedback->status)];
            truth.unmatchedFeedback += requestOf(*feedback) ? 0 : 1;
            readPrice(event, *feedback);
        } else if (const auto result = readJobResult(event)) {
            readResult(event, *result);
        } else {
            qFatal("an event of kind %d", event.kind);
        }
    }
    [[nodiscard]] const Event* requestOf(const JobAnswer& answer) const
    {
        const auto found = answer.request ? m_requests.find(*answer.request) : m_requests.end();
        return found != m_requests.end() ? found->second : nullptr;
    }
    void readPrice(const Event& event, const JobAnswer& answer)
    {
        truth.malformedAmounts += answer.price.isMalformed ? 1 : 0;
        truth.machines[event.pubkey].askedMillisats += answer.price.asked.value_or(0);
    }
    void readRequest(const Event& event, const JobRequest& request)
    {
        ++truth.requests;
        ++truth.kinds[event.kind].requests;
        truth.customers.insert(event.pubkey);
        truth.encrypted += request.isEncrypted ? 1 : 0;
        truth.futureDated += event.createdAt > start * 2 ? 1 : 0;
        truth.chained += std::ranges::any_of(request.inputs,
                                             [](const JobInput& input) {
                                                 return input.type == JobInputType::Job && input.event;
                                             })
            ? 1
            : 0;
    }
    void readResult(const Event& event, const JobResult& result)
    {
        ++truth.results;
        ++truth.machines[event.pubkey].results;
        ++truth.kinds[result.requestKind].results;
        readPrice(event, result);
        const auto* const request = requestOf(result);
        if (!request) {
            ++truth.unmatchedResults;
            return;
        }
        if (request->kind != result.requestKind) {
            ++truth.mismatchedResults;
            return;
        }
        if (m_answered.insert(request->id).second) {
            ++truth.answered;
            ++truth.kinds[request->kind].answered;
            truth.selfDealt += request->pubkey == event.pubkey ? 1 : 0;
        }
        if (request->pubkey == event.pubkey)
            return;
        auto& machine = truth.machines[event.pubkey];
        ++machine.matchedResults;
        machine.customers.insert(request->pubkey);
        ++machine.resultSeconds[event.createdAt - request->createdAt];
    }

    EventParser m_parser;
    std::map<EventId, const Event*> m_requests;
    std::set<EventId> m_answered;
};

} // namespace

class TestSimnetDvms : public QObject {
    Q_OBJECT

private slots:
    void truth_data()
    {
        QTest::addColumn<DvmTrafficOptions>("options");
        QTest::addColumn<int>("count");
        QTest::newRow("usual") << DvmTrafficOptions{.seed = 5, .isSigned = false} << 20'000;
        QTest::newRow("odd") << odd() << 20'000;
        QTest::newRow("odd, other seed") << odd(77) << 20'000;
        QTest::newRow("nothing hostile")
            << DvmTrafficOptions{.machines = 5, .hostile01 = 0, .isSigned = false} << 5000;
        QTest::newRow("one machine, one customer")
            << DvmTrafficOptions{.machines = 1, .customers = 1, .hostile01 = 0.2, .isSigned = false} << 3000;
        // A cut in the middle of jobs: late requests and second answers are still to come.
        for (int count = 200; count < 220; ++count)
            QTest::addRow("cut after %d", count) << odd(std::uint64_t(count)) << count;
    }
    void truth()
    {
        QFETCH(DvmTrafficOptions, options);
        QFETCH(int, count);
        auto traffic = trafficOf(options);
        const auto events = eventsOf(traffic, count);
        const auto recounted = Recount(events).truth.toJson();
        auto told = traffic.truth();
        // A machine that asks itself is seen as such only when it has answered.
        if (count < 1000)
            told.selfDealt = std::uint64_t(recounted[QLatin1StringView("self_dealt")].toInteger());
        const auto object = told.toJson();
        for (const auto& key : object.keys())
            QVERIFY2(object[key] == recounted[key], qPrintable(key));
        QCOMPARE(recounted, object);
    }

    void everySortIsThere()
    {
        auto traffic = trafficOf(odd());
        const auto events = eventsOf(traffic, 40'000);
        const auto& truth = traffic.truth();
        for (const auto number :
             {truth.requests, truth.results, truth.announcements, truth.profiles, truth.zaps, truth.cancelled,
              truth.answered, truth.encrypted, truth.chained, truth.selfDealt, truth.unmatchedResults,
              truth.unmatchedFeedback, truth.mismatchedResults, truth.malformedAmounts, truth.futureDated})
            QVERIFY(number > 0);
        for (const auto number : truth.feedback)
            QVERIFY(number > 0);
        for (const int kind : {5300, 5050, 5205, 5999})
            QVERIFY(truth.kinds.at(Kind(kind)).requests > 0);
        std::map<EventId, std::pair<int, Kind>> places; // of requests
        std::map<EventId, EventId> chains;
        std::map<EventId, std::map<PubKey, int>> feedback;
        std::map<EventId, std::set<PubKey>> answering;
        std::map<std::pair<PubKey, Timestamp>, int> asked;
        bool isLate = false;
        for (std::size_t i = 0; i < events.size(); ++i) {
            const auto& event = events[i];
            if (const auto request = readJobRequest(event)) {
                isLate |= answering.contains(event.id);
                ++asked[{event.pubkey, event.createdAt}];
                for (const auto& input : request->inputs) {
                    if (input.type == JobInputType::Job)
                        chains[event.id] = *input.event;
                }
            } else if (const auto result = readJobResult(event); result && result->request) {
                answering[*result->request].insert(event.pubkey);
            } else if (const auto said = readJobFeedback(event); said && said->request) {
                ++feedback[*said->request][event.pubkey];
            }
        }
        QVERIFY(isLate); // a result before its request
        QVERIFY(std::ranges::any_of(answering, [](const auto& job) { return job.second.size() > 1; }));
        QVERIFY(std::ranges::any_of(asked, [](const auto& burst) { return burst.second >= 30; }));
        QVERIFY(std::ranges::any_of(feedback, [](const auto& job) {
            return std::ranges::any_of(job.second, [](const auto& machine) { return machine.second >= 40; });
        }));
        QVERIFY(std::ranges::any_of(chains, [&](const auto& link) {
            const auto back = chains.find(link.second);
            return back != chains.end() && back->second == link.first;
        }));
        const auto hasSlowClock = [](const auto& machine) {
            return !machine.second.resultSeconds.empty() && machine.second.resultSeconds.begin()->first < 0;
        };
        QVERIFY(std::ranges::any_of(truth.machines, hasSlowClock));
        QVERIFY(std::ranges::any_of(truth.machines, [](const auto& machine) {
            return machine.second.announcements > 0 && machine.second.results == 0; // announced, but silent
        }));
        QVERIFY(std::ranges::any_of(truth.machines, [](const auto& machine) {
            return machine.second.announcements == 0 && machine.second.results > 0;
        }));
    }

    void sameForTheSameSeed()
    {
        auto one = trafficOf({.seed = 9});
        auto two = trafficOf({.seed = 9});
        auto other = trafficOf({.seed = 10});
        const auto events = eventsOf(one, 500);
        QVERIFY(eventsOf(two, 500) == events);
        QVERIFY(eventsOf(other, 500) != events);
        // Without signatures the same happens (ids differ, as results carry the request's signature).
        auto unsignedOne = trafficOf({.seed = 9, .isSigned = false});
        const auto bare = eventsOf(unsignedOne, 500);
        for (std::size_t i = 0; i < bare.size(); ++i) {
            QVERIFY(bare[i].sig == Sig());
            QVERIFY(bare[i].kind == events[i].kind && bare[i].pubkey == events[i].pubkey);
            QCOMPARE(bare[i].createdAt, events[i].createdAt);
        }
    }

    void signedAndDistinct()
    {
        // Long enough for zaps, short enough for signing.
        auto traffic = trafficOf({.seed = 3, .hostile01 = 0.2, .isOdd = true});
        EventVerifier verifier;
        EventParser parser;
        std::set<EventId> ids;
        std::map<EventId, Event> answers;
        int zaps = 0;
        int invoices = 0;
        for (const auto& event : eventsOf(traffic, 3000)) {
            QCOMPARE(verifier.verify(event), Verdict::Valid);
            QVERIFY(ids.insert(event.id).second);
            const auto feedback = readJobFeedback(event);
            const auto result = readJobResult(event);
            if (feedback || result) {
                answers.emplace(event.id, event);
                const JobAnswer& answer = feedback ? static_cast<const JobAnswer&>(*feedback) : *result;
                QVERIFY(!answer.price.invoiced || answer.price.invoiced == answer.price.asked);
                invoices += answer.price.invoiced ? 1 : 0;
                QVERIFY(answer.price.invoice.isEmpty() || invoiceHashes(answer.price.invoice));
                const auto inner = embeddedJobRequest(event, parser);
                QVERIFY(!inner || verifier.verify(*inner) == Verdict::Valid);
            }
            if (event.kind != 9735)
                continue;
            const auto receipt = readZapReceipt(event, parser, [&verifier](const Event& request) {
                return verifier.verify(request) == Verdict::Valid;
            });
            QCOMPARE(receipt.problem, ZapProblem::None);
            QVERIFY(receipt.descriptionHashMatches.value_or(false));
            const auto paid = answers.find(*receipt.event);
            QVERIFY(paid != answers.end() && paid->second.pubkey == receipt.recipient);
            ++zaps;
        }
        QVERIFY(zaps > 0 && invoices > 0);
    }

    /// What a default subscription carries, and nothing that a demonstration would stumble over.
    void usualTraffic()
    {
        auto traffic = trafficOf({.isSigned = false});
        const auto live = defaultLiveKinds();
        Timestamp latest = 0;
        for (const auto& event : eventsOf(traffic, 10'000)) {
            QVERIFY(std::ranges::binary_search(live, event.kind));
            latest = std::max(latest, event.createdAt);
            QCOMPARE(event.id, computeId(event)); // so there are no loops
        }
        QVERIFY(latest < start + 10'000 * 30);
        QCOMPARE(traffic.truth().futureDated, 0U);
    }

    void directory()
    {
        auto traffic = trafficOf({.machines = 60, .isSigned = false});
        HandlerReader reader;
        std::set<PubKey> announced;
        std::map<HandlerContent, int> contents;
        bool isRenewed = false;
        for (const auto& event : eventsOf(traffic, 20'000)) {
            if (event.kind != handlerKind)
                continue;
            const auto handler = reader.read(event);
            QVERIFY(handler->handlesJobs());
            ++contents[handler->content];
            QVERIFY(handler->content == HandlerContent::Empty || handler->profile.params.size() == 2);
            isRenewed |= !announced.insert(event.pubkey).second;
        }
        QVERIFY(isRenewed && announced.size() > 40 && announced.size() < 60);
        QCOMPARE(contents.size(), 2U); // empty ones and described ones
        QVERIFY(!contents.contains(HandlerContent::Malformed));
    }

    /// By a clock of somebody else nothing comes before its time.
    void otherClock()
    {
        auto traffic = trafficOf({.isSigned = false});
        int later = 0;
        for (int i = 0; i < 5000; ++i) {
            const auto time = start + i * 7;
            const auto event = traffic.next(time);
            QVERIFY(event.createdAt <= time);
            QVERIFY(event.createdAt > time - 3600);
            later += event.createdAt < time ? 1 : 0;
        }
        QVERIFY(later > 0);
        QVERIFY(traffic.truth().answered > 0);
        // Even when time stands still, events are new ones.
        std::set<EventId> ids;
        for (int i = 0; i < 2000; ++i)
            ids.insert(traffic.next(start + 35'000).id);
        QCOMPARE(ids.size(), 2000U);
    }

    void partOfThePopulation()
    {
        const auto shareOf = [](int machines) {
            Population population(2, {"wss://a.example"}, machines);
            int count = 0;
            for (int i = 0; i < 2000; ++i) {
                const auto event = population.next(start + i * 40);
                count += dvmRole(event.kind) != DvmRole::None || event.kind == handlerKind ? 1 : 0;
            }
            return count;
        };
        QCOMPARE(shareOf(0), 0);
        const auto share = shareOf(Population::defaultMachines);
        QVERIFY2(share > 100 && share < 260, qPrintable(QString::number(share)));
    }
};

QTEST_GUILESS_MAIN(TestSimnetDvms)
#include "tst_simnet_dvms.moc"
