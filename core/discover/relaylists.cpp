// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/relaylists.h"

#include "core/discover/storescan.h"

#include <QSet>

namespace nostrscope {

Expected<ListMentions, RelayListError> readListMentions(QByteArrayView content, RelayListFormat format,
                                                        const QString& origin, UnixMillis at,
                                                        bool allowPrivate)
{
    const auto entries = readRelayList(content, format);
    if (!entries)
        return Unexpected(entries.error());
    ListMentions list;
    list.entries = entries->size();
    auto rules = RelayUrlRules::discovered();
    rules.allowPrivate = allowPrivate;
    rules.allowBareHost = format == RelayListFormat::Csv;
    QSet<QByteArray> known;
    for (const auto& entry : *entries) {
        const auto url = RelayUrl::parse(entry.text, rules);
        if (!url) {
            ++list.refused[url.error()];
            list.batch.refused.push_back(refusedHash(entry.text.toUtf8()));
            if (list.first.size() < ListMentions::maxRefusals)
                list.first.push_back({entry.line, entry.text, url.error()});
            continue;
        }
        if (known.contains(url->text())) {
            ++list.repeated;
            continue;
        }
        known.insert(url->text());
        MentionSum sum;
        sum.url = url->text();
        sum.network = url->network();
        sum.source = DiscoverySource::List;
        sum.mentions = 1;
        sum.first = sum.last = at;
        sum.origin = origin;
        list.batch.sums.push_back(std::move(sum));
    }
    return list;
}

} // namespace nostrscope
