// SPDX-License-Identifier: GPL-3.0-or-later
// `discover candidates`, and the decisions on them.
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/discovercommand.h"
#include "app/cli/discovertarget.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/relayimport.h"
#include "core/nostr/plaintext.h"
#include "core/storage/discoveryreader.h"

#include <QDateTime>
#include <QTimeZone>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename Value> struct Named {
    QStringView name;
    Value value;
};
constexpr Named<CandidateStage> stages[] = {
    {u"all", CandidateStage::All},           {u"review", CandidateStage::Review},
    {u"reached", CandidateStage::Reached},   {u"nostr", CandidateStage::Nostr},
    {u"readable", CandidateStage::Readable}, {u"listed", CandidateStage::Listed},
    {u"decided", CandidateStage::Decided},
};
constexpr Named<CandidateOrder> orders[] = {
    {u"mentions", CandidateOrder::Mentions},
    {u"authors", CandidateOrder::Authors},
    {u"first-seen", CandidateOrder::FirstSeen},
    {u"checked", CandidateOrder::LastChecked},
    {u"url", CandidateOrder::Url},
};

template <typename Value, std::size_t Size>
std::optional<Value> byName(const Named<Value> (&all)[Size], const QString& name)
{
    for (const auto& one : all) {
        if (one.name == name)
            return one.value;
    }
    return std::nullopt;
}

/// The error is a sentence.
Expected<CandidateQuery, QString> queryOf(const Options& options)
{
    CandidateQuery query;
    const auto stage = byName(stages, options.value(u"stage"_s));
    const auto order = byName(orders, options.value(u"sort"_s));
    if (!stage)
        return Unexpected(u"There is no stage “%1”."_s.arg(plainText(options.value(u"stage"_s), 100)));
    if (!order)
        return Unexpected(u"There is no order “%1”."_s.arg(plainText(options.value(u"sort"_s), 100)));
    query.stage = *stage;
    query.order = *order;
    for (const auto& name : options.values(u"source"_s)) {
        const auto source = discoverySourceFrom(name.toUtf8());
        if (!source)
            return Unexpected(u"There is no source “%1”."_s.arg(plainText(name, 100)));
        query.sources = static_cast<DiscoverySources>(query.sources | bitOf(*source));
    }
    bool isNumber = false;
    query.limit = options.value(u"limit"_s).toInt(&isNumber);
    if (!isNumber || query.limit < 1 || query.limit > 1'000'000)
        return Unexpected(u"--limit needs a number from 1 to 1000000."_s);
    return query;
}

void writeTime(JsonWriter& json, const char* key, UnixMillis time)
{
    json.key(key);
    if (time == UnixMillis())
        json.null();
    else
        json.number(toSeconds(time));
}

QString listingOf(const Candidate& one)
{
    return one.listing == CandidateListing::Listed ? u"listed"_s
        : one.listing == CandidateListing::Removed ? u"removed"_s
                                                   : QString::fromLatin1(toString(one.state));
}

void writeSource(JsonWriter& json, const CandidateSource& source)
{
    json.beginObject().key("source").text(QByteArrayView(toString(source.source)));
    json.key("mentions").number(source.mentions).key("authors").number(source.authors);
    json.key("read").number(source.reads).key("write").number(source.writes);
    writeTime(json, "first_seen", source.first);
    writeTime(json, "last_seen", source.last);
    json.key("example");
    if (source.example)
        json.text(source.example->toHex());
    else
        json.null();
    json.key("origin").text(source.origin).endObject();
}

void writeMillis(JsonWriter& json, const char* key, std::optional<std::chrono::milliseconds> time)
{
    json.key(key);
    if (time)
        json.number(time->count());
    else
        json.null();
}

void writeCandidate(JsonWriter& json, const Candidate& one)
{
    json.beginObject().key("url").text(one.url);
    json.key("network").text(QByteArrayView(toString(one.network)));
    json.key("state").text(listingOf(one)).key("reason").text(one.reason);
    json.key("mentions").number(one.mentions).key("authors").number(one.authors);
    writeTime(json, "first_seen", one.firstSeen);
    writeTime(json, "last_seen", one.lastSeen);
    json.key("attempts").number(one.check.attempts).key("failures").number(one.check.failures);
    writeTime(json, "checked_at", one.check.lastAt);
    json.key("code");
    if (one.check.code)
        json.text(QByteArrayView(toString(*one.check.code)));
    else
        json.null();
    json.key("reached").boolean(one.check.wasReached()).key("nostr").boolean(one.check.isNostr());
    json.key("readable").boolean(one.check.isReadable());
    writeMillis(json, "rtt_open", one.check.rttOpen);
    writeMillis(json, "rtt_read", one.check.rttRead);
    json.key("sources").beginArray();
    for (const auto& source : one.sources)
        writeSource(json, source);
    json.endArray().endObject();
}

QString dayText(UnixMillis time)
{
    return QDateTime::fromSecsSinceEpoch(toSeconds(time), QTimeZone::utc()).toString(u"yyyy-MM-dd"_s);
}

QString sourcesText(const Candidate& one)
{
    QStringList names;
    for (const auto& source : one.sources)
        names.append(QString::fromLatin1(toString(source.source)));
    return names.join(u", "_s);
}

} // namespace

ExitCode runDiscoverCandidates(const Options& options, Console& console)
{
    const auto query = queryOf(options);
    if (!query) {
        console.error(query.error());
        return ExitCode::Usage;
    }
    const auto database = openForReading(options);
    if (!database)
        return console.fail(database.error());
    const auto page = DiscoveryReader(**database).candidates(*query);
    if (!page)
        return console.fail(describe(page.error(), options.databasePath()));
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("total").number(page->total).key("candidates").beginArray();
        for (const auto& one : page->candidates)
            writeCandidate(json, one);
        console.line(json.endArray().endObject().result());
        return ExitCode::Done;
    }
    TextTable table({{u"Relay"_s, false},
                     {u"State"_s, false},
                     {u"Mentions"_s},
                     {u"Authors"_s},
                     {u"First seen"_s, false},
                     {u"Attempts"_s},
                     {u"Last result"_s, false},
                     {u"Sources"_s, false}});
    for (const auto& one : page->candidates)
        table.addRow({plainText(one.url, 80), listingOf(one), grouped(one.mentions), grouped(one.authors),
                      dayText(one.firstSeen), QString::number(one.check.attempts),
                      one.check.code ? QString::fromLatin1(toString(*one.check.code)) : u"–"_s,
                      sourcesText(one)});
    console.write(table.toString().toUtf8());
    console.say(u"%1 of %2 candidates"_s.arg(grouped(page->candidates.size()), grouped(page->total)));
    return ExitCode::Done;
}

namespace {

struct Decided {
    QList<QByteArray> done;
    std::vector<std::pair<QString, QString>> refused; ///< argument, reason
};

ExitCode report(const QString& action, const Decided& decided, const Options& options, Console& console)
{
    for (const auto& [input, reason] : decided.refused)
        console.error(u"“%1” is refused: %2."_s.arg(plainText(input, 200), reason));
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key(action.toLatin1()).beginArray();
        for (const auto& url : decided.done)
            json.text(url);
        json.endArray().key("refused").beginArray();
        for (const auto& [input, reason] : decided.refused)
            json.beginObject().key("input").text(input).key("reason").text(reason).endObject();
        console.line(json.endArray().endObject().result());
    } else {
        for (const auto& url : decided.done)
            console.say(u"%1: %2"_s.arg(action, QString::fromLatin1(url)));
    }
    return decided.refused.empty() ? ExitCode::Done : ExitCode::Partly;
}

CandidateState stateFor(const QString& action)
{
    return action == u"accept"_s ? CandidateState::Accepted
        : action == u"reject"_s  ? CandidateState::Rejected
        : action == u"never"_s   ? CandidateState::Never
                                 : CandidateState::New;
}

} // namespace

ExitCode runDiscoverDecide(const Options& options, Console& console)
{
    const auto action = options.arguments().first();
    const SystemClock clock;
    Decided decided;
    std::vector<CandidateDecision> wanted;
    std::vector<QString> inputs;
    for (const auto& text : options.arguments().mid(1)) {
        auto rules = RelayUrlRules::discovered();
        rules.allowPrivate = allowsPrivate(options);
        const auto url = RelayUrl::parse(text, rules);
        if (!url) {
            decided.refused.emplace_back(text, describe(url.error()));
            continue;
        }
        wanted.push_back({url->text(), stateFor(action), options.value(u"reason"_s)});
        inputs.push_back(text);
    }
    const auto target = DiscoverTarget::open(options, clock, console);
    if (!target)
        return console.fail(target.error());
    const auto answer = (*target)->decide(wanted);
    if (!answer)
        return console.fail(answer.error());
    const QSet<QByteArray> known(answer->begin(), answer->end());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (known.contains(wanted[i].url))
            decided.done.append(wanted[i].url);
        else
            decided.refused.emplace_back(inputs[i], u"not a candidate; see “relays add”"_s);
    }
    static const QHash<QString, QString> past{{u"accept"_s, u"accepted"_s},
                                              {u"reject"_s, u"rejected"_s},
                                              {u"never"_s, u"never"_s},
                                              {u"reopen"_s, u"reopened"_s}};
    return report(past.value(action), decided, options, console);
}

} // namespace nostrscope
