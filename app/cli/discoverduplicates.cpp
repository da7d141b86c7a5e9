// SPDX-License-Identifier: GPL-3.0-or-later
// `discover duplicates`, `discover same` and `discover different`.
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/discovercommand.h"
#include "app/cli/discovertarget.h"
#include "app/cli/jsonwriter.h"
#include "core/discover/duplicates.h"
#include "core/nostr/plaintext.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

Expected<DuplicatesView, QString> groupsOf(const Options& options, bool all)
{
    const auto database = openForReading(options);
    if (!database)
        return Unexpected(database.error());
    DuplicatesQuestion question;
    question.all = all;
    question.limit = std::numeric_limits<int>::max();
    auto view = readDuplicates(**database, question);
    if (!view)
        return Unexpected(describe(view.error(), options.databasePath()));
    return std::move(*view);
}

QLatin1StringView stateOf(const DuplicateGroup& group)
{
    return group.isDismissed ? "different"_L1 : group.isOpen() ? "open"_L1 : "one"_L1;
}

QString textOf(const DuplicateGroup& group)
{
    QStringList urls;
    for (const auto& one : group.members)
        urls.append(plainText(one.url, 80));
    const auto reason = QString::fromLatin1(toString(group.reason));
    const auto state = stateOf(group);
    return state == "open"_L1 ? u"%1 (%2)"_s.arg(urls.join(u" = "_s), reason)
                              : u"%1 (%2; %3)"_s.arg(urls.join(u" = "_s), reason, state);
}

bool holdsAny(const DuplicateGroup& group, const QSet<QByteArray>& urls)
{
    return std::any_of(group.members.begin(), group.members.end(),
                       [&](const DuplicateGroup::Member& one) { return urls.contains(one.url); });
}

} // namespace

ExitCode runDiscoverDuplicates(const Options& options, Console& console)
{
    const auto view = groupsOf(options, options.isSet(u"all"_s));
    if (!view)
        return console.fail(view.error());
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("groups").beginArray();
        for (const auto& group : view->groups) {
            json.beginObject().key("reason").text(QByteArrayView(toString(group.reason)));
            json.key("state").text(QStringView(QString(stateOf(group)))).key("urls").beginArray();
            for (const auto& one : group.members)
                json.text(one.url);
            json.endArray().endObject();
        }
        console.line(json.endArray().endObject().result());
        return ExitCode::Done;
    }
    for (const auto& group : view->groups)
        console.say(textOf(group));
    console.say(u"%1 groups of URLs that are probably one relay"_s.arg(grouped(view->total)));
    return ExitCode::Done;
}

ExitCode runDiscoverSame(const Options& options, Console& console)
{
    const bool isSame = options.arguments().first() == u"same"_s;
    QSet<QByteArray> urls;
    for (const auto& text : options.arguments().mid(1)) {
        const auto url = RelayUrl::parse(text, RelayUrlRules::byHand());
        if (!url) {
            console.error(u"“%1” is no relay URL."_s.arg(plainText(text, 200)));
            return ExitCode::Usage;
        }
        urls.insert(url->text());
    }
    auto view = groupsOf(options, true);
    if (!view)
        return console.fail(view.error());
    std::erase_if(view->groups, [&](const DuplicateGroup& group) { return !holdsAny(group, urls); });
    if (view->groups.empty())
        return console.fail(u"None of these is in a group; see “discover duplicates --all”."_s);
    const SystemClock clock;
    const auto target = DiscoverTarget::open(options, clock, console);
    if (!target)
        return console.fail(target.error());
    std::vector<QByteArray> keys;
    std::vector<CandidateDecision> decisions;
    QStringList listedTwice;
    for (auto& group : view->groups) {
        keys.push_back(group.key);
        group.isDismissed = !isSame;
        if (!isSame)
            continue;
        for (const auto& decision : mergeDuplicates(group)) {
            const auto member =
                std::find_if(group.members.begin(), group.members.end(),
                             [&](const DuplicateGroup::Member& one) { return one.url == decision.url; });
            if (member->listing == CandidateListing::Listed)
                listedTwice.append(QString::fromLatin1(decision.url));
            else
                decisions.push_back(decision);
        }
    }
    // “same” takes back “different” and the other way round.
    if (const auto error = (*target)->dismiss(keys, !isSame); !error.isEmpty())
        return console.fail(error);
    if (!decisions.empty()) {
        if (const auto done = (*target)->decide(decisions); !done)
            return console.fail(done.error());
    }
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("groups").number(keys.size()).key("rejected").beginArray();
        for (const auto& one : decisions)
            json.text(one.url);
        json.endArray().key("listed_twice").beginArray();
        for (const auto& url : listedTwice)
            json.text(QStringView(url));
        console.line(json.endArray().endObject().result());
    } else {
        for (const auto& one : decisions)
            console.say(u"rejected: %1 (%2)"_s.arg(QString::fromLatin1(one.url), one.reason));
        if (!isSame)
            console.say(u"%1 groups are different relays"_s.arg(grouped(keys.size())));
    }
    for (const auto& url : listedTwice)
        console.error(u"%1 is on the list as well. Take it off by “relays remove”."_s.arg(url));
    return listedTwice.isEmpty() ? ExitCode::Done : ExitCode::Partly;
}

} // namespace nostrscope
