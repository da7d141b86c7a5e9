// SPDX-License-Identifier: GPL-3.0-or-later
// The settings themselves. What is done with them: settingtexts.cpp.
#include "models/settingstable.h"

#include <QCoreApplication>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using enum SettingType;
using enum SettingPage;
using enum SettingEffect;

namespace {

constexpr SettingChoice startChoices[] = {
    {"last"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "As it was left")},
    {"never"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Wait for Start")}};
constexpr SettingChoice pageChoices[] = {
    {"last"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "The last one")},
    {"overview"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Overview")}};
constexpr SettingChoice themeChoices[] = {
    {"system"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "As the system")},
    {"light"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Light")},
    {"dark"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Dark")},
    {"contrast"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "High contrast")}};
constexpr SettingChoice densityChoices[] = {
    {"compact"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Compact")},
    {"comfortable"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Comfortable")}};
constexpr SettingChoice hourChoices[] = {
    {"24"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "24 hours (18:30)")},
    {"12"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "12 hours (6:30 PM)")}};
constexpr SettingChoice byteChoices[] = {
    {"iec"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "IEC: KiB, MiB by 1,024")},
    {"si"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "SI: kB, MB by 1,000")}};
constexpr SettingChoice timeChoices[] = {
    {"relative"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "As an age (3 min ago)")},
    {"absolute"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "As a date (2025-11-20 18:30)")}};
constexpr SettingChoice logChoices[] = {
    {"debug"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Everything")},
    {"info"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Information")},
    {"warning"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Warnings and errors")}};

constexpr const char* days = QT_TRANSLATE_NOOP("nostrscope::settings", "days");
constexpr const char* forEver = QT_TRANSLATE_NOOP("nostrscope::settings", "for ever");
constexpr double longestKeep = 36'500; // a hundred years

/// An entry of the table, with what only some have.
struct Row : SettingInfo {
    [[nodiscard]] constexpr Row range(double least, double most, const char* of) const
    {
        Row made = *this;
        made.min = least;
        made.max = most;
        made.unit = of;
        return made;
    }
    /// Of the least number, or of an empty text.
    [[nodiscard]] constexpr Row meaning(const char* text) const
    {
        Row made = *this;
        made.special = text;
        return made;
    }
    [[nodiscard]] constexpr Row oneOf(std::span<const SettingChoice> all) const
    {
        Row made = *this;
        made.choices = all;
        return made;
    }
    [[nodiscard]] constexpr Row optionOf(QLatin1StringView tool) const
    {
        Row made = *this;
        made.option = tool;
        return made;
    }
};

constexpr Row row(QLatin1StringView key, SettingType type, QLatin1StringView fallback, SettingPage page,
                  SettingEffect effect, const char* title, const char* explanation)
{
    Row made{};
    made.key = key;
    made.type = type;
    made.fallback = fallback;
    made.page = page;
    made.effect = effect;
    made.title = title;
    made.explanation = explanation;
    return made;
}

constexpr Row keep(QLatin1StringView key, const char* title, const char* explanation)
{
    return row(key, Number, "0"_L1, Archive, NextRetention, title, explanation)
        .range(0, longestKeep, days)
        .meaning(forEver)
        .optionOf("db retention --keep"_L1);
}

constexpr Row proxy(QLatin1StringView key, const char* title, const char* explanation)
{
    return row(key, Proxy, ""_L1, Network, NextStart, title, explanation)
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "none"));
}

constexpr SettingInfo table[] = {
    // --- General
    row("start/collecting"_L1, Choice, "last"_L1, General, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Collecting at the start"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Whether relays are connected when the program starts; nothing connects before the first Start."))
        .oneOf(startChoices),
    row("start/page"_L1, Choice, "last"_L1, General, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "First page"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "The page that is open when the program starts."))
        .oneOf(pageChoices),
    row("window/closeToTray"_L1, Flag, "false"_L1, General, AtOnce,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Closing the window hides it in the tray"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Collecting goes on; Quit in the menu of the tray ends the program. Only where the desktop "
            "has a tray.")),

    // --- Appearance
    row("window/theme"_L1, Choice, "system"_L1, Appearance, AtOnce,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Colours"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Light, dark or high contrast. As the system: follows the desktop, also while the program runs."))
        .oneOf(themeChoices),
    row("window/textPercent"_L1, Number, "100"_L1, Appearance, AtOnce,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Size of text"),
        QT_TRANSLATE_NOOP("nostrscope::settings",
                          "Share of the size that the desktop asks for; also Ctrl++ and Ctrl+−."))
        .range(80, 200, QT_TRANSLATE_NOOP("nostrscope::settings", "%")),
    row("window/density"_L1, Choice, "compact"_L1, Appearance, AtOnce,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Rows of tables"),
        QT_TRANSLATE_NOOP("nostrscope::settings",
                          "Compact shows more rows; comfortable ones are easier to hit and to read."))
        .oneOf(densityChoices),

    // --- Network
    row("network/allowPrivate"_L1, Flag, "false"_L1, Network, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Lists may hold private addresses"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Relays in your own network (10.x, 192.168.x, localhost …) are taken from lists too; typed "
            "by hand they always are.")),
    proxy("network/torProxy"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Proxy for .onion"),
          QT_TRANSLATE_NOOP(
              "nostrscope::settings",
              "SOCKS 5 proxy of Tor, usually 127.0.0.1:9050; without it .onion relays are not reached.")),
    proxy("network/i2pProxy"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Proxy for .i2p"),
          QT_TRANSLATE_NOOP(
              "nostrscope::settings",
              "SOCKS 5 proxy of I2P, usually 127.0.0.1:4447; without it .i2p relays are not reached.")),
    proxy("network/lokiProxy"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Proxy for .loki"),
          QT_TRANSLATE_NOOP("nostrscope::settings",
                            "SOCKS 5 proxy of Lokinet; without it .loki relays are not reached.")),
    row("collect/maxConnections"_L1, Number, "250"_L1, Network, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Relays connected at once"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "More relays of the list than this wait for their turn."))
        .range(1, 1000, QT_TRANSLATE_NOOP("nostrscope::settings", "relays")),
    row("collect/handshakesAtOnce"_L1, Number, "20"_L1, Network, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Connections opened at once"),
        QT_TRANSLATE_NOOP("nostrscope::settings",
                          "A small number is kinder to home routers; a large one connects sooner."))
        .range(1, 100, QT_TRANSLATE_NOOP("nostrscope::settings", "connections")),
    row("network/handshakeSeconds"_L1, Number, "10"_L1, Network, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Patience for a connection"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "After this the attempt counts as failed and is repeated later; .onion, .i2p and .loki "
            "always have 30 s or more."))
        .range(3, 10, QT_TRANSLATE_NOOP("nostrscope::settings", "s")),
    row("network/historySeconds"_L1, Number, "20"_L1, Network, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Patience for history"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "A relay that is silent for so long while it gives stored events is not waited for."))
        .range(5, 300, QT_TRANSLATE_NOOP("nostrscope::settings", "s")),

    // --- Relays and collection
    row("collect/kinds"_L1, Kinds, ""_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Kinds asked for"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "all, or numbers and ranges such as 0,1,5000-5999. More kinds mean more traffic and a "
            "larger database."))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "the common kinds"))
        .optionOf("collect --kinds"_L1),
    row("collect/catchUp"_L1, Flag, "true"_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Ask for what was missed"),
        QT_TRANSLATE_NOOP("nostrscope::settings",
                          "After a pause or an outage, relays are asked for the events of that time.")),
    row("collect/catchUpSince"_L1, Moment, ""_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Ask for everything since"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "A date (2025-01-31), unix seconds or an age such as 7d: at each start, whatever is known, "
            "relays are asked from then on."))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "the last contact"))
        .optionOf("collect --since"_L1),
    row("collect/pageLimit"_L1, Number, "500"_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Events in one page of history"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Most relays give no more than 500 at a time; a smaller page is gentler to slow ones."))
        .range(10, 5000, QT_TRANSLATE_NOOP("nostrscope::settings", "events")),
    row("ingest/threads"_L1, Number, "0"_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Threads that verify signatures"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "Fewer leave more of the processor to other programs."))
        .range(0, 64, QT_TRANSLATE_NOOP("nostrscope::settings", "threads"))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "one for each core")),
    row("discovery/minutes"_L1, Number, "60"_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Look for relays every"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Reads what was stored since the last run, in the background. Nothing is connected to."))
        .range(0, 10080, QT_TRANSLATE_NOOP("nostrscope::settings", "min"))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "only on demand")),
    row("discovery/validate"_L1, Flag, "false"_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Validate found relays"),
        QT_TRANSLATE_NOOP("nostrscope::settings",
                          "After each run, while collecting: connects to candidates to see whether they are "
                          "Nostr relays at all. Off: only on demand.")),

    // --- Checks of relays
    row("monitor/enabled"_L1, Flag, "true"_L1, Monitor, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Check the health of relays"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "While collecting, relays are measured by short connections of their own: whether they "
            "answer, how fast, and how long their certificate is valid.")),
    row("monitor/watchedMinutes"_L1, Number, "5"_L1, Monitor, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Time between checks of connected relays"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Of the relays that events are collected from. One that is down is checked less often."))
        .range(1, 60, QT_TRANSLATE_NOOP("nostrscope::settings", "min")),
    row("monitor/otherMinutes"_L1, Number, "60"_L1, Monitor, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Time between checks of other relays"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "Of those that are only on the list."))
        .range(10, 10'080, QT_TRANSLATE_NOOP("nostrscope::settings", "min")),
    row("monitor/atOnce"_L1, Number, "8"_L1, Monitor, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Checks at once"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "Many at a time disturb what they measure."))
        .range(1, 32, QT_TRANSLATE_NOOP("nostrscope::settings", "checks")),
    row("monitor/failuresToDown"_L1, Number, "3"_L1, Monitor, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Failures until a relay is down"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "In a row; the second and third come soon after the first. The outage dates from the first."))
        .range(1, 10, QT_TRANSLATE_NOOP("nostrscope::settings", "checks")),
    row("monitor/badCertificateIsDown"_L1, Flag, "true"_L1, Monitor, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "A bad certificate counts as down"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Expired, for another name or from an unknown issuer. Off: it is a warning, and the relay is "
            "asked nevertheless.")),
    row("monitor/geoCountryFile"_L1, File, ""_L1, Monitor, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "File with countries"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "A MaxMind file of yours (.mmdb, City or Country): tables then show the country of each relay. "
            "A newer file is noticed while the program runs."))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "no countries")),
    row("monitor/geoAsnFile"_L1, File, ""_L1, Monitor, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "File with networks"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "A MaxMind file of yours (.mmdb, ASN): tables then show in whose network each relay is."))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "no networks")),
    row("monitor/observe"_L1, Flag, "false"_L1, Monitor, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Test what relays claim"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Once a day, of connected relays: up to eight small questions for what their document says of "
            "limits, authentication and NIPs. Nothing is written. Off: only on demand.")),

    // --- Archive and retention
    row("archive/sync"_L1, Flag, "false"_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Archive the history of relays"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "While collecting, every relay that answers is asked for its whole history, bit by bit. "
            "The page Archive switches it too.")),
    row("archive/kinds"_L1, Kinds, "all"_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Kinds of the history"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "all, or numbers and ranges such as 0,1,5000-5999. What is known to be complete is kept "
            "for each choice.")),
    row("archive/since"_L1, Moment, ""_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "History since"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "A date (2025-01-31), unix seconds or an age such as 365d; what retention removes is not "
            "asked for."))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "the beginning")),
    row("archive/lagHours"_L1, Number, "24"_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Youngest history"),
        QT_TRANSLATE_NOOP("nostrscope::settings",
                          "Relays still get younger events; the archive asks when they are as old as this."))
        .range(0, 720, QT_TRANSLATE_NOOP("nostrscope::settings", "h")),
    row("archive/cycleMinutes"_L1, Number, "15"_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Ask for history every"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "Asks each relay for what is not known to be complete."))
        .range(5, 1440, QT_TRANSLATE_NOOP("nostrscope::settings", "min")),
    row("archive/relaysAtOnce"_L1, Number, "30"_L1, Network, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Histories at once"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Relays asked side by side; a quarter of the places is for those of high priority."))
        .range(1, 100, QT_TRANSLATE_NOOP("nostrscope::settings", "relays")),
    row("archive/torAtOnce"_L1, Number, "10"_L1, Network, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Histories at once, .onion"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "The same of relays that Tor reaches."))
        .range(1, 50, QT_TRANSLATE_NOOP("nostrscope::settings", "relays")),
    row("archive/otherAtOnce"_L1, Number, "5"_L1, Network, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Histories at once, .i2p and .loki"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "The same of each of these networks."))
        .range(1, 50, QT_TRANSLATE_NOOP("nostrscope::settings", "relays")),
    row("archive/priorityFile"_L1, File, ""_L1, Collection, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "File of priorities"),
        QT_TRANSLATE_NOOP("nostrscope::settings",
                          "Relays whose history comes first, one address a line; # starts a comment."))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "none")),
    row("retention/sizeGiB"_L1, Decimal, "20"_L1, Archive, NextRetention,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Size of the database"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Above this size retention removes the oldest events, never those of the last weeks."))
        .range(0, 1'000'000, QT_TRANSLATE_NOOP("nostrscope::settings", "GiB"))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "no bound"))
        .optionOf("db retention --size"_L1),
    keep("retention/keepNotes"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Keep notes"),
         QT_TRANSLATE_NOOP("nostrscope::settings",
                           "Notes, articles and comments older than this go; 0 keeps them.")),
    keep(
        "retention/keepReactions"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Keep reactions"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "Reactions and reposts older than this go; 0 keeps them.")),
    keep("retention/keepProfiles"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Keep profiles"),
         QT_TRANSLATE_NOOP("nostrscope::settings",
                           "Profiles and contact lists older than this go; 0 keeps them.")),
    keep("retention/keepDvm"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Keep data vending machines"),
         QT_TRANSLATE_NOOP("nostrscope::settings",
                           "Requests, results and feedback older than this go; 0 keeps them.")),
    keep("retention/keepZaps"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Keep zaps"),
         QT_TRANSLATE_NOOP("nostrscope::settings", "Zaps older than this go; 0 keeps them.")),
    keep("retention/keepVideo"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Keep videos"),
         QT_TRANSLATE_NOOP("nostrscope::settings",
                           "Events of videos and their views older than this go; 0 keeps them.")),
    keep("retention/keepRelays"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Keep relay lists"),
         QT_TRANSLATE_NOOP("nostrscope::settings",
                           "Lists and reports of relays older than this go; 0 keeps them.")),
    keep("retention/keepOther"_L1, QT_TRANSLATE_NOOP("nostrscope::settings", "Keep other kinds"),
         QT_TRANSLATE_NOOP("nostrscope::settings",
                           "Events of all other kinds older than this go; 0 keeps them.")),
    row("retention/archiveFolder"_L1, Folder, ""_L1, Archive, NextRetention,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Folder for copies"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "What retention removes is written there first, one compressed file for each month."))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "no copies"))
        .optionOf("db retention --archive"_L1),
    row("retention/trimSuperseded"_L1, Flag, "false"_L1, Archive, NextRetention,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Remove the content of replaced versions"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "Profiles, lists and the like that a newer version replaced stay known and counted, but "
            "lose text and signature."))
        .optionOf("db retention --trim-superseded"_L1),
    row("retention/honourVanish"_L1, Flag, "false"_L1, Archive, NextRetention,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Remove the content of who asked to be forgotten"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "For authors who asked all relays to forget them (NIP-62); their events stay counted."))
        .optionOf("db retention --honour-vanish"_L1),

    // --- Language and formats
    row("format/language"_L1, Language, "system"_L1, Formats, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Language"),
        QT_TRANSLATE_NOOP("nostrscope::settings",
                          "Of all texts, and of the way numbers and dates are written.")),
    row("format/zone"_L1, Zone, "system"_L1, Formats, AtOnce,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Time zone"),
        QT_TRANSLATE_NOOP("nostrscope::settings",
                          "Of all times that are shown, such as Europe/Berlin; UTC stays one click away.")),
    row("format/hours"_L1, Choice, "24"_L1, Formats, AtOnce,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Hours"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "How the time of the day is written."))
        .oneOf(hourChoices),
    row("format/bytes"_L1, Choice, "iec"_L1, Formats, AtOnce,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Sizes"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "Units of files, traffic and disks."))
        .oneOf(byteChoices),
    row("format/times"_L1, Choice, "relative"_L1, Formats, AtOnce,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Times in tables"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "The other form is in the tooltip."))
        .oneOf(timeChoices),

    // --- Advanced
    row("log/verbosity"_L1, Choice, "info"_L1, Advanced, AtOnce,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Messages on standard error"),
        QT_TRANSLATE_NOOP(
            "nostrscope::settings",
            "What the program writes where it was started from; the page Logs has levels of its own."))
        .oneOf(logChoices),

    // --- of the command line tool
    row("database/path"_L1, File, ""_L1, Nowhere, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Database"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "File of the database."))
        .meaning(QT_TRANSLATE_NOOP("nostrscope::settings", "the file of the profile"))
        .optionOf("--db"_L1),
    row("database/profile"_L1, Name, "default"_L1, Nowhere, NextStart,
        QT_TRANSLATE_NOOP("nostrscope::settings", "Profile"),
        QT_TRANSLATE_NOOP("nostrscope::settings", "Name of a database and of settings of its own."))
        .optionOf("--profile"_L1),
};

} // namespace

std::span<const SettingInfo> settingsTable()
{
    return table;
}

} // namespace nostrscope
