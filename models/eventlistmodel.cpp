// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventlistmodel.h"

#include "core/nostr/nip19.h"
#include "core/nostr/plaintext.h"
#include "models/words.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

EventListModel::EventListModel(EngineLink& engine, const Fmt& fmt, QObject* parent)
    : ColumnModel(
        {
            {"time"_L1, tr("Time"), tr("When the author dated it"), ColumnKind::Time},
            {"kind"_L1, tr("Kind"), tr("Number and name of the kind (NIP index)")},
            {"author"_L1, tr("Author"), tr("Public key that signed it")},
            {"content"_L1, tr("Content"), tr("Beginning of the content, as plain text")},
            {"size"_L1, tr("Size"), tr("Bytes of content"), ColumnKind::Bytes, "bytes"_L1},
        },
        parent)
    , m_engine(engine)
    , m_fmt(fmt)
{
    m_query.count = pageSize;
    connect(&engine, &EngineLink::eventsRead, this, &EventListModel::onRead);
    connect(&engine, &EngineLink::askFailed, this, &EventListModel::onFailed);
}

EventListModel::~EventListModel()
{
    if (m_token)
        m_engine.cancel(*m_token);
}

QString EventListModel::columnName(int column)
{
    static constexpr QLatin1StringView names[columns] = {"time"_L1, "kind"_L1, "author"_L1, "content"_L1,
                                                         "size"_L1};
    return names[column];
}

int EventListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

void EventListModel::load(const Filter& filter)
{
    stop();
    if (!(filter == m_query.filter) && !m_rows.empty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        m_rows.clear();
        endRemoveRows();
    }
    m_query.filter = filter;
    m_next.reset();
    m_replaces = true;
    m_reads = 0;
    m_wanted = pageSize;
    read();
}

void EventListModel::fetchOlder()
{
    if (isLoading() || !hasOlder())
        return;
    m_replaces = false;
    m_reads = 0;
    m_wanted = m_rows.size() + pageSize;
    read();
}

void EventListModel::stop()
{
    if (!m_token)
        return;
    m_engine.cancel(*m_token);
    m_token.reset();
    emit stateChanged();
}

bool EventListModel::hasOlder() const
{
    return m_next.has_value() && m_rows.size() < maximumRows;
}

std::optional<UnixMillis> EventListModel::lookedBackTo() const
{
    return m_next ? std::optional(fromSeconds(m_next->createdAt)) : std::nullopt;
}

void EventListModel::read()
{
    ++m_reads;
    m_error.clear();
    m_query.after = m_next;
    m_token = m_engine.takeToken(); // before asking: the answer may come at once
    emit stateChanged();
    m_engine.readEvents(*m_token, m_query);
}

void EventListModel::onRead(int token, const std::shared_ptr<const EventPage>& page)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_next = page->next;
    if (std::exchange(m_replaces, false) && !m_rows.empty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        m_rows.clear();
        endRemoveRows();
    }
    const auto room =
        static_cast<std::size_t>(maximumRows) - std::min<std::size_t>(m_rows.size(), maximumRows);
    const auto count = std::min(page->events.size(), room);
    if (count > 0) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(count) - 1);
        for (std::size_t i = 0; i < count; ++i)
            m_rows.push_back(rowOf(page->events[i]));
        endInsertRows();
    }
    if (hasOlder() && m_rows.size() < m_wanted && m_reads < maximumReads)
        read();
    else
        emit stateChanged();
}

void EventListModel::onFailed(int token, const QString& message)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_error = message;
    emit stateChanged();
}

EventListModel::Row EventListModel::rowOf(const StoredEvent& stored)
{
    const auto& event = stored.event;
    return {event.id,
            event.pubkey,
            event.createdAt,
            event.kind,
            plainText(QByteArrayView(event.content), previewLength),
            static_cast<std::uint64_t>(event.content.size())};
}

QString EventListModel::npub(const Row& row)
{
    return QString::fromLatin1(encodeNpub(row.author));
}

QString EventListModel::displayText(int row, int column) const
{
    const auto& event = at(row);
    switch (column) {
    case TimeColumn:
        return m_fmt.dateTime(fromSeconds(event.createdAt));
    case KindColumn:
        return words::kindText(event.kind, m_fmt);
    case AuthorColumn:
        return Fmt::shortId(npub(event));
    case ContentColumn:
        return event.preview;
    default:
        return m_fmt.bytes(event.size);
    }
}

QString EventListModel::toolTip(int row, int column) const
{
    const auto& event = at(row);
    switch (column) {
    case TimeColumn:
        return m_fmt.dateTimeZone(fromSeconds(event.createdAt));
    case AuthorColumn:
        return npub(event);
    case ContentColumn:
        // A view takes what looks like markup for markup; escaped it shows as it is.
        return event.preview;
    default:
        return {};
    }
}

QString EventListModel::copyText(int row, int column) const
{
    return column == AuthorColumn ? npub(at(row)) : displayText(row, column);
}

QVariant EventListModel::rawValue(int row, int column) const
{
    const auto& event = at(row);
    switch (column) {
    case TimeColumn:
        return QVariant::fromValue<qint64>(event.createdAt * 1000);
    case SizeColumn:
        return QVariant::fromValue<quint64>(event.size);
    default:
        return copyText(row, column);
    }
}

QVariant EventListModel::key(int row) const
{
    return QString::fromLatin1(at(row).id.toHex());
}

} // namespace nostrscope
