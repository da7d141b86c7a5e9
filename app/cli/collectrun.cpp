// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/collectrun.h"

#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonwriter.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto tickInterval = 100ms;
constexpr qint64 minuteMs = 60'000;
constexpr qint64 stopWithinMs = 6'000; // the collector itself gives up after 3 s
constexpr qint64 drainWithinMs = 30'000;

QString isoNow()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
}

} // namespace

CollectRun::CollectRun(Plan plan, Console& console)
    : m_plan(std::move(plan))
    , m_console(console)
    , m_log([] {})
{
    m_timer.setInterval(tickInterval);
    connect(&m_timer, &QTimer::timeout, this, &CollectRun::tick);
}

ExitCode CollectRun::run()
{
    m_core = std::make_unique<EngineCore>(m_plan.config, m_snapshots, m_log);
    connect(m_core.get(), &EngineCore::storeUnavailable, m_core.get(), &EngineCore::failed);
    connect(m_core.get(), &EngineCore::failed, this, [this](const QString& message) {
        m_console.error(message);
        if (!m_core->isOpen())
            finish(ExitCode::Failed);
    });
    connect(m_core.get(), &EngineCore::relaysLoaded, this, &CollectRun::onRelaysLoaded);
    connect(m_core.get(), &EngineCore::relaysAdded, this, &CollectRun::begin);
    connect(m_core.get(), &EngineCore::collectingStopped, this, [this] {
        if (m_state == State::Stopping)
            m_state = State::Draining;
    });
    m_running.start();
    m_timer.start();
    m_core->open();
    if (m_state != State::Done)
        QCoreApplication::exec();
    m_timer.stop();
    m_core.reset();
    return m_code;
}

void CollectRun::onRelaysLoaded(int count)
{
    m_knownRelays = count;
    if (m_state != State::Opening)
        return;
    m_state = State::Adding;
    if (!m_plan.relays.isEmpty()) {
        m_core->addRelays(m_plan.relays, RelaySource::Manual);
        return;
    }
    if (count == 0) {
        m_console.error(
            u"There are no relays to collect from. Run “relays import builtin” or “relays add URL”, or use "
            "--relay URL."_s);
        finish(ExitCode::Failed);
        return;
    }
    begin();
}

void CollectRun::begin()
{
    if (m_state != State::Adding)
        return;
    m_state = State::Collecting;
    m_running.restart();
    if (m_plan.recording)
        m_core->startRecording(std::move(m_plan.recording));
    m_core->startCollecting();
}

void CollectRun::tick()
{
    takeSnapshot();
    printLog();
    switch (m_state) {
    case State::Opening:
    case State::Adding:
        if (interruption())
            finish(ExitCode::Done);
        return;
    case State::Collecting:
        if (m_running.elapsed() / minuteMs > m_minutes) {
            m_minutes = m_running.elapsed() / minuteMs;
            if (m_plan.json)
                m_console.line(minuteJson());
            else
                m_console.say(minuteText());
        }
        if (Console::showsProgress())
            m_console.progress(minuteText());
        if (interruption() || (m_plan.duration > 0ms && m_running.elapsed() >= m_plan.duration.count()))
            stop();
        return;
    case State::Stopping:
        if (m_stopping.elapsed() > stopWithinMs)
            m_state = State::Draining;
        return;
    case State::Draining:
        if (!m_core->ingestStatus().isIdle && m_stopping.elapsed() < drainWithinMs)
            return;
        printSummary();
        return;
    case State::Done:
        return;
    }
}

void CollectRun::stop()
{
    m_state = State::Stopping;
    m_stopping.start();
    m_core->stopCollecting();
}

void CollectRun::takeSnapshot()
{
    const auto snapshot = m_snapshots.take();
    if (!snapshot)
        return;
    m_snapshot = snapshot;
    m_mostConnected = std::max(m_mostConnected, snapshot->overview.connectedRelays);
    if (snapshot->vitals.storeError != m_storeError) {
        m_storeError = snapshot->vitals.storeError;
        m_console.note(m_storeError.isEmpty() ? u"The database takes events again."_s : m_storeError);
    }
}

void CollectRun::printLog()
{
    for (const auto& record : m_log.take()) {
        if (m_plan.verbose || record.level >= LogLevel::Error)
            m_console.note(record.relayUrl.isEmpty() ? record.message
                                                     : record.relayUrl + u": "_s + record.message);
    }
}

void CollectRun::finish(ExitCode code)
{
    m_code = code;
    m_state = State::Done;
    QCoreApplication::quit();
}

IngestCounts CollectRun::counts() const
{
    IngestCounts sum;
    for (const auto& origin : m_core->ingestStatus().counts)
        sum.add(origin);
    return sum;
}

QByteArray CollectRun::minuteJson() const
{
    const auto now = counts();
    std::uint64_t invalid = 0;
    for (const auto count : now.invalid)
        invalid += count;
    JsonWriter json;
    json.beginObject().key("time").text(isoNow()).key("seconds").number(m_running.elapsed() / 1000);
    json.key("received").number(now.received).key("stored").number(now.stored);
    json.key("duplicate").number(now.duplicates).key("invalid").number(invalid);
    json.key("relays_connected").number(m_snapshot ? m_snapshot->overview.connectedRelays : 0);
    json.key("queue_bytes").number(m_core->ingestStatus().queueBytes).endObject();
    return json.result();
}

QString CollectRun::minuteText() const
{
    const auto now = counts();
    return u"%1  %2 relays, %3 events received, %4 stored, %5 duplicate"_s.arg(
        durationText(m_running.elapsed() / 1000),
        grouped(m_snapshot ? m_snapshot->overview.connectedRelays : 0), grouped(now.received),
        grouped(now.stored), grouped(now.duplicates));
}

/// What was recorded, and whether all of it could be written.
void CollectRun::endRecording()
{
    const bool wasOn = m_core->recordingStatus().isOn;
    m_recorded = m_core->stopRecording();
    if (!wasOn)
        return;
    if (!m_recorded.error.isEmpty())
        m_console.error(u"The recording is not whole. "_s + m_recorded.error);
    if (!m_plan.json)
        m_console.say(
            u"Recorded %1 frames, %2"_s.arg(grouped(m_recorded.frames), bytesText(m_recorded.fileBytes)));
}

void CollectRun::printSummary()
{
    endRecording();
    const auto status = m_core->ingestStatus();
    const auto all = counts();
    const auto seconds = double(m_running.elapsed()) / 1000;
    if (m_plan.json) {
        JsonWriter json;
        json.beginObject().key("seconds").decimal(seconds, 1).key("received").number(all.received);
        json.key("stored").number(all.stored).key("duplicate").number(all.duplicates);
        json.key("ephemeral").number(all.ephemeral).key("below_floor").number(all.belowFloor);
        json.key("invalid").beginObject();
        for (std::size_t i = 0; i < all.invalid.size(); ++i)
            json.key(toString(static_cast<InvalidReason>(i))).number(all.invalid[i]);
        json.endObject()
            .key("bytes")
            .number(all.bytes)
            .key("relays_known")
            .number(m_knownRelays + m_plan.relays.size());
        json.key("relays_connected_most").number(m_mostConnected);
        if (m_recorded.fileBytes > 0)
            json.key("recorded").number(m_recorded.frames).key("recorded_bytes").number(m_recorded.fileBytes);
        json.endObject();
        m_console.line(json.result());
    } else {
        m_console.say(u"Collected for %1: %2 events received, %3 stored, %4 duplicate, %5 ephemeral"_s.arg(
            durationText(m_running.elapsed() / 1000), grouped(all.received), grouped(all.stored),
            grouped(all.duplicates), grouped(all.ephemeral)));
    }
    if (!status.isIdle) {
        m_console.error(u"Not everything could be stored. "_s + describe(status.error));
        finish(ExitCode::Failed);
    } else if (m_mostConnected == 0) {
        m_console.error(u"No relay could be reached. Try -v to see why."_s);
        finish(ExitCode::Failed);
    } else {
        finish(m_recorded.error.isEmpty() ? ExitCode::Done : ExitCode::Partly);
    }
}

} // namespace nostrscope
