// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/dvmfigures.h"

#include "app/cli/console.h"
#include "app/cli/jsonwriter.h"
#include "core/nostr/kinds.h"
#include "core/nostr/nip19.h"

#include <QDateTime>
#include <QTimeZone>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Every column under its own name; those that are not known are null.
void writeRow(const Table& table, std::size_t row, JsonWriter& json)
{
    for (const auto& column : table.columns) {
        const auto value = table.value(row, column);
        json.key(column);
        if (value.isNull())
            json.null();
        else if (value.typeId() == QMetaType::Bool)
            json.boolean(value.toBool());
        else if (value.typeId() == QMetaType::QByteArray)
            json.text(value.toByteArray());
        else if (value.typeId() == QMetaType::QVariantList) {
            json.beginArray();
            const auto list = value.toList();
            for (const auto& one : list)
                json.number(one.toLongLong());
            json.endArray();
        } else {
            json.number(value.toLongLong());
        }
    }
}

void writeRows(const Table& table, const char* name, JsonWriter& json)
{
    json.key(name).beginArray();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        json.beginObject();
        writeRow(table, row, json);
        json.endObject();
    }
    json.endArray();
}

QString textOf(const QVariant& number)
{
    return number.isNull() ? u"–"_s : grouped(number.toULongLong());
}

QString shareOf(const Table& table, std::size_t row, const char* part, const char* whole)
{
    const auto all = table.value(row, whole).toDouble();
    return all == 0 ? u"–"_s
                    : QString::number(100 * table.value(row, part).toDouble() / all, 'f', 1) + u" %"_s;
}

QString secondsOf(const QVariant& millis)
{
    return millis.isNull() ? u"–"_s : QString::number(millis.toDouble() / 1000, 'f', 1);
}

QString timeOf(const QVariant& seconds)
{
    return seconds.isNull() ? u"–"_s
                            : QDateTime::fromSecsSinceEpoch(seconds.toLongLong(), QTimeZone::utc())
                                  .toString(u"yyyy-MM-dd HH:mm"_s);
}

QString npubOf(const QVariant& hex)
{
    const auto key = PubKey::fromHex(hex.toByteArray());
    return key ? QString::fromLatin1(encodeNpub(*key)) : u"–"_s;
}

} // namespace

void writeDvmTotals(const Table& table, JsonWriter& json)
{
    writeRow(table, 0, json);
}

QString dvmTotalsText(const Table& table)
{
    TextTable text({{u"Data vending machines"_s, false}, {u""_s}});
    const auto add = [&](const QString& title, const char* column) {
        text.addRow({title, textOf(table.value(0, column))});
    };
    add(u"Requests"_s, "total_requests");
    add(u"Results"_s, "total_responses");
    add(u"Feedback"_s, "total_feedback");
    add(u"Machines that answered"_s, "unique_dvms");
    add(u"Kinds of requests"_s, "unique_kinds");
    add(u"Customers"_s, "unique_users");
    text.addRow({u"Requests answered"_s, shareOf(table, 0, "answered", "jobs")});
    text.addRow({u"Requests that only failed"_s, shareOf(table, 0, "failed", "jobs")});
    add(u"Overdue (10 min)"_s, "overdue");
    text.addRow(
        {u"First result, p50 / p95 (s)"_s,
         secondsOf(table.value(0, "result_p50_ms")) + u" / "_s + secondsOf(table.value(0, "result_p95_ms"))});
    add(u"Answers to unknown requests"_s, "unmatched");
    add(u"Results of a wrong kind"_s, "mismatched");
    add(u"Answers to oneself"_s, "own");
    text.addRow({u"Popular machine"_s, npubOf(table.value(0, "popular_dvm"))});
    text.addRow({u"Most requested kind"_s, table.value(0, "popular_kind").toString()});
    text.addRow({u"Most contested kind"_s, table.value(0, "competitive_kind").toString()});
    return text.toString();
}

void writeDvms(const Table& table, JsonWriter& json)
{
    writeRows(table, "dvms", json);
}

QString dvmsText(const Table& table)
{
    TextTable text({{u"Machine"_s, false},
                    {u"Customers"_s},
                    {u"Jobs"_s},
                    {u"Results"_s},
                    {u"Answered"_s},
                    {u"Errors"_s},
                    {u"Result p50 s"_s},
                    {u"p95 s"_s},
                    {u"Kinds"_s},
                    {u"To itself"_s},
                    {u"Last seen (UTC)"_s}});
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        text.addRow({npubOf(table.value(row, "pubkey")), textOf(table.value(row, "customers")),
                     textOf(table.value(row, "jobs")), textOf(table.value(row, "results")),
                     shareOf(table, row, "answered", "jobs"), shareOf(table, row, "failed", "jobs"),
                     secondsOf(table.value(row, "result_p50_ms")),
                     secondsOf(table.value(row, "result_p95_ms")),
                     QString::number(table.value(row, "kinds").toList().size()),
                     textOf(table.value(row, "own")), timeOf(table.value(row, "last_seen"))});
    return text.toString();
}

void writeJobKinds(const Table& table, JsonWriter& json)
{
    writeRows(table, "job_kinds", json);
}

QString jobKindsText(const Table& table)
{
    TextTable text({{u"Kind"_s},
                    {u"Name"_s, false},
                    {u"Requests"_s},
                    {u"Customers"_s},
                    {u"Results"_s},
                    {u"Answered"_s},
                    {u"Machines"_s},
                    {u"Result p50 s"_s},
                    {u"p95 s"_s},
                    {u"Last request (UTC)"_s}});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto kind = static_cast<Kind>(table.value(row, "kind").toUInt());
        const auto* name = kindName(kind);
        text.addRow({QString::number(kind), QString::fromUtf8(name ? name : kindRangeText(kind)),
                     textOf(table.value(row, "requests")), textOf(table.value(row, "users")),
                     textOf(table.value(row, "results")), shareOf(table, row, "answered", "jobs"),
                     textOf(table.value(row, "dvms")), secondsOf(table.value(row, "result_p50_ms")),
                     secondsOf(table.value(row, "result_p95_ms")), timeOf(table.value(row, "last_seen"))});
    }
    return text.toString();
}

} // namespace nostrscope
