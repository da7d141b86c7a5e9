// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/eventexport.h"

#include "core/base/limits.h"
#include "core/nostr/json.h"

#include <QFileInfo>

namespace nostrscope {

namespace {

constexpr int pageEvents = 500;

QByteArray tagsJson(const Event& event)
{
    // The tags as they stand in the text that is hashed: one encoder for all.
    Event plain;
    plain.tags = event.tags;
    QByteArray canonical;
    appendCanonical(plain, canonical);
    const auto begin = canonical.indexOf(",0,0,") + 5;
    return canonical.mid(begin, canonical.size() - begin - static_cast<qsizetype>(sizeof(",\"\"]") - 1));
}

} // namespace

QByteArray csvField(QByteArrayView value)
{
    auto text = value.toByteArray();
    if (!text.isEmpty() && QByteArrayView("=+-@\t\r").contains(text.front()))
        text.prepend('\'');
    const bool needsQuotes = text.contains('"') || text.contains(',') || text.contains('\n')
        || text.contains('\r') || text.startsWith(' ') || text.endsWith(' ');
    if (!needsQuotes)
        return text;
    return '"' + text.replace("\"", "\"\"") + '"';
}

QByteArray csvHeader()
{
    return "id,pubkey,created_at,kind,tags,content,sig\r\n";
}

void appendCsv(const Event& event, QByteArray& out)
{
    out += event.id.toHex() + ',' + event.pubkey.toHex() + ',' + QByteArray::number(event.createdAt) + ','
        + QByteArray::number(event.kind) + ',' + csvField(tagsJson(event)) + ',' + csvField(event.content)
        + ',' + event.sig.toHex() + "\r\n";
}

bool isOfDatabase(const QString& path, const QString& database)
{
    const auto target = QFileInfo(path).absoluteFilePath();
    for (const auto* suffix : {"", "-wal", "-shm", ".lock"}) {
        const QFileInfo own(database + QLatin1StringView(suffix));
        if (target == own.absoluteFilePath()
            || (own.exists() && QFileInfo(path).canonicalFilePath() == own.canonicalFilePath()))
            return true;
    }
    return false;
}

std::optional<std::uint64_t> countMatching(SqlDatabase& database, const Filter& filter)
{
    if (filter.ids || filter.authors || !filter.tags.empty() || !filter.search.isEmpty())
        return std::nullopt;
    QByteArray sql = "SELECT count(*) FROM event INDEXED BY event_time WHERE created_at BETWEEN ? AND ?";
    if (filter.kinds) {
        QByteArrayList kinds;
        for (const auto kind : *filter.kinds)
            kinds.append(QByteArray::number(kind));
        sql += " AND kind IN (" + kinds.join(',') + ')';
    }
    SqlStatement count(database, sql);
    count.bind(1, filter.since.value_or(0)).bind(2, filter.until.value_or(limits::maxCreatedAt));
    if (!count.step())
        return std::nullopt;
    const auto matching = count.number(0);
    return filter.limit ? std::min<std::uint64_t>(matching, *filter.limit) : matching;
}

Exporter::Exporter(EventReader& events, ExportFormat format, Writer writer)
    : m_events(events)
    , m_format(format)
    , m_writer(std::move(writer))
{
}

StoreResult<std::optional<EventCursor>> Exporter::startOf(const Filter& filter, std::uint32_t limit)
{
    std::optional<EventCursor> after;
    while (limit > 0) {
        const auto count = static_cast<int>(std::min<std::uint32_t>(limit, pageEvents));
        auto page = m_events.page(filter, EventOrder::NewestFirst, after, count);
        if (!page)
            return Unexpected(page.error());
        limit -= static_cast<std::uint32_t>(std::min<std::size_t>(page->events.size(), limit));
        if (limit == 0) {
            const auto& last = page->events.back();
            return std::optional(EventCursor{last.event.createdAt, last.seq - 1});
        }
        if (!page->next)
            return std::optional<EventCursor>();
        after = page->next;
    }
    return std::optional<EventCursor>();
}

Exporter::Result Exporter::run(const Filter& filter, const std::atomic<bool>& cancelled)
{
    if (m_format == ExportFormat::Csv && !m_writer(csvHeader()))
        return Result::WriteFailed;
    if (filter.limit == 0U)
        return Result::Done;
    auto after = startOf(filter, filter.limit.value_or(0));
    if (!after) {
        m_error = after.error();
        return Result::StoreFailed;
    }
    auto cursor = *after;
    while (!cancelled) {
        auto page = m_events.page(filter, EventOrder::OldestFirst, cursor, pageEvents);
        if (!page) {
            m_error = page.error();
            return Result::StoreFailed;
        }
        QByteArray bytes;
        for (const auto& stored : page->events) {
            if (m_format == ExportFormat::Csv) {
                appendCsv(stored.event, bytes);
            } else {
                appendJson(stored.event, bytes);
                bytes.append('\n');
            }
        }
        if (!m_writer(bytes))
            return Result::WriteFailed;
        m_count += page->events.size();
        if (!page->next)
            return countTrimmed(filter);
        cursor = page->next;
    }
    return Result::Cancelled;
}

Exporter::Result Exporter::countTrimmed(const Filter& filter)
{
    const auto trimmed = m_events.trimmedCount(filter);
    if (!trimmed) {
        m_error = trimmed.error();
        return Result::StoreFailed;
    }
    m_trimmed = *trimmed;
    return Result::Done;
}

} // namespace nostrscope
