// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeanswers.h"

#include "tests/support/fakedvms.h"

#include <QRandomGenerator>

#include <cmath>

namespace nostrscope {

namespace {

constexpr int fakeEvents = 180;
constexpr Timestamp fakeStep = 97;

struct FakeKind {
    Kind kind;
    std::uint64_t events;
    std::uint64_t authors;
    double meanSize;
    double change; ///< previous period = events × this
};
constexpr FakeKind fakeKinds[] = {
    {1, 301'211, 21'044, 214.3, 0.93}, {7, 212'870, 14'020, 2.1, 1.02},
    {6, 61'004, 7'310, 980.4, 1.4},    {0, 52'377, 31'555, 402.0, 0.71},
    {3, 40'118, 9'003, 0.0, 1.0},      {9735, 31'211, 804, 0.4, 0.5},
    {1984, 12'020, 311, 44.0, 2.5},    {10002, 11'876, 8'121, 0.0, 1.1},
    {30023, 9'001, 402, 8'120.5, 0.9}, {5, 8'870, 1'204, 12.0, 1.3},
    {1059, 7'702, 5'011, 2'011.0, 0},  {30078, 6'616, 300, 810.0, 1.0},
    {20166, 5'115, 12, 0.0, 1.0},      {30311, 4'442, 98, 60.0, 0.8},
    {5050, 3'304, 44, 120.0, 1.9},     {6050, 3'101, 17, 640.0, 1.9},
    {7000, 2'020, 17, 81.0, 1.8},      {34567, 1'200, 3, 33.0, 1.0},
    {1111, 900, 200, 140.0, 0.9},      {40, 7, 2, 20.0, 0},
};

QVariant number(std::uint64_t value)
{
    return QVariant::fromValue<qulonglong>(value);
}
QVariant time(Timestamp value)
{
    return QVariant::fromValue<qlonglong>(value);
}

std::uint64_t sumOfKinds()
{
    std::uint64_t sum = 0;
    for (const auto& kind : fakeKinds)
        sum += kind.events;
    return sum;
}

EventId idOf(int index)
{
    QRandomGenerator random(static_cast<quint32>(index) + 77);
    std::array<std::uint8_t, 32> bytes{};
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(random.bounded(256));
    return EventId(bytes);
}

PubKey keyOf(int index)
{
    const auto id = idOf(index + 100'000);
    return *PubKey::fromBytes(id.view());
}

StoredEvent eventAt(int index, Kind kind, UnixMillis asOf)
{
    static constexpr const char* texts[] = {
        "Good morning! Coffee first, then relays.",
        "A longer note\nwith several\nlines and <b>markup</b> that must stay text",
        "",
        "\xe2\x80\xae"
        "reversed by a bidi control\xe2\x80\xac and \x01 a control character",
        "\xf0\x9f\x9a\x80 Ship it \xe2\x9a\xa1 https://example.com/page?with=query",
        "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 \xd9\x86\xd9\x88\xd8\xb3\xd8\xaa\xd8\xb1",
    };
    StoredEvent stored;
    stored.seq = static_cast<std::uint64_t>(fakeEvents - index);
    stored.event.id = idOf(index);
    stored.event.pubkey = keyOf(index % 9);
    stored.event.createdAt = toSeconds(asOf) - index * fakeStep;
    stored.event.kind = kind;
    stored.event.content = texts[index % 6];
    stored.event.tags.append({"e", idOf(index + 1).toHex(), "wss://relay0.example", "root"});
    stored.event.tags.append({"p", keyOf(3).toHex()});
    stored.event.tags.append({"client", "Example"});
    stored.receivedAt = fromSeconds(stored.event.createdAt + 2);
    return stored;
}

Table kindsTable(bool previous)
{
    Table table;
    table.columns = {"kind", "events", "authors", "share", "mean_size"};
    for (const auto& kind : fakeKinds) {
        const auto events =
            previous ? static_cast<std::uint64_t>(double(kind.events) * kind.change) : kind.events;
        if (events > 0)
            table.rows.push_back({kind.kind, number(events), number(kind.authors),
                                  double(events) / double(sumOfKinds()), kind.meanSize});
    }
    return table;
}

Table totalsTable(const Question& question, const Snapshot& state)
{
    Table table;
    table.columns = {"bucket", "events"};
    const auto width = std::max<Timestamp>(question.bucket.count(), 1);
    const auto last = question.range.all ? toSeconds(state.asOf) : question.range.to;
    const auto first = question.range.all ? last - 400 * 86400 : question.range.from + 1;
    for (auto bucket = first / width * width; bucket <= last && table.rows.size() < 2000; bucket += width) {
        const double wave = 1.0 + 0.5 * std::sin(double(bucket / width) / 9.0);
        table.rows.push_back({time(bucket), number(static_cast<std::uint64_t>(9.0 * double(width) * wave))});
    }
    return table;
}

Table weekTable()
{
    Table table;
    table.columns = {"weekday", "hour", "events", "covered"};
    for (int i = 0; i < 168; ++i) {
        const double daytime = std::max(0.0, std::sin(double(i % 24 - 6) / 18.0 * 3.1416));
        const auto events = static_cast<std::uint64_t>(daytime * (i / 24 > 4 ? 6000 : 9000));
        table.rows.push_back({i / 24 + 1, i % 24, number(i == 50 ? 0 : events), i < 150});
    }
    return table;
}

Table authorsTable(const Question& question)
{
    Table table;
    table.columns = {"author", "events", "share"};
    for (int i = 0; i < std::min(question.limit > 0 ? question.limit : 20, 20); ++i)
        table.rows.push_back(
            {keyOf(i % 9 + i).toHex(), number(std::uint64_t(9000 / (i + 1))), 0.11 / (i + 1)});
    return table;
}

Table relaysTable(const Snapshot& state, int limit)
{
    Table table;
    table.columns = {"id", "url", "events", "share"};
    table.complete = false;
    table.partialReason = QStringLiteral("the newest 50000 events");
    for (const auto& chunk : state.relays) {
        for (const auto& row : *chunk) {
            if (limit > 0 && table.rows.size() == static_cast<std::size_t>(limit))
                return table;
            const auto share = 0.9 / double(table.rows.size() + 1);
            table.rows.push_back({row.entry.id.number(), row.entry.url,
                                  number(static_cast<std::uint64_t>(share * 50000)), share});
        }
    }
    return table;
}

Table lastTable(const Snapshot& state)
{
    Table table;
    table.columns = {"kind", "last_at", "looked_from"};
    table.complete = false;
    const auto now = toSeconds(state.asOf);
    int age = 1;
    for (const auto& kind : fakeKinds) {
        if (kind.kind != 40)
            table.rows.push_back({kind.kind, time(now - age), time(now - 40'000)});
        age = age * 2 % 30'000;
    }
    return table;
}

} // namespace

Table fakeTable(const Question& question, const Snapshot& state)
{
    using Subject = Question::Subject;
    Table table;
    switch (question.subject) {
    case Subject::Overview:
        table.columns = {"total_events", "unique_authors"};
        table.rows.push_back({number(sumOfKinds()), number(state.overview.uniqueAuthors)});
        break;
    case Subject::Kinds:
        // A range that ended before now is the previous period.
        table = kindsTable(!question.range.all && question.range.to < question.now);
        break;
    case Subject::Totals:
        table = totalsTable(question, state);
        break;
    case Subject::WeekHours:
        table = weekTable();
        break;
    case Subject::KindAuthors:
        table = authorsTable(question);
        break;
    case Subject::KindRelays:
        table = relaysTable(state, question.limit);
        break;
    case Subject::KindsLast:
        table = lastTable(state);
        break;
    case Subject::OpenTimes:
        table.columns = {"samples", "mean_us", "p50_us", "p95_us"};
        table.rows.push_back({number(4321), number(301'000), number(234'000), number(1'230'000)});
        break;
    case Subject::DvmTotals:
    case Subject::Dvms:
    case Subject::JobKinds:
        table = fakeDvmTable(question);
        break;
    case Subject::Overlap:
    case Subject::Relays:
    case Subject::Activity:
    case Subject::Series:
        break; // no page asks them: the snapshot has them
    }
    table.asOf = fromSeconds(question.now);
    return table;
}

EventPage fakePage(const EventQuery& query, UnixMillis asOf)
{
    EventPage page;
    const Kind kind = query.filter.kinds ? query.filter.kinds->front() : Kind(1);
    for (int i = 0; i < fakeEvents; ++i) {
        const auto stored = eventAt(i, kind, asOf);
        if (query.after && stored.seq >= query.after->seq)
            continue;
        page.events.push_back(stored);
        if (static_cast<int>(page.events.size()) == query.count) {
            if (i + 1 < fakeEvents)
                page.next = EventCursor{stored.event.createdAt, stored.seq};
            break;
        }
    }
    return page;
}

std::shared_ptr<const EventDetail> fakeDetail(const EventId& id, UnixMillis asOf)
{
    for (int i = 0; i < fakeEvents; ++i) {
        if (idOf(i) != id)
            continue;
        auto detail = std::make_shared<EventDetail>();
        detail->stored = eventAt(i, 1, asOf);
        for (int relay = 0; relay < i % 5; ++relay)
            detail->seen.push_back({RelayId(static_cast<std::uint32_t>(relay) + 1),
                                    "wss://relay" + QByteArray::number(relay) + ".example",
                                    detail->stored.receivedAt + std::chrono::milliseconds(140 * relay)});
        if (i == 5)
            detail->signature = SignatureState::BadSignature;
        return detail;
    }
    return nullptr;
}

} // namespace nostrscope
