// SPDX-License-Identifier: GPL-3.0-or-later
// How many probes run at once, and where to.
#include "app/simnet/simrelay.h"
#include "core/monitor/probekit.h"

#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A probe that does what the test tells it.
class ScriptedJob final : public ProbeJob {
    Q_OBJECT

public:
    explicit ScriptedJob(ProbeRequest request)
        : m_request(std::move(request))
    {
    }
    void start() override { started = true; }
    void cancel() override
    {
        if (!m_ended)
            finish(ProbeCode::Cancelled);
    }
    void proceed() override { proceeded = true; }

    void resolveTo(const char* address) { emit addressChosen(QHostAddress(QString::fromLatin1(address))); }
    void finish(ProbeCode code = ProbeCode::Ok)
    {
        m_ended = true;
        ProbeResult result;
        result.url = m_request.url.text();
        result.main.code = code;
        emit finished(result);
    }
    bool started = false;
    bool proceeded = false;

private:
    ProbeRequest m_request;
    bool m_ended = false;
};

ProbeRequest request(const QByteArray& url)
{
    return ProbeRequest(*RelayUrl::parse(QString::fromLatin1(url), RelayUrlRules::byHand()));
}

struct Scene {
    explicit Scene(ProbePoolLimits limits = {})
        : pool(
            [this](const ProbeRequest& wanted) {
                auto job = std::make_unique<ScriptedJob>(wanted);
                jobs[wanted.url.text()] = job.get();
                return job;
            },
            limits)
    {
    }
    ScriptedJob& job(const QByteArray& url)
    {
        const auto found = jobs.find(url);
        if (found == jobs.end() || !found->second)
            qFatal("%s does not run", url.constData());
        return *found->second;
    }
    [[nodiscard]] bool runs(const QByteArray& url) const
    {
        const auto found = jobs.find(url);
        return found != jobs.end() && found->second;
    }
    /// As many turns of the event loop as there are jobs to start.
    static void turn()
    {
        for (int i = 0; i < 200; ++i)
            QCoreApplication::processEvents();
    }

    std::map<QByteArray, QPointer<ScriptedJob>> jobs;
    ProbePool pool;
};

QByteArray hostUrl(int number)
{
    return "wss://r" + QByteArray::number(number) + ".example.com";
}

} // namespace

class TestProbePool : public QObject {
    Q_OBJECT

private slots:
    void atMostEight()
    {
        Scene scene;
        for (int i = 0; i < 20; ++i)
            QVERIFY(scene.pool.add(request(hostUrl(i))));
        QCOMPARE(scene.jobs.size(), std::size_t(0)); // never inside add()
        Scene::turn();
        QCOMPARE(scene.jobs.size(), std::size_t(8));
        QCOMPARE(scene.pool.active(), 8);
        QCOMPARE(scene.pool.queued(), std::size_t(12));
        scene.job(hostUrl(3)).finish();
        Scene::turn();
        QVERIFY(scene.runs(hostUrl(8))); // in the order of asking
        QCOMPARE(scene.pool.active(), 8);
        scene.pool.setAtOnce(sweepAtOnce);
        Scene::turn();
        QCOMPARE(scene.pool.active(), 19);
        QCOMPARE(scene.pool.queued(), std::size_t(0));
        scene.pool.setAtOnce(1000);
        for (int i = 20; i < 80; ++i)
            QVERIFY(scene.pool.add(request(hostUrl(i))));
        Scene::turn();
        QCOMPARE(scene.pool.active(), sweepAtOnce);
    }

    void oneToAHost()
    {
        Scene scene;
        QVERIFY(scene.pool.add(request("wss://a.example.com/x")));
        QVERIFY(scene.pool.add(request("wss://a.example.com:444")));
        QVERIFY(scene.pool.add(request("wss://b.example.com")));
        Scene::turn();
        QVERIFY(scene.runs("wss://a.example.com/x"));
        QVERIFY(!scene.runs("wss://a.example.com:444"));
        QVERIFY(scene.runs("wss://b.example.com")); // the queue does not wait for the first
        scene.job("wss://a.example.com/x").finish();
        Scene::turn();
        QVERIFY(scene.runs("wss://a.example.com:444"));
    }

    void twoToAnAddress()
    {
        Scene scene({.atOnce = 4});
        for (int i = 0; i < 6; ++i)
            QVERIFY(scene.pool.add(request(hostUrl(i))));
        Scene::turn();
        QCOMPARE(scene.pool.active(), 4);
        for (int i = 0; i < 4; ++i)
            scene.job(hostUrl(i)).resolveTo("192.0.2.1");
        Scene::turn();
        QVERIFY(scene.job(hostUrl(0)).proceeded && scene.job(hostUrl(1)).proceeded);
        QVERIFY(!scene.job(hostUrl(2)).proceeded && !scene.job(hostUrl(3)).proceeded);
        QCOMPARE(scene.pool.held(), std::size_t(2));
        QCOMPARE(scene.pool.active(), 4); // who is held takes no place
        scene.job(hostUrl(4)).resolveTo("192.0.2.2");
        Scene::turn();
        QVERIFY(scene.job(hostUrl(4)).proceeded);
        scene.job(hostUrl(0)).finish();
        Scene::turn();
        QVERIFY(scene.job(hostUrl(2)).proceeded);
        QVERIFY(!scene.job(hostUrl(3)).proceeded);
    }

    /// Many names of one address do not stop all others.
    void heldJobsAreBounded()
    {
        Scene scene({.atOnce = 3}); // two measure, one place is left to ask for names
        for (int i = 0; i < 100; ++i)
            QVERIFY(scene.pool.add(request(hostUrl(i))));
        for (bool any = true; any;) {
            Scene::turn();
            any = false;
            for (const auto& [url, job] : std::map(scene.jobs)) {
                if (job && !job->proceeded && !m_resolved.contains(url)) {
                    m_resolved.insert(url);
                    job->resolveTo("192.0.2.1");
                    any = true;
                }
            }
        }
        QCOMPARE(scene.pool.active(), 2);
        QCOMPARE(scene.pool.held(), std::size_t(12));
        QCOMPARE(scene.pool.queued(), std::size_t(86));
    }

    void queueIsBounded()
    {
        Scene scene({.atOnce = 1, .queue = 3});
        for (int i = 0; i < 3; ++i)
            QVERIFY(scene.pool.add(request(hostUrl(i))));
        QVERIFY(!scene.pool.add(request(hostUrl(3))));
        QVERIFY(!scene.pool.add(request(hostUrl(1)))); // known already
        Scene::turn();
        QVERIFY(!scene.pool.add(request(hostUrl(0)))); // runs
        QVERIFY(scene.pool.add(request(hostUrl(3))));
        scene.job(hostUrl(0)).finish();
        Scene::turn();
        QVERIFY(scene.pool.add(request(hostUrl(0)))); // once more
    }

    void cancelling()
    {
        Scene scene({.atOnce = 2});
        QSignalSpy finished(&scene.pool, &ProbePool::finished);
        QSignalSpy idle(&scene.pool, &ProbePool::idle);
        for (int i = 0; i < 6; ++i)
            QVERIFY(scene.pool.add(request(hostUrl(i))));
        Scene::turn();
        scene.pool.cancel(hostUrl(5)); // waits: nothing to tell
        QCOMPARE(finished.size(), 0);
        scene.pool.cancel(hostUrl(0));
        QCOMPARE(finished.size(), 1);
        QCOMPARE(toString(finished[0][0].value<ProbeResult>().main.code), "cancelled");
        scene.pool.cancel("wss://unknown.example.com");
        Scene::turn();
        QVERIFY(scene.runs(hostUrl(2)));
        scene.job(hostUrl(1)).resolveTo("192.0.2.1"); // held, for a moment
        scene.pool.cancelAll();
        QCOMPARE(finished.size(), 3);
        Scene::turn();
        QVERIFY(scene.pool.isIdle());
        QCOMPARE(scene.pool.active(), 0);
        QCOMPARE(idle.size(), 1);
    }

    void jobsThatEndEarly()
    {
        Scene scene({.atOnce = 1});
        QVERIFY(scene.pool.add(request(hostUrl(0))));
        QVERIFY(scene.pool.add(request(hostUrl(1))));
        Scene::turn();
        scene.job(hostUrl(0)).finish(ProbeCode::DnsNxDomain); // never had an address
        Scene::turn();
        QCOMPARE(scene.pool.active(), 1);
        scene.job(hostUrl(1)).resolveTo("192.0.2.1");
        scene.job(hostUrl(1)).finish(); // before its turn came
        Scene::turn();
        QVERIFY(scene.pool.isIdle());
        QCOMPARE(scene.pool.active(), 0);
    }

    void loopbackByPort()
    {
        Scene scene({.countLoopbackByPort = true});
        QVERIFY(scene.pool.add(request("ws://127.0.0.1:1001")));
        QVERIFY(scene.pool.add(request("ws://127.0.0.1:1002")));
        QVERIFY(scene.pool.add(request("ws://127.0.0.1:1003")));
        Scene::turn();
        QCOMPARE(scene.pool.active(), 3);
        for (const auto* const url : {"ws://127.0.0.1:1001", "ws://127.0.0.1:1002", "ws://127.0.0.1:1003"})
            scene.job(url).resolveTo("127.0.0.1");
        Scene::turn();
        for (const auto* const url : {"ws://127.0.0.1:1001", "ws://127.0.0.1:1002", "ws://127.0.0.1:1003"})
            QVERIFY(scene.job(url).proceeded);
    }

    /// Real probes of relays on addresses of their own.
    void realRelays()
    {
        std::vector<std::unique_ptr<SimRelay>> relays;
        ProbeKit kit({});
        ProbePool pool(kit.factory(), {.atOnce = 5});
        QSignalSpy finished(&pool, &ProbePool::finished);
        QSignalSpy infos(&pool, &ProbePool::infoReady);
        int mostActive = 0;
        connect(&pool, &ProbePool::finished, this,
                [&] { mostActive = std::max(mostActive, pool.active() + 1); });
        for (int i = 0; i < 25; ++i) {
            relays.push_back(std::make_unique<SimRelay>(SimRelayOptions()));
            QVERIFY(relays.back()->listen(QHostAddress((127U << 24) + 100 + quint32(i))));
            auto wanted = request(relays.back()->url());
            wanted.allowPrivate = true;
            if (i % 2 == 0)
                wanted.info.emplace();
            QVERIFY(pool.add(wanted));
        }
        QTRY_COMPARE(finished.size(), 25);
        QCOMPARE(infos.size(), 13);
        QVERIFY(mostActive <= 5);
        for (const auto& arguments : finished) {
            const auto result = arguments[0].value<ProbeResult>();
            QCOMPARE(toString(result.main.code), "ok");
        }
        for (const auto& relay : relays)
            QCOMPARE(relay->counters().connections, 1u);
        QVERIFY(pool.isIdle());
    }

    void destroyedWhileMeasuring()
    {
        SimRelayOptions options;
        options.faults = {Fault::Silent};
        SimRelay relay(options);
        QVERIFY(relay.listen());
        ProbeKit kit({});
        auto pool = std::make_unique<ProbePool>(kit.factory());
        auto wanted = request(relay.url());
        wanted.allowPrivate = true;
        QVERIFY(pool->add(wanted));
        QTRY_COMPARE(relay.counters().connections, 1u);
        pool.reset();
        QTRY_COMPARE(relay.clientCount(), 0);
    }

private:
    QSet<QByteArray> m_resolved;
};

QTEST_GUILESS_MAIN(TestProbePool)
#include "tst_probepool.moc"
