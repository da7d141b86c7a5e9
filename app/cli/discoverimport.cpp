// SPDX-License-Identifier: GPL-3.0-or-later
// `discover import`: what is fetched because the user says so.
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/discovercommand.h"
#include "app/cli/discovertarget.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonwriter.h"
#include "app/settings/probesettingsof.h"
#include "core/discover/seennames.h"
#include "core/engine/candidatefetch.h"
#include "core/nostr/plaintext.h"

#include <QEventLoop>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// In the order of their arrival; without those that Ctrl+C prevented.
std::vector<FetchedMentions> fetchAll(DiscoveryFetch::What what, const QStringList& texts,
                                      const Options& options, const Clock& clock)
{
    std::vector<FetchedMentions> all;
    const auto probe = makeProbeSettings(options.settings().layers());
    CandidateFetchConfig config;
    config.userAgent = probe.userAgent;
    config.extraRoots = probe.extraRoots;
    config.allowPrivate = allowsPrivate(options);
    SystemResolver resolver;
    CandidateFetch fetch(config, resolver, clock);
    QEventLoop loop;
    QObject::connect(&fetch, &CandidateFetch::fetched, &loop,
                     [&](const std::shared_ptr<const FetchedMentions>& one) { all.push_back(*one); });
    QObject::connect(&fetch, &CandidateFetch::finished, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    QTimer interrupted;
    QObject::connect(&interrupted, &QTimer::timeout, &loop, [&] {
        if (interruption())
            loop.quit();
    });
    interrupted.start(100ms);
    fetch.start(what, texts);
    loop.exec();
    return all;
}

/// The error is a sentence.
Expected<QStringList, QString> seenNames(const Options& options)
{
    if (!options.isSet(u"seen-names"_s))
        return QStringList();
    const auto database = openForReading(options);
    if (!database)
        return Unexpected(database.error());
    auto names = readSeenNames(**database, options.value(u"seen-names"_s).toInt());
    if (!names)
        return Unexpected(describe(names.error(), options.databasePath()));
    return std::move(*names);
}

QByteArray toJson(const std::vector<FetchedMentions>& all)
{
    std::uint64_t created = 0;
    JsonWriter json;
    json.beginObject().key("fetched").beginArray();
    for (const auto& [report, batch] : all) {
        json.beginObject().key("from").text(QStringView(report.text));
        json.key("error").text(QStringView(report.error)).key("entries").number(report.entries);
        json.key("new").number(report.created).key("known").number(report.known);
        json.key("refused").number(report.refused).endObject();
        created += report.created;
    }
    return json.endArray().key("new").number(created).endObject().result();
}

} // namespace

ExitCode runDiscoverImport(const Options& options, Console& console)
{
    QStringList lists;
    QStringList names;
    for (const auto& text : options.arguments().mid(1))
        (text.contains(u"://"_s) ? lists : names).append(text);
    bool isNumber = true;
    const int most = options.isSet(u"seen-names"_s) ? options.value(u"seen-names"_s).toInt(&isNumber) : 0;
    if (!isNumber || (options.isSet(u"seen-names"_s) && (most < 1 || most > 1000))) {
        console.error(u"--seen-names needs a number from 1 to 1000."_s);
        return ExitCode::Usage;
    }
    if (lists.isEmpty() && names.isEmpty() && most == 0) {
        console.error(
            u"“discover import” needs addresses of lists, or NIP-05 names such as bob@example.com."_s);
        return ExitCode::Usage;
    }
    const auto seen = seenNames(options);
    if (!seen)
        return console.fail(seen.error());
    names += *seen;
    const SystemClock clock;
    auto all = fetchAll(DiscoveryFetch::What::Lists, lists, options, clock);
    for (auto& one : fetchAll(DiscoveryFetch::What::Names, names, options, clock))
        all.push_back(std::move(one));
    // Only now: nobody else waits for the database while we wait for servers.
    const auto target = DiscoverTarget::open(options, clock, console, true);
    if (!target)
        return console.fail(target.error());
    std::size_t failed = 0;
    for (auto& [report, batch] : all) {
        failed += !report.error.isEmpty();
        const auto gain = (*target)->add(std::make_shared<MentionBatch>(batch));
        if (!gain)
            return console.fail(gain.error());
        report.created = gain->created;
        report.known = gain->known;
    }
    if (options.json())
        console.line(toJson(all));
    for (const auto& [report, batch] : all) {
        const auto text = plainText(report.text, 200);
        if (!report.error.isEmpty())
            console.error(u"%1: %2"_s.arg(text, report.error));
        else if (!options.json())
            console.say(u"%1: %2 entries, %3 new relays, %4 known, %5 refused"_s.arg(
                text, grouped(report.entries), grouped(report.created), grouped(report.known),
                grouped(report.refused)));
    }
    if (interruption()) {
        console.error(u"Cancelled. What was fetched before is kept."_s);
        return ExitCode::Failed;
    }
    return failed == 0 ? ExitCode::Done : failed == all.size() ? ExitCode::Failed : ExitCode::Partly;
}

} // namespace nostrscope
