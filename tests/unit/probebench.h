// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/probe.h"

#include <QEventLoop>
#include <QHash>
#include <QTest>
#include <QTimer>

#include <optional>

namespace nostrscope::test {

using namespace std::chrono_literals;

/// Names that resolve as a test says; whoever asks for another one is told that it does not exist.
class ScriptedResolver final : public NameResolver {
public:
    void resolve(const QByteArray& host, std::chrono::milliseconds, QObject* context, Answer answer) override
    {
        asked.append(host);
        const auto name = names.value(host, {ProbeCode::DnsNxDomain, {}, {}, {}});
        QTimer::singleShot(0, context, [answer, name] { answer(name); });
    }
    void findFacts(const QByteArray& host, const QHostAddress& used, std::chrono::milliseconds,
                   QObject* context, FactsAnswer answer) override
    {
        asked.append(host);
        asked.append(used.toString().toLatin1());
        QTimer::singleShot(0, context, [answer, this] { answer(facts); });
    }

    QHash<QByteArray, ResolvedName> names;
    DnsFacts facts;
    QList<QByteArray> asked;
};

/// The wall clock goes by a step between the first look and the next ones; durations stay true.
class SteppingClock final : public ProbeClock {
public:
    [[nodiscard]] std::chrono::microseconds monotonic() const override { return m_clock.monotonic(); }
    [[nodiscard]] UnixMillis now() const override
    {
        const auto now = m_clock.now();
        return std::exchange(m_asked, true) ? now + step : now;
    }
    std::chrono::milliseconds step{0};
    void restart() const { m_asked = false; }

private:
    SystemProbeClock m_clock;
    mutable bool m_asked = false;
};

/// All that a probe needs, with limits that only a hang reaches.
struct ProbeBench {
    ProbeBench() { settings.limits = {patience, patience, patience, patience, patience, patience}; }
    Q_DISABLE_COPY_MOVE(ProbeBench)

    static ProbeRequest request(const QByteArray& url)
    {
        ProbeRequest request(*RelayUrl::parse(QString::fromLatin1(url), RelayUrlRules::byHand()));
        request.allowPrivate = true;
        return request;
    }
    ProbeResult run(const ProbeRequest& wanted)
    {
        clock.restart();
        Probe probe(tools, wanted);
        std::optional<ProbeResult> result;
        info.reset();
        observation.reset();
        QObject::connect(&probe, &Probe::addressChosen, &probe, &Probe::proceed);
        QObject::connect(&probe, &Probe::infoReady, &probe, [this](const InfoResult& got) { info = got; });
        QObject::connect(&probe, &Probe::observed, &probe,
                         [this](const RelayObservation& got) { observation = got; });
        QEventLoop loop; // QTest::qWaitFor() sleeps between its looks
        QObject::connect(&probe, &Probe::finished, &loop, [&](const ProbeResult& got) {
            result = got;
            loop.quit();
        });
        // Twice the patience: a probe that runs into a limit says so itself.
        QTimer::singleShot(2 * patience, &loop, &QEventLoop::quit);
        probe.start();
        loop.exec();
        if (!result)
            qFatal("the probe does not end");
        return *result;
    }
    ProbeResult run(const QByteArray& url) { return run(request(url)); }

    ProbeSettings settings;
    SteppingClock clock;
    ScriptedResolver resolver;
    EventParser parser;
    EventVerifier verifier;
    ProbeTools tools{settings, clock, resolver, parser, verifier};
    std::optional<InfoResult> info; ///< of the last run
    std::optional<RelayObservation> observation; ///< of the last run
};

} // namespace nostrscope::test
