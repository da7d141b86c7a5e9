// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/relayimport.h"

#include "core/base/limits.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

Expected<std::vector<RelayImportRow>, RelayListError> planRelayImport(const QByteArray& content,
                                                                      RelayListFormat format,
                                                                      const QSet<QByteArray>& knownUrls,
                                                                      bool allowPrivate)
{
    const auto entries = readRelayList(content, format);
    if (!entries)
        return Unexpected(entries.error());
    const auto lines = format == RelayListFormat::Text ? content.split('\n') : QList<QByteArray>();
    QSet<QByteArray> inFile;
    std::vector<RelayImportRow> rows;
    for (const auto& entry : *entries) {
        RelayImportRow row;
        row.input = entry.text;
        if (entry.line >= 1 && entry.line <= lines.size()) {
            row.input = QString::fromUtf8(lines[entry.line - 1]);
            if (row.input.endsWith(u'\r'))
                row.input.chop(1);
        }
        row.name = entry.name;
        row.purpose = entry.purpose;
        auto url = entry.url;
        if (!url && url.error() == RelayUrlError::PrivateAddress && allowPrivate)
            url = RelayUrl::parse(entry.text, RelayUrlRules::byHand());
        if (!url) {
            row.reason = describe(url.error());
        } else {
            row.url = url->text();
            row.network = url->network();
            if (inFile.contains(row.url))
                row.reason = u"duplicate"_s;
            else if (knownUrls.contains(row.url))
                row.reason = u"known"_s;
            inFile.insert(row.url);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

QString describe(RelayListError error)
{
    switch (error) {
    case RelayListError::TooLarge:
        return u"The list is longer than %1 MiB."_s.arg(limits::maxRelayListBytes / (1024 * 1024));
    case RelayListError::TooManyEntries:
        return u"The list has more than %1 entries."_s.arg(limits::maxRelayListEntries);
    case RelayListError::NotText:
        return u"The list is not a text in UTF-8."_s;
    case RelayListError::NotJson:
        return u"The list is not JSON."_s;
    }
    Q_UNREACHABLE();
}

QString describe(RelayUrlError error)
{
    switch (error) {
    case RelayUrlError::Empty:
        return u"empty"_s;
    case RelayUrlError::TooLong:
        return u"too long"_s;
    case RelayUrlError::ControlCharacter:
        return u"control character"_s;
    case RelayUrlError::BadScheme:
        return u"not ws:// or wss://"_s;
    case RelayUrlError::NoHost:
        return u"no host"_s;
    case RelayUrlError::BadHost:
        return u"bad host"_s;
    case RelayUrlError::BadPort:
        return u"bad port"_s;
    case RelayUrlError::PrivateAddress:
        return u"private address"_s;
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
