// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of a RelayTableModel say.
#include "models/relaytablemodel.h"

#include "core/nostr/plaintext.h"
#include "models/healthwords.h"
#include "models/roles.h"
#include "models/words.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Of what has no certificate: after all others.
constexpr auto noEnd = UnixMillis::max();
/// Of one text of a stranger in a cell.
constexpr qsizetype maximumText = 200;

} // namespace

QVariant RelayTableModel::sortValue(int at, int column) const
{
    switch (column) {
    case StatusColumn:
        return severity(at);
    case ErrorColumn:
        return static_cast<int>(row(at).lastError);
    case SourceColumn:
        return static_cast<int>(row(at).entry.source);
    case LinkColumn:
        return words::severityOf(words::linkStatus(row(at)));
    case CertificateNoteColumn:
        return QVariant::fromValue<qint64>(
            toMillis(row(at).health ? row(at).health->certificateUntil.value_or(noEnd) : noEnd));
    default:
        return ColumnModel::sortValue(at, column);
    }
}

QVariant RelayTableModel::rawValue(int at, int column) const
{
    const auto& relay = row(at);
    const auto time = [](UnixMillis value) {
        return value == UnixMillis{} ? QVariant() : QVariant::fromValue<qint64>(toMillis(value));
    };
    const auto count = [](std::uint64_t value) { return QVariant::fromValue<quint64>(value); };
    switch (column) {
    case StatusColumn:
        return words::statusCode(words::statusOf(relay));
    case RelayColumn:
        return QString::fromUtf8(relay.entry.url);
    case EventsColumn:
        return count(relay.eventsInRange);
    case NovelColumn: {
        const auto ratio = novelRatio(relay);
        return ratio ? QVariant(*ratio) : QVariant();
    }
    case RateColumn:
        return relay.eventsPerMinute;
    case OpenColumn:
        return relay.openTime ? QVariant::fromValue<qint64>(relay.openTime->count()) : QVariant();
    case LastColumn:
        return time(relay.lastEventAt);
    case ErrorColumn:
        return errorText(relay);
    case NameColumn:
        return nameText(relay);
    case LinkColumn:
        return words::statusCode(words::linkStatus(relay));
    case StarColumn:
        return relay.entry.starred ? u"watched"_s : QString();
    case PurposeColumn:
        return plainText(relay.entry.purpose, maximumText);
    case SourceColumn:
        return toString(relay.entry.source);
    case SeenColumn:
        return count(relay.eventsSeen);
    case DuplicatesColumn:
        return count(relay.duplicates);
    case RefusedColumn:
        return count(relay.invalid);
    case ReceivedColumn:
        return count(relay.bytesIn);
    case SinceColumn:
        return time(relay.stateSince);
    case AddedColumn:
        return time(relay.entry.addedAt);
    default:
        return healthValue(relay, column);
    }
}

QString RelayTableModel::nameText(const RelayRow& row)
{
    const bool hasDocument = row.health && !row.health->name.isEmpty();
    return plainText(hasDocument ? row.health->name : row.entry.name, maximumText);
}

QString RelayTableModel::errorText(const RelayRow& row)
{
    const auto text = words::linkError(row.lastError);
    if (row.lastErrorDetail.isEmpty() || row.lastError == LinkError::None)
        return text;
    // The detail comes from strangers.
    return text + u": "_s + plainText(row.lastErrorDetail, maximumText);
}

QString RelayTableModel::displayText(int at, int column) const
{
    const auto& relay = row(at);
    switch (column) {
    case StatusColumn:
        return words::stateWord(relay);
    case RelayColumn:
        return m_fmt.leftToRight(Fmt::relay(relay.entry.url));
    case EventsColumn:
        return m_fmt.number(relay.eventsInRange);
    case NovelColumn: {
        const auto ratio = novelRatio(relay);
        return ratio ? m_fmt.percent(*ratio) : Fmt::missing();
    }
    case RateColumn:
        return m_fmt.perMinute(relay.eventsPerMinute);
    case OpenColumn:
        return m_fmt.latency(relay.openTime);
    case LastColumn:
        return m_fmt.moment(relay.lastEventAt, m_asOf);
    case ErrorColumn:
        return errorText(relay);
    default:
        return optionalText(relay, column);
    }
}

QString RelayTableModel::optionalText(const RelayRow& relay, int column) const
{
    switch (column) {
    case NameColumn:
        return m_fmt.stranger(nameText(relay), maximumText);
    case LinkColumn:
        return words::linkState(relay.state);
    case StarColumn:
        return relay.entry.starred ? u"★"_s : QString();
    case PurposeColumn:
        return m_fmt.stranger(relay.entry.purpose, maximumText);
    case SourceColumn:
        return words::source(relay.entry.source);
    case SeenColumn:
        return m_fmt.number(relay.eventsSeen);
    case DuplicatesColumn:
        return m_fmt.number(relay.duplicates);
    case RefusedColumn:
        return m_fmt.number(relay.invalid);
    case ReceivedColumn:
        return m_fmt.bytes(relay.bytesIn);
    case SinceColumn:
        return m_fmt.moment(relay.stateSince, m_asOf);
    case AddedColumn:
        return m_fmt.dateTime(relay.entry.addedAt);
    default:
        return healthText(relay, column);
    }
}

QString RelayTableModel::toolTip(int at, int column) const
{
    const auto& relay = row(at);
    switch (column) {
    case StatusColumn:
        return words::stateSentence(relay, m_fmt);
    case LinkColumn: {
        const auto since = relay.stateSince == UnixMillis{}
            ? words::linkState(relay.state)
            : tr("%1 since %2").arg(words::linkState(relay.state), m_fmt.dateTimeZone(relay.stateSince));
        return relay.state == LinkState::Waiting
            ? since + u'\n' + tr("Next try at %1").arg(m_fmt.timeOfDay(relay.nextTryAt))
            : since;
    }
    case RelayColumn: {
        const auto url = QString::fromUtf8(relay.entry.url);
        const auto name = nameText(relay);
        return name.isEmpty() ? url : m_fmt.stranger(name, maximumText) + u'\n' + url;
    }
    case EventsColumn:
        return tr("%1 in the range by their own date, %2 seen ever")
            .arg(m_fmt.numberFull(relay.eventsInRange), m_fmt.numberFull(relay.eventsSeen));
    case NovelColumn:
        return tr("Brought %1 events first, repeated %2")
            .arg(m_fmt.numberFull(relay.novel), m_fmt.numberFull(relay.duplicates));
    case OpenColumn:
        return relay.openTime ? tr("Connect to open, last success") : tr("No connection succeeded yet");
    case LastColumn:
        return relay.lastEventAt == UnixMillis{} ? tr("No event from this relay yet")
                                                 : m_fmt.momentTip(relay.lastEventAt, m_asOf);
    case ErrorColumn:
        return errorText(relay);
    case StarColumn:
        return relay.entry.starred ? tr("Watched: checked every few minutes") : tr("Not watched by you");
    case SinceColumn:
        return m_fmt.momentTip(relay.stateSince, m_asOf);
    case AddedColumn:
        return m_fmt.dateTimeZone(relay.entry.addedAt);
    default:
        return healthTip(relay, column);
    }
}

QString RelayTableModel::copyText(int at, int column) const
{
    switch (column) {
    case RelayColumn:
        return QString::fromUtf8(row(at).entry.url);
    case LastColumn:
        return m_fmt.dateTimeZone(row(at).lastEventAt);
    case SinceColumn:
        return m_fmt.dateTimeZone(row(at).stateSince);
    case AddedColumn:
        return m_fmt.dateTimeZone(row(at).entry.addedAt);
    case CertificateColumn:
    case CheckedColumn: {
        const auto time = healthValue(row(at), column);
        return time.isValid() ? m_fmt.dateTimeZone(fromMillis(time.toLongLong())) : Fmt::missing();
    }
    case StarColumn:
        return row(at).entry.starred ? tr("watched") : QString();
    default:
        return displayText(at, column);
    }
}

QVariant RelayTableModel::key(int at) const
{
    return row(at).entry.id.number();
}

QVariant RelayTableModel::status(int at, int column) const
{
    if (column == StatusColumn)
        return static_cast<int>(words::statusOf(row(at)));
    return column == LinkColumn ? QVariant(static_cast<int>(words::linkStatus(row(at)))) : QVariant();
}

QVariant RelayTableModel::severity(int at) const
{
    return words::severityOf(words::statusOf(row(at)));
}

QVariant RelayTableModel::bar(int at, int column) const
{
    if (!m_hasBars || column != EventsColumn || m_mostEvents == 0)
        return {};
    return static_cast<double>(row(at).eventsInRange) / static_cast<double>(m_mostEvents);
}

QString RelayTableModel::columnName(int column)
{
    static constexpr QLatin1StringView names[columns] = {
        "status"_L1,     "relay"_L1,      "open_p50"_L1, "read_p50"_L1, "uptime"_L1,   "rate"_L1,
        "events"_L1,     "tls"_L1,        "checked"_L1,  "others"_L1,   "watched"_L1,  "novel"_L1,
        "last"_L1,       "connection"_L1, "open"_L1,     "error"_L1,    "read_p95"_L1, "result"_L1,
        "software"_L1,   "name"_L1,       "purpose"_L1,  "source"_L1,   "seen"_L1,     "duplicates"_L1,
        "refused"_L1,    "received"_L1,   "since"_L1,    "added"_L1,    "access"_L1,   "tls_note"_L1,
        "tls_issuer"_L1, "ip"_L1,         "country"_L1,  "asn"_L1};
    return names[column];
}

} // namespace nostrscope
