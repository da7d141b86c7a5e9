// SPDX-License-Identifier: GPL-3.0-or-later
// `discover outbox`: where authors write, whether that can be read, and by which relays best.
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/discovercommand.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonwriter.h"
#include "core/discover/outboxreader.h"
#include "core/nostr/nip19.h"
#include "core/nostr/plaintext.h"

#include <QFile>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 maxFileBytes = 4 * 1024 * 1024;

/// Authors of the arguments and of the file; the error is a sentence.
Expected<std::vector<PubKey>, QString> authorsOf(const Options& options)
{
    auto texts = options.arguments().mid(1);
    if (const auto name = options.value(u"file"_s); !name.isEmpty()) {
        QFile file(name);
        const bool isOpen =
            name == u"-"_s ? file.open(0, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
        if (!isOpen)
            return Unexpected(u"%1: The file cannot be read. Check its name and permissions."_s.arg(name));
        for (const auto& line : file.read(maxFileBytes).split('\n')) {
            const auto text = line.left(line.indexOf('#')).trimmed();
            if (!text.isEmpty())
                texts.append(QString::fromUtf8(text));
        }
    }
    std::vector<PubKey> authors;
    for (const auto& text : texts) {
        const auto key = publicKeyOf(text.toUtf8());
        if (!key)
            return Unexpected(
                u"“%1” is no public key: npub, nprofile or 64 hex digits."_s.arg(plainText(text, 200)));
        authors.push_back(*key);
    }
    return authors;
}

std::set<QByteArray> urlsOf(const OutboxAuthor& author)
{
    auto urls = author.declared;
    for (const auto& [url, count] : author.held)
        urls.insert(url);
    return urls;
}

std::uint64_t heldBy(const OutboxAuthor& author, const QByteArray& url)
{
    const auto held = author.held.find(url);
    return held == author.held.end() ? 0 : held->second;
}

QByteArray toJson(const OutboxView& view)
{
    JsonWriter json;
    json.beginObject().key("complete").boolean(view.facts.isComplete && !view.isCut);
    json.key("authors").beginArray();
    for (const auto& author : view.facts.authors) {
        json.beginObject().key("pubkey").text(author.key.toHex());
        json.key("state").text(QByteArrayView(toString(author.state)));
        json.key("has_list").boolean(author.hasList).key("events").number(author.events);
        json.key("relays").beginArray();
        for (const auto& url : urlsOf(author)) {
            json.beginObject().key("url").text(url);
            json.key("declared").boolean(author.declared.count(url) > 0);
            json.key("state").text(QByteArrayView(toString(view.facts.relays.at(url))));
            json.key("events").number(heldBy(author, url)).endObject();
        }
        json.endArray().endObject();
    }
    json.endArray().key("recommended").beginArray();
    for (const auto& choice : view.cover.choices) {
        json.beginObject().key("url").text(choice.url);
        json.key("state").text(QByteArrayView(toString(choice.liveness)));
        json.key("new_authors").number(choice.newAuthors).key("declared_by").number(choice.declaredBy);
        json.key("held_for").number(choice.heldFor).key("held_events").number(choice.heldEvents).endObject();
    }
    json.endArray().key("unserved").beginArray();
    for (const auto& key : view.cover.unserved)
        json.text(key.toHex());
    return json.endArray().endObject().result();
}

QByteArray toCsv(const OutboxView& view)
{
    // No cell holds a comma or a quote but those of URLs, which are ASCII without both.
    QByteArray text = "pubkey,state,has_list,events,declared,declared_up,declared_holding\r\n";
    for (const auto& author : view.facts.authors) {
        const auto count = [&](auto holds) {
            return QByteArray::number(std::count_if(author.declared.begin(), author.declared.end(), holds));
        };
        text += author.key.toHex() + ',' + toString(author.state) + (author.hasList ? ",1," : ",0,")
            + QByteArray::number(author.events) + ',' + QByteArray::number(author.declared.size()) + ','
            + count([&](const QByteArray& url) { return view.facts.relays.at(url) == Liveness::Up; }) + ','
            + count([&](const QByteArray& url) { return heldBy(author, url) > 0; }) + "\r\n";
    }
    return text;
}

void say(const OutboxView& view, Console& console)
{
    TextTable table({{u"Relay"_s, false},
                     {u"State"_s, false},
                     {u"New authors"_s},
                     {u"Declared by"_s},
                     {u"Holds events of"_s},
                     {u"Events"_s}});
    for (const auto& choice : view.cover.choices)
        table.addRow({plainText(choice.url, 80), QString::fromLatin1(toString(choice.liveness)),
                      grouped(choice.newAuthors), grouped(choice.declaredBy), grouped(choice.heldFor),
                      grouped(choice.heldEvents)});
    console.write(table.toString().toUtf8());
    std::map<OutboxState, quint64> counts;
    for (const auto& author : view.facts.authors)
        ++counts[author.state];
    for (const auto& author : view.facts.authors) {
        if (author.state == OutboxState::NoneAlive)
            console.say(u"no relay that %1 declares for writing answers"_s.arg(
                QString::fromLatin1(encodeNpub(author.key))));
    }
    console.say(
        u"%1 authors: %2 covered, %3 on relays that hold nothing, %4 on relays that do not answer, %5 "
        "on relays that were not checked, %6 without a list"_s.arg(
            grouped(view.facts.authors.size()), grouped(counts[OutboxState::Covered]),
            grouped(counts[OutboxState::NothingHeld]), grouped(counts[OutboxState::NoneAlive]),
            grouped(counts[OutboxState::NotChecked]), grouped(counts[OutboxState::NoList])));
    console.say(u"%1 relays serve %2 of them"_s.arg(
        grouped(view.cover.choices.size()), grouped(view.facts.authors.size() - view.cover.unserved.size())));
}

} // namespace

ExitCode runDiscoverOutbox(const Options& options, Console& console)
{
    auto authors = authorsOf(options);
    if (!authors || authors->empty()) {
        console.error(authors ? u"“discover outbox” needs authors, or --file."_s : authors.error());
        return ExitCode::Usage;
    }
    const auto database = openForReading(options);
    if (!database)
        return console.fail(database.error());
    OutboxQuestion question;
    question.authors = std::move(*authors);
    question.areFollows = options.isSet(u"follows"_s);
    const auto view = readOutbox(**database, question, SystemClock().now(), interruption());
    if (!view)
        return console.fail(describe(view.error(), options.databasePath()));
    if (interruption())
        return console.fail(u"Cancelled."_s);
    if (options.json())
        console.line(toJson(*view));
    else if (options.isSet(u"csv"_s))
        console.write(toCsv(*view));
    else
        say(*view, console);
    if (view->isCut)
        console.error(
            u"Only the first %1 authors were looked at."_s.arg(grouped(OutboxFacts::maximumAuthors)));
    if (!view->facts.isComplete)
        console.error(
            u"Only the newest %1 events were looked at."_s.arg(grouped(OutboxFacts::maximumEvents)));
    return ExitCode::Done;
}

} // namespace nostrscope
