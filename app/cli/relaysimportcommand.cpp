// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/relaysimportcommand.h"

#include "app/cli/engineoptions.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/relayimport.h"
#include "app/cli/relaytarget.h"
#include "core/base/limits.h"
#include "core/nostr/plaintext.h"
#include "resources/builtinrelays.h"

#include <QFile>
#include <QFileInfo>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

using Entries = std::vector<RelayEntry>;

struct List {
    QByteArray content;
    RelayListFormat format = RelayListFormat::Text;
    RelaySource source = RelaySource::Imported;
};

Expected<List, QString> readList(const QString& name)
{
    if (name == u"builtin"_s && !QFileInfo::exists(name))
        return List{builtinRelays(), RelayListFormat::Json, RelaySource::BuiltIn};
    QFile file(name);
    const bool isOpen = name == u"-"_s ? file.open(0, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen || QFileInfo(name).isDir())
        return Unexpected(u"%1: The file cannot be read. Check its name and permissions."_s.arg(name));
    // One byte more than allowed is enough to be refused.
    return List{file.read(qint64(limits::maxRelayListBytes) + 1), relayListFormat(name),
                RelaySource::Imported};
}

QByteArray toJson(const RelayImportRow& row)
{
    JsonWriter json;
    json.beginObject().key("input").text(row.input).key("url");
    if (row.isRefused())
        json.null().key("network").null();
    else
        json.text(row.url).key("network").text(QByteArrayView(nostrscope::toString(row.network)));
    json.key("reason");
    if (row.isNew())
        json.null();
    else
        json.text(row.reason);
    return json.endObject().result();
}

ExitCode reportImport(const std::vector<RelayImportRow>& rows, const Options& options, Console& console)
{
    quint64 added = 0;
    quint64 known = 0;
    quint64 refused = 0;
    for (const auto& row : rows) {
        ++(row.isRefused() ? refused : row.isNew() ? added : known);
        if (options.json())
            console.line(toJson(row));
        else if (row.isRefused())
            console.error(u"“%1” is refused: %2."_s.arg(plainText(row.input, 200), row.reason));
    }
    if (!options.json())
        console.say(u"%1 %2, %3 known or repeated, %4 refused"_s.arg(
            grouped(added), options.isSet(u"dry-run"_s) ? u"would be added"_s : u"added"_s, grouped(known),
            grouped(refused)));
    else if (refused > 0)
        console.error(u"%1 of %2 are refused."_s.arg(grouped(refused), grouped(rows.size())));
    return refused > 0 ? ExitCode::Partly : ExitCode::Done;
}

QSet<QByteArray> urlsOf(const Entries& relays)
{
    QSet<QByteArray> urls;
    for (const auto& relay : relays)
        urls.insert(relay.url);
    return urls;
}

bool allowsPrivate(const Options& options)
{
    const auto config = engineConfigOf(options.settings(), 0);
    return config && config->allowPrivate;
}

ExitCode runDryImport(const List& list, const Options& options, Console& console)
{
    QSet<QByteArray> known;
    if (QFileInfo::exists(options.databasePath())) {
        const auto relays = storedRelays(options);
        if (!relays)
            return console.fail(relays.error());
        known = urlsOf(*relays);
    }
    const auto rows = planRelayImport(list.content, list.format, known, allowsPrivate(options));
    return rows ? reportImport(*rows, options, console) : console.fail(describe(rows.error()));
}

} // namespace

ExitCode runRelaysImport(const Options& options, Console& console)
{
    const auto list = readList(options.arguments().at(1));
    if (!list)
        return console.fail(list.error());
    if (options.isSet(u"dry-run"_s))
        return runDryImport(*list, options, console);
    const SystemClock clock;
    const auto before = openRelays(options, clock, console);
    if (!before)
        return console.fail(before.error());
    const auto rows =
        planRelayImport(list->content, list->format, urlsOf(before->relays), allowsPrivate(options));
    if (!rows)
        return console.fail(describe(rows.error()));
    Entries wanted;
    for (const auto& row : *rows) {
        if (!row.isNew())
            continue;
        RelayEntry entry;
        entry.url = row.url;
        entry.name = row.name;
        entry.purpose = row.purpose;
        entry.source = list->source;
        entry.addedAt = clock.now();
        wanted.push_back(std::move(entry));
    }
    if (const auto error = before->target->change({RelayChange::Action::Add, wanted}); !error.isEmpty())
        return console.fail(error);
    return reportImport(*rows, options, console);
}

} // namespace nostrscope
