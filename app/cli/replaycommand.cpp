// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/pausedrelays.h"
#include "core/ingest/ingestpipeline.h"
#include "core/ingest/replayer.h"
#include "core/nostr/relayurl.h"
#include "core/storage/sqlitestore.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QTimeZone>

#include <map>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double fastest = 1e6;
constexpr auto storePatience = 5s; // a person at a prompt wants to know soon
constexpr auto drainSlice = 250ms;

QString faultText(RecordingFault fault)
{
    switch (fault) {
    case RecordingFault::None:
        return {};
    case RecordingFault::Unreadable:
        return u"could not be read to its end"_s;
    case RecordingFault::NotARecording:
        return u"is no recording of Nostrscope"_s;
    case RecordingFault::OtherVersion:
        return u"is a recording of another version of Nostrscope"_s;
    case RecordingFault::CutShort:
        return u"has no end, as the recorder was killed or the file is not whole; what there is was replayed"_s;
    case RecordingFault::Damaged:
        return u"is damaged; what comes before the damage was replayed"_s;
    }
    Q_UNREACHABLE();
}

/// 0 is “max”; none: not a speed.
std::optional<double> speedOf(const QString& text)
{
    if (text == u"max")
        return 0;
    bool isNumber = false;
    const auto speed = text.toDouble(&isNumber);
    if (!isNumber || !(speed > 0 && speed <= fastest))
        return std::nullopt;
    return speed;
}

/// Gives up when the store takes nothing for longer than a moment.
class StoreWatch {
public:
    explicit StoreWatch(const IngestPipeline& pipeline)
        : m_pipeline(pipeline)
    {
    }
    [[nodiscard]] bool works()
    {
        m_error = m_pipeline.status().error;
        if (m_error.code == StoreErrorCode::None) {
            m_failing.invalidate();
            return true;
        }
        if (!m_failing.isValid())
            m_failing.start();
        return std::chrono::milliseconds(m_failing.elapsed()) < storePatience;
    }
    [[nodiscard]] const StoreError& error() const { return m_error; }

private:
    const IngestPipeline& m_pipeline;
    QElapsedTimer m_failing;
    StoreError m_error;
};

class ReplayRun {
public:
    ReplayRun(const Options& options, Console& console)
        : m_options(options)
        , m_console(console)
    {
    }

    [[nodiscard]] ExitCode run(const QString& path, double speed)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return m_console.fail(
                u"%1: The file cannot be read. Check its name and permissions."_s.arg(path));
        RecordingReader reader([&file](char* data, qint64 maxSize) { return file.read(data, maxSize); });
        ReplayClock clock;
        auto store = openForWriting(m_options, clock);
        if (!store)
            return m_console.fail(store.error());
        // one worker: which of several looks closer at a copy is chance
        IngestPipeline pipeline(**store, **store, (*store)->lastBatch(), {.workers = 1}, nullptr);
        StoreWatch watch(pipeline);
        bool hasLostStore = false;
        QElapsedTimer timer;
        timer.start();
        Replayer::Progress progress;
        bool isComplete = false;
        {
            PausedRelays relays(**store, clock);
            const auto settle = [&] {
                while (!pipeline.drain(drainSlice)) {
                    if (!watch.works())
                        return false;
                }
                return true;
            };
            const auto findRelay = [&](const QByteArray& url) {
                const auto relay = relays.find(url);
                hasLostStore |= !relay;
                return relay ? std::optional(*relay) : std::nullopt;
            };
            Replayer replayer(reader, pipeline, clock, findRelay, settle);
            isComplete = replayer.run(speed, interruption(), [&](const Replayer::Progress& at) {
                show(path, at, static_cast<std::uint64_t>(file.size()));
                return watch.works();
            });
            progress = replayer.progress();
        }
        hasLostStore |= !watch.works();
        IngestCounts counts;
        for (const auto& origin : pipeline.status().counts)
            counts.add(origin);
        print(path, progress, counts, reader, double(timer.elapsed()) / 1000);
        if (hasLostStore)
            return m_console.fail(u"%1: %2 What was stored so far stays."_s.arg(m_options.databasePath(),
                                                                                describe(watch.error())));
        if (!isComplete)
            return m_console.fail(u"Cancelled. What was stored so far stays."_s);
        if (reader.fault() == RecordingFault::None)
            return ExitCode::Done;
        m_console.error(u"%1: The file %2."_s.arg(path, faultText(reader.fault())));
        return progress.frames > 0 ? ExitCode::Partly : ExitCode::Failed;
    }

private:
    void show(const QString& path, const Replayer::Progress& progress, std::uint64_t size)
    {
        if (!Console::showsProgress())
            return;
        const auto time =
            QDateTime::fromMSecsSinceEpoch(toMillis(progress.time), QTimeZone::utc()).toString(Qt::ISODate);
        m_console.progress(u"%1: %2 frames, %3, %4 of %5"_s.arg(
            path, grouped(progress.frames), time, bytesText(progress.fileBytes), bytesText(size)));
    }
    void print(const QString& path, const Replayer::Progress& progress, const IngestCounts& counts,
               const RecordingReader& reader, double seconds)
    {
        if (!m_options.json()) {
            m_console.say(u"%1: %2 frames of %3 relays, %4 stored, %5 duplicate, %6 ephemeral in %7 s"_s.arg(
                path, grouped(progress.frames), grouped(reader.relays().size()), grouped(counts.stored),
                grouped(counts.duplicates), grouped(counts.ephemeral), QString::number(seconds, 'f', 1)));
            return;
        }
        JsonWriter json;
        json.beginObject().key("file").text(path).key("frames").number(progress.frames);
        json.key("relays").number(reader.relays().size()).key("stored").number(counts.stored);
        json.key("duplicate").number(counts.duplicates).key("ephemeral").number(counts.ephemeral);
        json.key("below_floor").number(counts.belowFloor).key("invalid").beginObject();
        for (std::size_t i = 0; i < counts.invalid.size(); ++i)
            json.key(toString(static_cast<InvalidReason>(i))).number(counts.invalid[i]);
        json.endObject().key("whole").boolean(reader.fault() == RecordingFault::None);
        json.key("seconds").decimal(seconds, 3).endObject();
        m_console.line(json.result());
    }

    const Options& m_options;
    Console& m_console;
};

ExitCode runReplay(const Options& options, Console& console)
{
    const auto speed = speedOf(options.isSet(u"speed"_s) ? options.value(u"speed"_s) : u"max"_s);
    if (!speed) {
        console.error(u"--speed is “max” or a number above 0, such as 2 for twice as fast, not “%1”."_s.arg(
            options.value(u"speed"_s)));
        return ExitCode::Usage;
    }
    return ReplayRun(options, console).run(options.arguments().first(), *speed);
}

} // namespace

Command replayCommand()
{
    Command command;
    command.name = u"replay"_s;
    command.synopsis = u"FILE [--speed N|max]"_s;
    command.summary = u"Stores what “record” wrote, as if it arrived again at the times of the recording."_s;
    command.example = u"  nostrscope-cli --db again.sqlite replay hour.nsrec"_s;
    command.options = {
        {u"speed"_s, u"1 takes as long as the recording did, 10 a tenth of it (max)."_s, u"N"_s}};
    command.minArguments = 1;
    command.maxArguments = 1;
    command.run = runReplay;
    return command;
}

} // namespace nostrscope
