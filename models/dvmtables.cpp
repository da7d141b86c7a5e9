// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dvmtables.h"

#include "core/nostr/nip19.h"
#include "models/words.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::DvmTables)
};

constexpr int maximumKindsInTip = 30;

/// One row of an answer, as cells.
class RowReader {
public:
    RowReader(const Table& table, std::size_t row, const Fmt& fmt)
        : m_table(table)
        , m_row(row)
        , m_fmt(fmt)
    {
    }

    [[nodiscard]] QVariant value(QByteArrayView column) const { return m_table.value(m_row, column); }

    [[nodiscard]] Cell count(QByteArrayView column) const
    {
        const auto number = value(column).toULongLong();
        return {m_fmt.number(number), QVariant::fromValue<quint64>(number), m_fmt.numberFull(number),
                QString::number(number)};
    }

    [[nodiscard]] Cell share(QByteArrayView part) const
    {
        const auto ratio = shareOf(m_table, m_row, part, "jobs");
        if (!ratio)
            return {Fmt::missing(), {}, Texts::tr("No job whose request is stored")};
        return {m_fmt.percent(*ratio), *ratio,
                Texts::tr("%1 of %2 jobs", "numbers")
                    .arg(m_fmt.numberFull(value(part).toULongLong()),
                         m_fmt.numberFull(value("jobs").toULongLong()))};
    }

    [[nodiscard]] Cell time(QByteArrayView column) const
    {
        const auto millis = value(column);
        if (millis.isNull())
            return {Fmt::missing(), {}, Texts::tr("No result with a known time")};
        const std::chrono::milliseconds length(millis.toLongLong());
        return {m_fmt.latency(length), QVariant::fromValue<qint64>(length.count()),
                value("times_are").toByteArray() == "received"
                    ? Texts::tr("By the times at which request and result were received")
                    : Texts::tr("By the dates that request and result state: none was received live")};
    }

    [[nodiscard]] Cell asked() const
    {
        const auto median = value("asked_p50_millisats");
        if (median.isNull())
            return {Fmt::missing(), {}, Texts::tr("No amount was named")};
        const auto millisats = median.toULongLong();
        const auto amounts = value("asked").toULongLong();
        return {m_fmt.sats(millisats), QVariant::fromValue<quint64>(millisats / 1000),
                Texts::tr("Median of %n amount(s)", nullptr,
                          static_cast<int>(std::min<qulonglong>(amounts, 1'000'000'000)))};
    }

    [[nodiscard]] Cell moment(QByteArrayView column) const
    {
        const auto seconds = value(column);
        if (seconds.isNull() || seconds.toLongLong() == 0)
            return {Fmt::missing()};
        const auto at = fromSeconds(seconds.toLongLong());
        return {m_fmt.moment(at, m_table.asOf), QVariant::fromValue<qint64>(toMillis(at)),
                m_fmt.momentTip(at, m_table.asOf), m_fmt.dateTimeZone(at)};
    }

private:
    const Table& m_table;
    std::size_t m_row;
    const Fmt& m_fmt;
};

Cell statusCell(bool isActive)
{
    const auto status = isActive ? Status::Online : Status::Unknown;
    return {isActive ? Texts::tr("active", "a machine") : Texts::tr("silent", "a machine"),
            isActive ? u"active"_s : u"silent"_s,
            isActive ? Texts::tr("Gave a result within the last 24 hours")
                     : Texts::tr("Gave no result within the last 24 hours"),
            {},
            static_cast<int>(status),
            words::severityOf(status)};
}

Cell kindsCell(const QVariantList& kinds, const Fmt& fmt)
{
    QStringList names;
    for (const auto& kind : kinds.first(std::min<qsizetype>(kinds.size(), maximumKindsInTip)))
        names.append(words::kindText(static_cast<Kind>(kind.toUInt()), fmt));
    if (kinds.size() > maximumKindsInTip)
        names.append(Texts::tr("and %1 more", "kinds").arg(kinds.size() - maximumKindsInTip));
    return {fmt.number(static_cast<std::uint64_t>(kinds.size())), QVariant::fromValue<quint64>(kinds.size()),
            names.join(u'\n')};
}

std::size_t rowsWithin(const Table& table, int limit)
{
    return std::min(table.rows.size(), static_cast<std::size_t>(std::max(limit, 0)));
}

void sortByKey(CellRows& rows)
{
    std::sort(rows.begin(), rows.end(), [](const CellRow& a, const CellRow& b) { return a.key < b.key; });
}

} // namespace

QString npubOfHex(const QByteArray& hex)
{
    const auto key = PubKey::fromHex(hex);
    return key ? QString::fromLatin1(encodeNpub(*key)) : QString();
}

std::optional<double> shareOf(const Table& table, std::size_t row, QByteArrayView part, QByteArrayView whole)
{
    const auto all = table.value(row, whole).toDouble();
    if (all <= 0)
        return std::nullopt;
    return std::clamp(table.value(row, part).toDouble() / all, 0.0, 1.0);
}

std::vector<Column> machinetable::columns()
{
    return {
        {"status"_L1, Texts::tr("Status"), Texts::tr("Active: gave a result within the last 24 hours")},
        {"machine"_L1, Texts::tr("Machine"), Texts::tr("Public key that signed the answers")},
        {"customers"_L1, Texts::tr("Customers"),
         Texts::tr("Distinct authors of the requests that its results are for; itself is none"),
         ColumnKind::Number},
        {"jobs"_L1, Texts::tr("Jobs"), Texts::tr("Stored requests that it answered, by result or feedback"),
         ColumnKind::Number},
        {"results"_L1, Texts::tr("Results"), Texts::tr("Results of the range, those to itself left out"),
         ColumnKind::Number},
        {"answered"_L1, Texts::tr("Answered"), Texts::tr("Part of its jobs that has a result of it"),
         ColumnKind::Ratio},
        {"p50"_L1, Texts::tr("Time p50"), Texts::tr("Request to first result: half of them were faster"),
         ColumnKind::Duration, "ms"_L1},
        {"p95"_L1, Texts::tr("Time p95"), Texts::tr("Request to first result: 95 of 100 were faster"),
         ColumnKind::Duration, "ms"_L1},
        {"kinds"_L1, Texts::tr("Kinds"), Texts::tr("Kinds of jobs that it answered"), ColumnKind::Number},
        {"errors"_L1, Texts::tr("Errors"),
         Texts::tr("Part of its jobs that has feedback “error” of it and no result"), ColumnKind::Ratio},
        {"payment_required"_L1, Texts::tr("Payment required"), Texts::tr("Feedback that asks for payment"),
         ColumnKind::Number},
        {"asked"_L1, Texts::tr("Asked"),
         Texts::tr("Median of the most that it named for a job, by tag “amount”"), ColumnKind::Number,
         "sats"_L1},
        {"own"_L1, Texts::tr("To itself"),
         Texts::tr("Answers to its own requests; they are in no other figure of it"), ColumnKind::Number},
        {"last"_L1, Texts::tr("Last seen"), Texts::tr("Date of its newest answer, of all time"),
         ColumnKind::Time},
    };
}

CellRows machinetable::rows(const Table& machines, const Fmt& fmt, int limit)
{
    CellRows rows;
    for (std::size_t i = 0; i < rowsWithin(machines, limit); ++i) {
        const RowReader row(machines, i, fmt);
        const auto hex = row.value("pubkey").toByteArray();
        const auto npub = npubOfHex(hex);
        if (npub.isEmpty())
            continue;
        rows.push_back({QString::fromLatin1(hex),
                        {statusCell(row.value("is_active").toBool()),
                         {Fmt::shortId(npub), npub, npub, npub},
                         row.count("customers"),
                         row.count("jobs"),
                         row.count("results"),
                         row.share("answered"),
                         row.time("result_p50_ms"),
                         row.time("result_p95_ms"),
                         kindsCell(row.value("kinds").toList(), fmt),
                         row.share("failed"),
                         row.count("payment_required"),
                         row.asked(),
                         row.count("own"),
                         row.moment("last_seen")}});
    }
    sortByKey(rows);
    return rows;
}

std::vector<Column> jobkindtable::columns()
{
    return {
        {"kind"_L1, Texts::tr("Kind"), Texts::tr("Kind of the requests: its number and name")},
        {"requests"_L1, Texts::tr("Requests"), Texts::tr("Requests of the range"), ColumnKind::Number},
        {"customers"_L1, Texts::tr("Customers"), Texts::tr("Distinct authors of these requests"),
         ColumnKind::Number},
        {"results"_L1, Texts::tr("Results"),
         Texts::tr("Results of the range to jobs of this kind, those to oneself left out"),
         ColumnKind::Number},
        {"answered"_L1, Texts::tr("Answered"), Texts::tr("Part of the jobs that has a result"),
         ColumnKind::Ratio},
        {"machines"_L1, Texts::tr("Machines"), Texts::tr("Distinct machines that gave results"),
         ColumnKind::Number},
        {"p50"_L1, Texts::tr("Time p50"), Texts::tr("Request to first result: half of them were faster"),
         ColumnKind::Duration, "ms"_L1},
        {"p95"_L1, Texts::tr("Time p95"), Texts::tr("Request to first result: 95 of 100 were faster"),
         ColumnKind::Duration, "ms"_L1},
        {"asked"_L1, Texts::tr("Asked"),
         Texts::tr("Median of the most that a machine named for a job, by tag “amount”"), ColumnKind::Number,
         "sats"_L1},
        {"last"_L1, Texts::tr("Last request"), Texts::tr("Date of the newest request, of all time"),
         ColumnKind::Time},
    };
}

CellRows jobkindtable::rows(const Table& kinds, const Fmt& fmt, int limit)
{
    CellRows rows;
    for (std::size_t i = 0; i < rowsWithin(kinds, limit); ++i) {
        const RowReader row(kinds, i, fmt);
        const auto kind = static_cast<Kind>(row.value("kind").toUInt());
        const auto text = words::kindText(kind, fmt);
        rows.push_back({QString::number(kind),
                        {{text, text, text},
                         row.count("requests"),
                         row.count("users"),
                         row.count("results"),
                         row.share("answered"),
                         row.count("dvms"),
                         row.time("result_p50_ms"),
                         row.time("result_p95_ms"),
                         row.asked(),
                         row.moment("last_seen")}});
    }
    sortByKey(rows);
    return rows;
}

} // namespace nostrscope
