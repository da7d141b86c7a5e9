// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/discovercommand.h"

#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/nostr/plaintext.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

QString noRule(const QString& text)
{
    return u"“%1” is no rule. Write for example: readable, authors>=5, source=relay-list"_s.arg(
        plainText(text, 200));
}

bool allowsPrivate(const Options& options)
{
    return options.settings().layers().flag(u"network/allowPrivate"_s);
}

namespace {

enum class Arguments : std::uint8_t { None, Some, Any };
struct Part {
    QLatin1StringView name;
    Arguments arguments;
    ExitCode (*run)(const Options& options, Console& console);
};
constexpr Part parts[] = {
    {"candidates"_L1, Arguments::None, runDiscoverCandidates},
    {"duplicates"_L1, Arguments::None, runDiscoverDuplicates},
    {"same"_L1, Arguments::Some, runDiscoverSame},
    {"different"_L1, Arguments::Some, runDiscoverSame},
    {"accept"_L1, Arguments::Some, runDiscoverDecide},
    {"reject"_L1, Arguments::Some, runDiscoverDecide},
    {"never"_L1, Arguments::Some, runDiscoverDecide},
    {"reopen"_L1, Arguments::Some, runDiscoverDecide},
    {"rules"_L1, Arguments::Any, runDiscoverRules},
    {"import"_L1, Arguments::Any, runDiscoverImport},
    {"monitors"_L1, Arguments::None, runDiscoverMonitors},
    {"outbox"_L1, Arguments::Any, runDiscoverOutbox},
};

ExitCode dispatch(const Options& options, Console& console)
{
    if (options.arguments().isEmpty())
        return runDiscover(options, console);
    const auto name = options.arguments().first();
    const auto count = options.arguments().size() - 1;
    QStringList names;
    for (const auto& part : parts) {
        names.append(part.name);
        if (name != part.name)
            continue;
        if (part.arguments == Arguments::None && count > 0) {
            console.error(u"“discover %1” takes no argument."_s.arg(name));
            return ExitCode::Usage;
        }
        if (part.arguments == Arguments::Some && count == 0) {
            console.error(u"“discover %1” needs one or more URLs."_s.arg(name));
            return ExitCode::Usage;
        }
        return part.run(options, console);
    }
    console.error(u"There is no “discover %1”: %2."_s.arg(plainText(name, 100), names.join(u", "_s)));
    return ExitCode::Usage;
}

} // namespace

Command discoverCommand()
{
    Command command;
    command.name = u"discover"_s;
    command.synopsis = u"[--from-store] [--list FILE]… [--validate] [--accept RULE]… | candidates | "
                       "accept|reject|never|reopen URL… | duplicates [--all] | same|different URL… | rules "
                       "[add|remove RULE… | "
                       "clear | preview RULE…] | import URL|NAME… [--seen-names N] | monitors | "
                       "outbox AUTHOR…|--file FILE [--follows]"_s;
    command.summary =
        u"Finds relays that we do not watch: in stored events (what came since the last run) and in lists."_s;
    command.example = u"  nostrscope-cli discover\n"
                      "  nostrscope-cli --json discover --list relays.txt --from-store\n"
                      "  nostrscope-cli discover --validate --accept \"readable, authors>=5\"\n"
                      "  nostrscope-cli discover candidates --stage review --sort authors --limit 20\n"
                      "  nostrscope-cli discover accept wss://relay.example.com\n"
                      "  nostrscope-cli discover import https://example.com/relays.txt bob@example.com\n"
                      "  nostrscope-cli discover rules add \"readable, authors>=5\"\n"
                      "  nostrscope-cli discover outbox --follows npub1…"_s;
    command.options = {
        {u"from-store"_s, u"Read stored events; the default without --list."_s},
        {u"list"_s, u"Read a list of relays (.txt, .json, .csv; “-”: standard input). May be repeated."_s,
         u"FILE"_s},
        {u"validate"_s,
         u"Look whether the candidates whose time has come are Nostr relays at all: connects to them."_s},
        {u"accept"_s,
         u"Put what was validated and fits on the list: readable, authors>=N, mentions>=N, "
         "source=NAME+NAME, with commas between; all must hold. May be repeated."_s,
         u"RULE"_s},
        {u"stage"_s, u"With candidates: all, review, reached, nostr, readable, listed or decided."_s,
         u"STAGE"_s, u"all"_s},
        {u"source"_s,
         u"With candidates: only of this source (relay-list, monitor, hint, entity, contacts, "
         "recommendation, relay-set, zap-request, nip05, list). May be repeated."_s,
         u"SOURCE"_s},
        {u"sort"_s, u"With candidates: mentions, authors, first-seen, checked or url."_s, u"ORDER"_s,
         u"mentions"_s},
        {u"limit"_s, u"With candidates: at most so many."_s, u"N"_s, u"1000"_s},
        {u"reason"_s, u"With reject and never: why."_s, u"TEXT"_s},
        {u"all"_s, u"With duplicates: also groups that are decided."_s},
        {u"seen-names"_s,
         u"With import: asks the domains of so many NIP-05 names in stored profiles, newest first."_s,
         u"N"_s},
        {u"follows"_s, u"With outbox: not the authors, but those whom they follow (kind 3)."_s},
        {u"file"_s, u"With outbox: authors, one a line (“-”: standard input)."_s, u"FILE"_s},
        {u"csv"_s, u"With outbox: comma separated, a line for each author."_s},
    };
    command.minArguments = 0;
    command.maxArguments = -1;
    command.run = dispatch;
    return command;
}

} // namespace nostrscope
