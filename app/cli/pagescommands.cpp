// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pagescommands.h"

#include "app/cli/database.h"
#include "app/cli/jsonwriter.h"
#include "core/nostr/plaintext.h"
#include "core/nostr/relayurl.h"
#include "core/storage/ledgerpages.h"
#include "core/storage/ledgertables.h"

#include <QDateTime>
#include <QTimeZone>

#include <map>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int defaultLimit = 50;
constexpr int maxLimit = 10'000; // what the quarantine holds
constexpr qsizetype shownText = 100;

QString timeText(UnixMillis time)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(time), QTimeZone::utc()).toString(Qt::ISODateWithMs);
}

std::optional<int> limitOf(const Options& options, Console& console)
{
    if (!options.isSet(u"limit"_s))
        return defaultLimit;
    bool isNumber = false;
    const auto limit = options.value(u"limit"_s).toInt(&isNumber);
    if (isNumber && limit >= 1 && limit <= maxLimit)
        return limit;
    console.error(
        u"--limit is a number from 1 to %1, not “%2”."_s.arg(maxLimit).arg(options.value(u"limit"_s)));
    return std::nullopt;
}

/// The relays of the list by number; removed ones are not in it.
StoreResult<std::map<RelayId, QByteArray>> relayUrls(SqlDatabase& database)
{
    auto relays = LedgerTables(database).relays();
    if (!relays)
        return Unexpected(relays.error());
    std::map<RelayId, QByteArray> urls;
    for (const auto& relay : *relays)
        urls[relay.id] = relay.url;
    return urls;
}

QString levelText(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return u"debug"_s;
    case LogLevel::Info:
        return u"info"_s;
    case LogLevel::Warning:
        return u"warning"_s;
    case LogLevel::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

void print(const std::vector<LogRecord>& records, const Options& options, Console& console)
{
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("log").beginArray();
        for (const auto& record : records) {
            json.beginObject().key("at").text(timeText(record.at)).key("level").text(levelText(record.level));
            json.key("service").text(record.service).key("relay").text(record.relayUrl);
            json.key("message").text(record.message).endObject();
        }
        console.line(json.endArray().endObject().result());
        return;
    }
    TextTable table(
        {{u"Time (UTC)"_s, false}, {u"Level"_s, false}, {u"Relay"_s, false}, {u"Message"_s, false}});
    for (const auto& record : records)
        table.addRow({timeText(record.at), levelText(record.level), plainText(record.relayUrl, shownText),
                      plainText(record.message, shownText)});
    console.write(table.toString().toUtf8());
}

void print(const std::vector<QuarantinedItem>& items, const std::map<RelayId, QByteArray>& urls,
           const Options& options, Console& console)
{
    const auto urlOf = [&urls](RelayId relay) {
        const auto found = urls.find(relay);
        return found == urls.end() ? QByteArray() : found->second;
    };
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("quarantine").beginArray();
        for (const auto& item : items) {
            json.beginObject()
                .key("at")
                .text(timeText(item.arrivedAt))
                .key("reason")
                .text(toString(item.reason));
            json.key("relay")
                .text(urlOf(item.relay))
                .key("text")
                .text(plainText(item.excerpt, item.excerpt.size()))
                .endObject();
        }
        console.line(json.endArray().endObject().result());
        return;
    }
    TextTable table(
        {{u"Time (UTC)"_s, false}, {u"Reason"_s, false}, {u"Relay"_s, false}, {u"Text"_s, false}});
    for (const auto& item : items)
        table.addRow({timeText(item.arrivedAt), QString::fromLatin1(toString(item.reason)),
                      plainText(urlOf(item.relay), shownText), plainText(item.excerpt, shownText)});
    console.write(table.toString().toUtf8());
}

} // namespace

QCommandLineOption pageLimitOption()
{
    return {u"limit"_s, u"With log and quarantine: so many lines, newest first (%1)."_s.arg(defaultLimit),
            u"N"_s};
}

ExitCode runRelaysLog(const Options& options, Console& console)
{
    const auto limit = limitOf(options, console);
    if (!limit)
        return ExitCode::Usage;
    auto database = openForReading(options);
    if (!database)
        return console.fail(database.error());
    RelayId relay;
    if (options.arguments().size() > 1) {
        const auto text = options.arguments().at(1);
        const auto url = RelayUrl::parse(text, RelayUrlRules::byHand());
        const auto urls = relayUrls(**database);
        if (!url)
            return console.fail(u"“%1” is no relay URL."_s.arg(text));
        if (!urls)
            return console.fail(describe(urls.error(), options.databasePath()));
        for (const auto& [id, known] : *urls) {
            if (known == url->text())
                relay = id;
        }
        if (!relay)
            return console.fail(u"“%1” is not in the relay list."_s.arg(text));
    }
    auto pages = LedgerPages::open(options.databasePath());
    auto page = pages ? (*pages)->connectionLog(relay, {}, *limit) : Unexpected(pages.error());
    if (!page)
        return console.fail(describe(page.error(), options.databasePath()));
    print(page->items, options, console);
    return ExitCode::Done;
}

ExitCode runQuarantine(const Options& options, Console& console)
{
    const auto limit = limitOf(options, console);
    if (!limit)
        return ExitCode::Usage;
    auto database = openForReading(options);
    if (!database)
        return console.fail(database.error());
    auto pages = LedgerPages::open(options.databasePath());
    auto page = pages ? (*pages)->quarantine({}, *limit) : Unexpected(pages.error());
    const auto urls = relayUrls(**database);
    if (!page || !urls)
        return console.fail(describe(page ? urls.error() : page.error(), options.databasePath()));
    print(page->items, *urls, options, console);
    return ExitCode::Done;
}

} // namespace nostrscope
