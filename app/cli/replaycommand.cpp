// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonwriter.h"
#include "core/engine/replayrun.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QTimeZone>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double fastest = 1e6;

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

class ReplayCommand {
public:
    ReplayCommand(const Options& options, Console& console)
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
        ReplayRun replay(reader, **store, clock);
        QElapsedTimer timer;
        timer.start();
        const bool isComplete = replay.run(speed, interruption(), [&](const Replayer::Progress& at) {
            show(path, at, static_cast<std::uint64_t>(file.size()));
        });
        print(path, replay.progress(), replay.counts(), reader, double(timer.elapsed()) / 1000);
        if (const auto& error = replay.storeError())
            return m_console.fail(
                u"%1: %2 What was stored so far stays."_s.arg(m_options.databasePath(), describe(*error)));
        if (!isComplete)
            return m_console.fail(u"Cancelled. What was stored so far stays."_s);
        if (reader.fault() == RecordingFault::None)
            return ExitCode::Done;
        m_console.error(describe(reader.fault(), path));
        return replay.progress().frames > 0 ? ExitCode::Partly : ExitCode::Failed;
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
    return ReplayCommand(options, console).run(options.arguments().first(), *speed);
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
