// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/checkreport.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/places.h"
#include "app/cli/relayimport.h"
#include "app/settings/probesettingsof.h"
#include "core/monitor/probekit.h"
#include "core/nostr/plaintext.h"

#include <QEventLoop>
#include <QTimer>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto interruptEvery = 100ms;

/// The relays named on the command line, each once.
std::vector<CheckedRelay> relaysOf(const QStringList& arguments, Console& console)
{
    std::vector<CheckedRelay> relays;
    QSet<QByteArray> known;
    for (const auto& input : arguments) {
        CheckedRelay relay{
            .input = input, .url = {}, .refusal = {}, .probe = {}, .info = {}, .observation = {}, .geo = {}};
        const auto url = RelayUrl::parse(input, RelayUrlRules::byHand());
        if (url && known.contains(url->text()))
            continue;
        if (url) {
            known.insert(url->text());
            relay.url = *url;
        } else {
            relay.refusal = describe(url.error());
            console.error(u"“%1” is refused: %2."_s.arg(plainText(input, 200), relay.refusal));
        }
        relays.push_back(std::move(relay));
    }
    return relays;
}

ProbeRequest requestFor(const CheckedRelay& relay, std::uint32_t number, const Options& options)
{
    ProbeRequest request(*relay.url);
    request.relay = RelayId(number);
    request.allowPrivate = true; // given by hand
    request.write = options.isSet(u"write"_s);
    if (options.isSet(u"observe"_s))
        request.observe.emplace(); // the claims are in the document that comes with it
    request.wantDnsFacts = true;
    request.info.emplace();
    return request;
}

ExitCode exitCodeOf(const std::vector<CheckedRelay>& relays)
{
    const auto up = std::count_if(relays.begin(), relays.end(), isUp);
    if (up == 0)
        return ExitCode::Failed;
    return static_cast<std::size_t>(up) == relays.size() ? ExitCode::Done : ExitCode::Partly;
}

/// Measures all of them; those that were interrupted have a result too.
void measure(std::vector<CheckedRelay>& relays, const Options& options, const Places& places,
             Console& console)
{
    ProbeKit kit(makeProbeSettings(options.settings().layers()));
    ProbePoolLimits limits;
    limits.countLoopbackByPort = true;
    ProbePool pool(kit.factory(), limits);
    QEventLoop loop;
    const auto now = SystemClock().now();
    const auto placeOf = [&relays](RelayId id) -> CheckedRelay& { return relays.at(id.number() - 1); };
    QObject::connect(&pool, &ProbePool::infoReady, &loop,
                     [&](const InfoResult& info) { placeOf(info.relay).info = info; });
    QObject::connect(&pool, &ProbePool::observed, &loop, [&](const RelayObservation& observation) {
        placeOf(observation.relay).observation = observation;
    });
    QObject::connect(&pool, &ProbePool::finished, &loop, [&](const ProbeResult& probe) {
        auto& relay = placeOf(probe.relay);
        relay.probe = probe;
        relay.geo = places.of(probe.main.address);
        if (options.json())
            console.line(checkJson(relay, now));
    });
    QObject::connect(&pool, &ProbePool::idle, &loop, &QEventLoop::quit);
    QTimer interrupted;
    QObject::connect(&interrupted, &QTimer::timeout, &loop, [&] {
        if (interruption())
            pool.cancelAll();
    });
    interrupted.start(interruptEvery);
    for (std::size_t i = 0; i < relays.size(); ++i) {
        const auto number = static_cast<std::uint32_t>(i + 1);
        if (!relays[i].url) {
            if (options.json())
                console.line(checkJson(relays[i], now));
        } else if (!pool.add(requestFor(relays[i], number, options))) {
            console.error(u"“%1” is left out: too many relays at once."_s.arg(relays[i].input));
        }
    }
    if (!pool.isIdle())
        loop.exec();
}

ExitCode runCheck(const Options& options, Console& console)
{
    auto relays = relaysOf(options.arguments(), console);
    const auto places = Places::open(options.settings().layers(), console);
    measure(relays, options, places, console);
    if (!options.json()) {
        const CheckColumns wanted{options.isSet(u"write"_s), places.knowCountries(), places.knowNetworks()};
        console.write(checkTable(relays, wanted, SystemClock().now()).toUtf8());
        if (options.isSet(u"observe"_s))
            console.write(claimTables(relays).toUtf8());
    }
    return exitCodeOf(relays);
}

} // namespace

Command checkCommand()
{
    Command command;
    command.name = u"check"_s;
    command.synopsis = u"URL… [--write] [--observe]"_s;
    command.summary =
        u"Measures relays once: can they be reached and read, how fast, with what certificate."_s;
    command.example = u"  nostrscope-cli check wss://relay.example.com\n"
                      "  nostrscope-cli --json check wss://a.example.com wss://b.example.com | jq .rtt_read\n"
                      "Exit status: 0 all are up (or up for members only), 3 some are, 1 none is."_s;
    command.options = {{u"write"_s,
                        u"Also try to write: an event that relays do not store, by a key made for it. "
                        "Without this nothing is published."_s},
                       {u"observe"_s,
                        u"Also test what the relay claims of itself (NIP-11): up to eight small questions, "
                        "nothing is written. Politely once a day."_s}};
    command.minArguments = 1;
    command.maxArguments = -1;
    command.run = runCheck;
    return command;
}

} // namespace nostrscope
