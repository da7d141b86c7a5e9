// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/relaylist.h"

#include "core/nostr/jsonreader_p.h"

#include <QStringList>

namespace nostrscope {

using namespace detail;
using namespace Qt::Literals::StringLiterals;

namespace {

using Entries = std::vector<RelayListEntry>;
using Result = Expected<Entries, RelayListError>;

bool isFull(const Entries& entries)
{
    return entries.size() >= limits::maxRelayListEntries;
}

void add(int line, const QString& text, RelayUrlRules rules, Entries& entries, const QString& name = {},
         const QString& purpose = {})
{
    const auto trimmed = text.trimmed();
    entries.push_back({line, trimmed, name.trimmed(), purpose.trimmed(), RelayUrl::parse(trimmed, rules)});
}

Result readText(const QString& content)
{
    Entries entries;
    int line = 0;
    for (auto rest = QStringView(content); !rest.isEmpty();) {
        const auto end = rest.indexOf(u'\n');
        auto text = (end < 0 ? rest : rest.first(end)).trimmed();
        rest = end < 0 ? QStringView() : rest.sliced(end + 1);
        ++line;
        // A fragment of a URL carries no meaning for a relay, so `#` may start a comment anywhere.
        if (const auto comment = text.indexOf(u'#'); comment >= 0)
            text = text.first(comment).trimmed();
        if (text.isEmpty())
            continue;
        if (isFull(entries))
            return Unexpected(RelayListError::TooManyEntries);
        add(line, text.toString(), RelayUrlRules::list(), entries);
    }
    return entries;
}

/// One record of RFC 4180 from `at` on; quoted fields may hold commas, quotes and line breaks.
QStringList nextRecord(QStringView content, qsizetype& at, int& line)
{
    QStringList fields{QString()};
    bool isQuoted = false;
    ++line;
    while (at < content.size()) {
        const auto c = content[at++];
        if (isQuoted) {
            if (c == u'"' && at < content.size() && content[at] == u'"')
                fields.last() += content[at++];
            else if (c == u'"')
                isQuoted = false;
            else
                fields.last() += c;
            line += c == u'\n' ? 1 : 0;
        } else if (c == u'\n') {
            break;
        } else if (c == u'"' && fields.last().trimmed().isEmpty()) {
            fields.last().clear();
            isQuoted = true;
        } else if (c == u',' || c == u';' || c == u'\t') {
            fields.append(QString());
        } else {
            fields.last() += c;
        }
    }
    for (auto& field : fields)
        field = field.trimmed();
    return fields;
}

struct Columns {
    qsizetype url = 0;
    qsizetype name = -1;
    qsizetype purpose = -1;
    bool hasHeader = false;
};

qsizetype columnOf(const QStringList& header, const QStringList& names)
{
    for (const auto& name : names) {
        if (const auto column = header.indexOf(name); column >= 0)
            return column;
    }
    return -1;
}

Columns columnsOf(const QStringList& record)
{
    QStringList header;
    for (const auto& field : record)
        header.append(field.toLower().replace(u'_', u' '));
    Columns columns;
    const auto url =
        columnOf(header, {u"relay url"_s, u"url"_s, u"relay"_s, u"relays"_s, u"address"_s, u"host"_s});
    columns.hasHeader = url >= 0;
    columns.url = std::max<qsizetype>(url, 0);
    if (columns.hasHeader) {
        columns.name = columnOf(header, {u"name"_s, u"title"_s});
        columns.purpose = columnOf(header, {u"purpose"_s, u"description"_s, u"type"_s, u"category"_s});
    }
    return columns;
}

Result readCsv(const QString& content)
{
    Entries entries;
    Columns columns;
    auto rules = RelayUrlRules::list();
    rules.allowBareHost = true;
    int line = 0;
    bool isFirst = true;
    for (qsizetype at = 0; at < content.size();) {
        const int first = line + 1;
        const auto record = nextRecord(content, at, line);
        if (isFirst) {
            isFirst = false;
            columns = columnsOf(record);
            if (columns.hasHeader)
                continue;
        }
        const auto text = record.value(columns.url);
        if (text.isEmpty() || text.startsWith(u'#'))
            continue;
        if (isFull(entries))
            return Unexpected(RelayListError::TooManyEntries);
        add(first, text, rules, entries, record.value(columns.name), record.value(columns.purpose));
    }
    return entries;
}

QString textOf(JsonObject object, const char* key)
{
    JsonElement value;
    if (object[key].get(value) != simdjson::SUCCESS)
        return {};
    return QString::fromUtf8(stringOf(value).value_or(QByteArrayView()));
}

bool looksLikeUrl(QByteArrayView text)
{
    const auto start =
        text.trimmed().first(std::min<qsizetype>(text.trimmed().size(), 6)).toByteArray().toLower();
    return start.startsWith("ws://") || start.startsWith("wss://");
}

/// Walks lists and objects; the depth is bounded by the parser.
class JsonWalker {
public:
    explicit JsonWalker(Entries& entries)
        : m_entries(entries)
    {
    }

    /// `isRelayList`: every text in here is meant to be a relay.
    void walk(JsonElement value, bool isRelayList)
    {
        JsonArray list;
        JsonObject object;
        if (value.get(list) == simdjson::SUCCESS) {
            for (const JsonElement item : list) {
                const auto text = stringOf(item);
                if (text && (isRelayList || looksLikeUrl(*text)))
                    addEntry(QString::fromUtf8(*text), {}, {});
                else if (!text)
                    walk(item, isRelayList);
            }
        } else if (value.get(object) == simdjson::SUCCESS) {
            walkObject(object);
        }
    }
    [[nodiscard]] bool isTooLong() const { return m_isTooLong; }

private:
    void walkObject(JsonObject object)
    {
        auto url = textOf(object, "url");
        if (url.isEmpty())
            url = textOf(object, "relay");
        if (!url.isEmpty()) {
            const auto purpose = textOf(object, "purpose");
            addEntry(url, textOf(object, "name"),
                     purpose.isEmpty() ? textOf(object, "description") : purpose);
            return; // what is inside describes this relay
        }
        for (const auto& [key, member] : object) {
            if (looksLikeUrl(view(key)))
                addEntry(QString::fromUtf8(view(key)), {}, {});
            else
                walk(member, key == "relays");
        }
    }
    void addEntry(const QString& url, const QString& name, const QString& purpose)
    {
        if (isFull(m_entries)) {
            m_isTooLong = true;
            return;
        }
        add(static_cast<int>(m_entries.size()) + 1, url, RelayUrlRules::list(), m_entries, name, purpose);
    }

    Entries& m_entries;
    bool m_isTooLong = false;
};

Result readJson(QByteArrayView content)
{
    JsonReader reader(limits::maxRelayListBytes);
    JsonElement root;
    if (!reader.parse(content, root))
        return Unexpected(RelayListError::NotJson);
    Entries entries;
    JsonWalker walker(entries);
    walker.walk(root, true);
    if (walker.isTooLong())
        return Unexpected(RelayListError::TooManyEntries);
    return entries;
}

} // namespace

RelayListFormat relayListFormat(QStringView fileName)
{
    if (fileName.endsWith(u".json", Qt::CaseInsensitive))
        return RelayListFormat::Json;
    if (fileName.endsWith(u".csv", Qt::CaseInsensitive))
        return RelayListFormat::Csv;
    return RelayListFormat::Text;
}

Expected<std::vector<RelayListEntry>, RelayListError> readRelayList(QByteArrayView content,
                                                                    RelayListFormat format)
{
    if (content.size() > qsizetype(limits::maxRelayListBytes))
        return Unexpected(RelayListError::TooLarge);
    if (content.startsWith("\xef\xbb\xbf"))
        content = content.sliced(3);
    if (!content.isValidUtf8())
        return Unexpected(RelayListError::NotText);
    switch (format) {
    case RelayListFormat::Text:
        return readText(QString::fromUtf8(content));
    case RelayListFormat::Csv:
        return readCsv(QString::fromUtf8(content));
    case RelayListFormat::Json:
        return readJson(content);
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
