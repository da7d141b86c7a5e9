// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simnetoptions.h"

#include <QCommandLineParser>

#include <limits>

namespace nostrscope {

namespace {

constexpr int maxRelays = 5000;
constexpr double maxRate = 100'000;
constexpr int maxDvms = 2000;
constexpr int maxDvmEvents = 20'000'000;

const auto examples = QStringLiteral(R"(
Examples:
  nostrscope-simnet --relays 40 --rate 20 --live
      40 relays on free ports, 20 new events a second that carry the time of now, until Ctrl+C
  nostrscope-simnet --relays 10 --port 7000 --rate 50 --duration 60 --record created.jsonl
      ws://127.0.0.1:7000 … 7009, the same events at every run, a summary after a minute
  nostrscope-simnet --relays 3 --events general.jsonl
      three relays that serve the events of a file, unchanged
  nostrscope-simnet --relays 20 --rate 20 --live --fault slow:0.2 --fault bad-sig:0.1 --fault flap
      a fifth of the relays is slow, a tenth spoils signatures, all come and go
  nostrscope-simnet --dvm-events 2000000 --dvms 800 --unsigned --record dvms.jsonl
      a file of job requests and what machines answer; standard output tells what is in it

Faults:
  %1

The first line on standard output is {"relays":[…]}, the last one the summary.
)");

QCommandLineOption withValue(const char* name, const char* text, const char* value)
{
    return {QLatin1StringView(name), QLatin1StringView(text), QLatin1StringView(value)};
}

QCommandLineOption flag(const char* name, const char* text)
{
    return {QLatin1StringView(name), QLatin1StringView(text)};
}

void declareOptions(QCommandLineParser& parser)
{
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.setApplicationDescription(QStringLiteral("A simulated Nostr network on the loopback addresses."));
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")});
    parser.addOption(flag("version", "Show the version."));
    parser.addOption(withValue("relays", "How many relays (1).", "N"));
    parser.addOption(withValue("port", "Port of the first relay, the others follow (free ports).", "P"));
    parser.addOption(flag("spread", "Put each relay on an address of its own, 127.x.y.z."));
    parser.addOption(withValue("seed", "What the network and its faults grow from (1).", "S"));
    parser.addOption(withValue("rate", "New distinct events a second (0).", "R"));
    parser.addOption(withValue("copies", "To how many relays each event goes (5-20).", "MIN-MAX"));
    parser.addOption(
        withValue("duration", "End after so many seconds; events are signed before.", "SECONDS"));
    parser.addOption(withValue("stored", "Events that the relays hold from the start (2000).", "N"));
    parser.addOption(
        withValue("events", "Every relay serves the events of this file, unchanged.", "FILE.jsonl"));
    parser.addOption(withValue("record", "Write the created events to this file.", "FILE.jsonl"));
    parser.addOption(
        withValue("fault", "A fault and the share of relays that have it; repeatable.", "NAME[:SHARE]"));
    parser.addOption(flag("tls", "wss:// with a self-signed certificate."));
    parser.addOption(flag("no-nip77", "Relays do not know negentropy (NIP-77)."));
    parser.addOption(flag("auth", "Relays ask for NIP-42 authentication."));
    parser.addOption(flag("live", "Events carry the time of now instead of the seed's time."));
    parser.addOption(flag("flood", "Every relay sends distinct events as fast as its clients read."));
    parser.addOption(withValue("flood-pool", "Events that a flood consists of (200000).", "N"));
    parser.addOption(withValue("dvms", "Data vending machines (24); 0 = none.", "N"));
    parser.addOption(
        withValue("dvm-events", "No network: write so many events of machines to --record.", "N"));
    parser.addOption(flag("unsigned", "The events of --dvm-events carry no true signatures."));
}

/// Reads values, remembers the first fault.
class Values {
public:
    explicit Values(const QCommandLineParser& parser)
        : m_parser(parser)
    {
    }
    template <typename T> void read(const char* name, double min, double max, T& value)
    {
        const QLatin1StringView option(name);
        if (!m_parser.isSet(option))
            return;
        const auto text = m_parser.value(option);
        bool isNumber = false;
        const auto number = text.toDouble(&isNumber);
        const bool isWhole = std::is_floating_point_v<T> || number == std::floor(number);
        if (!isNumber || !isWhole || !(number >= min && number <= max)) {
            fail(QStringLiteral("--%1 is a number from %2 to %3, not “%4”.")
                     .arg(option, QString::number(min, 'f', 0), QString::number(max, 'f', 0), text));
            return;
        }
        value = static_cast<T>(number);
    }
    void fail(const QString& text)
    {
        if (m_error.isEmpty())
            m_error = text;
    }
    [[nodiscard]] const QString& error() const { return m_error; }

private:
    const QCommandLineParser& m_parser;
    QString m_error;
};

void readCopies(const QCommandLineParser& parser, Values& values, SimnetOptions& options)
{
    if (!parser.isSet(QStringLiteral("copies")))
        return;
    const auto text = parser.value(QStringLiteral("copies"));
    const auto parts = text.split(u'-');
    bool firstGood = false;
    bool lastGood = false;
    options.minCopies = parts.first().toInt(&firstGood);
    options.maxCopies = parts.last().toInt(&lastGood);
    if (!firstGood || !lastGood || parts.size() > 2 || options.minCopies < 1
        || options.maxCopies < options.minCopies)
        values.fail(QStringLiteral("--copies is a number or a range like 5-20, not “%1”.").arg(text));
}

void readFaults(const QCommandLineParser& parser, Values& values, SimnetOptions& options)
{
    for (const auto& text : parser.values(QStringLiteral("fault"))) {
        const auto fault = parseFault(text);
        if (fault)
            options.faults.push_back(*fault);
        else
            values.fail(fault.error());
    }
}

void checkDvmEvents(const QCommandLineParser& parser, Values& values, const SimnetOptions& options)
{
    if (options.dvmEvents == 0) {
        if (options.isUnsigned)
            values.fail(QStringLiteral("--unsigned is for --dvm-events."));
        return;
    }
    if (options.recordFile.isEmpty() || options.dvms == 0)
        values.fail(QStringLiteral("--dvm-events needs --record and machines."));
    for (const auto& other : {"relays", "port", "spread", "rate", "copies", "duration", "stored", "events",
                              "fault", "tls", "no-nip77", "auth", "live", "flood", "flood-pool"}) {
        if (parser.isSet(QLatin1StringView(other)))
            values.fail(
                QStringLiteral("--dvm-events writes a file without a network: --%1 has no meaning with it.")
                    .arg(QLatin1StringView(other)));
    }
}

void checkTogether(const QCommandLineParser& parser, Values& values, const SimnetOptions& options)
{
    if (!parser.positionalArguments().isEmpty())
        values.fail(QStringLiteral("“%1” is not an option.").arg(parser.positionalArguments().first()));
    if (options.port != 0 && options.port + options.relays - 1 > 65535)
        values.fail(QStringLiteral("There are not so many ports after %1.").arg(options.port));
    for (const auto& other : {"rate", "stored", "flood", "flood-pool", "record", "live", "copies", "dvms"}) {
        if (!options.eventsFile.isEmpty() && parser.isSet(QLatin1StringView(other)))
            values.fail(
                QStringLiteral("--events serves a file and creates nothing: --%1 has no meaning with it.")
                    .arg(QLatin1StringView(other)));
    }
    checkDvmEvents(parser, values, options);
    if (options.flood && options.rate > 0)
        values.fail(QStringLiteral("--flood has no rate."));
}

} // namespace

Expected<SimnetOptions, QString> parseSimnetOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    declareOptions(parser);
    if (!parser.parse(arguments))
        return Unexpected(parser.errorText());
    SimnetOptions options;
    options.help = parser.isSet(QStringLiteral("help"));
    options.version = parser.isSet(QStringLiteral("version"));
    if (options.help || options.version)
        return options;
    Values values(parser);
    values.read("relays", 1, maxRelays, options.relays);
    values.read("port", 1, 65535, options.port);
    values.read("seed", 0, 9007199254740991.0, options.seed);
    values.read("rate", 0, maxRate, options.rate);
    values.read("stored", 0, 1'000'000, options.stored);
    values.read("flood-pool", 1, 2'000'000, options.floodPool);
    values.read("dvms", 0, maxDvms, options.dvms);
    values.read("dvm-events", 1, maxDvmEvents, options.dvmEvents);
    options.isUnsigned = parser.isSet(QStringLiteral("unsigned"));
    double seconds = 0;
    values.read("duration", 0, 1e8, seconds);
    if (parser.isSet(QStringLiteral("duration")))
        options.duration = std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
    options.spread = parser.isSet(QStringLiteral("spread"));
    options.tls = parser.isSet(QStringLiteral("tls"));
    options.auth = parser.isSet(QStringLiteral("auth"));
    options.nip77 = !parser.isSet(QStringLiteral("no-nip77"));
    options.live = parser.isSet(QStringLiteral("live"));
    options.flood = parser.isSet(QStringLiteral("flood"));
    options.eventsFile = parser.value(QStringLiteral("events"));
    options.recordFile = parser.value(QStringLiteral("record"));
    readCopies(parser, values, options);
    readFaults(parser, values, options);
    checkTogether(parser, values, options);
    if (!values.error().isEmpty())
        return Unexpected(values.error());
    return options;
}

QString simnetHelp()
{
    QCommandLineParser parser;
    declareOptions(parser);
    QString names;
    for (int i = 0; i < faultCount; ++i)
        names += QLatin1StringView(faultName(static_cast<Fault>(i)))
            + (i % 9 == 8 ? QStringLiteral("\n  ") : QStringLiteral(" "));
    return parser.helpText() + examples.arg(names.trimmed());
}

} // namespace nostrscope
