// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/discovercommand.h"
#include "app/cli/jsonwriter.h"
#include "core/discover/duplicates.h"
#include "core/nostr/plaintext.h"
#include "core/storage/discoveryreader.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

ExitCode runDiscoverDuplicates(const Options& options, Console& console)
{
    const auto database = openForReading(options);
    if (!database)
        return console.fail(database.error());
    CandidateQuery all;
    all.limit = static_cast<int>(DiscoveryBounds().candidates);
    const auto page = DiscoveryReader(**database).candidates(all);
    if (!page)
        return console.fail(describe(page.error(), options.databasePath()));
    const auto groups = findDuplicates(page->candidates);
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("groups").beginArray();
        for (const auto& group : groups) {
            json.beginObject().key("reason").text(QByteArrayView(toString(group.reason)));
            json.key("urls").beginArray();
            for (const auto& url : group.urls)
                json.text(url);
            json.endArray().endObject();
        }
        console.line(json.endArray().endObject().result());
        return ExitCode::Done;
    }
    for (const auto& group : groups) {
        QStringList urls;
        for (const auto& url : group.urls)
            urls.append(plainText(url, 80));
        console.say(u"%1 (%2)"_s.arg(urls.join(u" = "_s), QString::fromLatin1(toString(group.reason))));
    }
    console.say(u"%1 groups of URLs that are probably one relay"_s.arg(grouped(groups.size())));
    return ExitCode::Done;
}

} // namespace nostrscope
