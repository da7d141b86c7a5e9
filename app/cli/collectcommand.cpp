// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/collectrun.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/engineoptions.h"
#include "app/cli/relayimport.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double longestSeconds = 1e9;

/// Empty, or what is wrong with the relays that were named.
QString readRelays(const Options& options, CollectRun::Plan& plan)
{
    for (const auto& text : options.values(u"relay"_s)) {
        const auto url = RelayUrl::parse(text, RelayUrlRules::byHand());
        if (!url)
            return u"--relay: “%1” is no relay URL (%2)."_s.arg(text, describe(url.error()));
        RelayCandidate candidate;
        candidate.input = text;
        candidate.url = url->text();
        plan.relays.append(candidate);
        plan.config.onlyRelays.insert(url->text());
    }
    return {};
}

Expected<CollectRun::Plan, QString> planOf(const Options& options)
{
    const auto now = toSeconds(SystemClock().now());
    auto settings = options.settings();
    if (options.isSet(u"since"_s))
        settings.set(u"collect/catchUpSince"_s, options.value(u"since"_s));
    // Who names a start wants the history, not a sample of it: every kind, unless kinds are named as well.
    if (options.isSet(u"since"_s) && settings.value(u"collect/kinds"_s).isEmpty())
        settings.set(u"collect/kinds"_s, u"all"_s);
    if (options.isSet(u"kinds"_s))
        settings.set(u"collect/kinds"_s, options.value(u"kinds"_s));
    auto config = engineConfigOf(settings, now);
    if (!config)
        return Unexpected(config.error());
    CollectRun::Plan plan;
    plan.config = std::move(*config);
    plan.config.databasePath = options.databasePath();
    plan.json = options.json();
    plan.verbose = options.verbose();
    if (const auto error = readRelays(options, plan); !error.isEmpty())
        return Unexpected(error);
    if (options.isSet(u"duration"_s)) {
        bool isNumber = false;
        const auto seconds = options.value(u"duration"_s).toDouble(&isNumber);
        if (!isNumber || !(seconds > 0 && seconds <= longestSeconds))
            return Unexpected(
                u"--duration is a number of seconds above 0, not “%1”."_s.arg(options.value(u"duration"_s)));
        plan.duration =
            std::chrono::milliseconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(seconds * 1000)));
    }
    return plan;
}

ExitCode collect(const Options& options, Console& console, const QString& recordFile)
{
    auto plan = planOf(options);
    if (!plan) {
        console.error(plan.error());
        return ExitCode::Usage;
    }
    if (const auto error = preparePath(options); !error.isEmpty()) {
        console.error(error);
        return ExitCode::Failed;
    }
    if (!recordFile.isEmpty()) {
        auto writer = RecordingWriter::create(recordFile);
        if (!writer) {
            console.error(writer.error());
            return ExitCode::Failed;
        }
        plan->recording = std::move(*writer);
    }
    CollectRun run(std::move(*plan), console);
    return run.run();
}

ExitCode runCollect(const Options& options, Console& console)
{
    return collect(options, console, {});
}

ExitCode runRecord(const Options& options, Console& console)
{
    return collect(options, console, options.arguments().first());
}

} // namespace

Command recordCommand()
{
    auto command = collectCommand();
    command.name = u"record"_s;
    command.synopsis = u"FILE [--relay URL…] [--duration S] [--kinds LIST] [--since T]"_s;
    command.summary =
        u"Collects as “collect” does, and records what relays send, with its times, for “replay”."_s;
    command.example = u"  nostrscope-cli record hour.nsrec --duration 3600"_s;
    command.minArguments = 1;
    command.maxArguments = 1;
    command.run = runRecord;
    return command;
}

Command collectCommand()
{
    Command command;
    command.name = u"collect"_s;
    command.synopsis = u"[--relay URL…] [--duration S] [--kinds LIST] [--since T]"_s;
    command.summary = u"Collects events from the relays of the list until Ctrl+C, without a window."_s;
    command.example = u"  nostrscope-cli --json collect --relay wss://relay.example.com --duration 600"_s;
    command.options = {
        {u"relay"_s, u"Collect from this relay only, adding it to the list; repeatable."_s, u"URL"_s},
        {u"duration"_s, u"End after so many seconds."_s, u"S"_s},
        {u"kinds"_s,
         u"Ask for these kinds: all, or such as 0,1,5000-5999 (the common ones; with --since all)."_s,
         u"LIST"_s},
        {u"since"_s, u"Catch up from this time on: unix seconds, ISO 8601, 7d; 0 for all (last contact)."_s,
         u"T"_s},
    };
    command.run = runCollect;
    return command;
}

} // namespace nostrscope
