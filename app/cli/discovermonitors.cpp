// SPDX-License-Identifier: GPL-3.0-or-later
// `discover monitors`.
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/discovercommand.h"
#include "app/cli/jsonwriter.h"
#include "core/discover/monitorlist.h"
#include "core/nostr/nip19.h"
#include "core/nostr/plaintext.h"

#include <QDateTime>
#include <QTimeZone>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T> void writeNumber(JsonWriter& json, const char* key, const std::optional<T>& value)
{
    json.key(key);
    if (value)
        json.number(*value);
    else
        json.null();
}

QString checksOf(const OtherMonitor& one)
{
    QStringList checks;
    for (const auto& check : one.checks)
        checks.append(plainText(check, 20));
    return checks.join(u", "_s);
}

QByteArray toJson(const MonitorsView& view)
{
    JsonWriter json;
    json.beginObject().key("total").number(view.total).key("monitors").beginArray();
    for (const auto& one : view.monitors) {
        json.beginObject().key("pubkey").text(one.key.toHex()).key("name").text(QStringView(one.name));
        writeNumber(json, "announced_at", one.announcedAt);
        writeNumber(json, "frequency",
                    one.frequency ? std::optional(one.frequency->count()) : std::optional<std::int64_t>());
        json.key("checks").beginArray();
        for (const auto& check : one.checks)
            json.text(QStringView(plainText(check, 100)));
        json.endArray().key("reports").number(one.reports).key("relays").number(one.relays);
        writeNumber(json, "last_report", one.lastReport);
        json.key("compared").number(one.compared).key("agreed").number(one.agreed).endObject();
    }
    return json.endArray().endObject().result();
}

} // namespace

ExitCode runDiscoverMonitors(const Options& options, Console& console)
{
    const auto database = openForReading(options);
    if (!database)
        return console.fail(database.error());
    const auto view = readMonitors(**database, SystemClock().now());
    if (!view)
        return console.fail(describe(view.error(), options.databasePath()));
    if (options.json()) {
        console.line(toJson(*view));
        return ExitCode::Done;
    }
    TextTable table({{u"Monitor"_s, false},
                     {u"Every"_s},
                     {u"Checks"_s, false},
                     {u"Reports"_s},
                     {u"Relays"_s},
                     {u"Last report"_s, false},
                     {u"Agrees"_s}});
    for (const auto& one : view->monitors) {
        const auto key = QString::fromLatin1(encodeNpub(one.key));
        table.addRow({one.name.isEmpty() ? key.left(20) : plainText(one.name, 30),
                      one.frequency ? durationText(one.frequency->count()) : u"–"_s, checksOf(one),
                      grouped(one.reports), grouped(one.relays),
                      one.lastReport ? QDateTime::fromSecsSinceEpoch(*one.lastReport, QTimeZone::utc())
                                           .toString(u"yyyy-MM-dd HH:mm"_s)
                                     : u"–"_s,
                      one.compared > 0 ? u"%1 %"_s.arg(one.agreed * 100 / one.compared) : u"–"_s});
    }
    console.write(table.toString().toUtf8());
    console.say(u"%1 monitors"_s.arg(grouped(view->total)));
    return ExitCode::Done;
}

} // namespace nostrscope
