// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonwriter.h"
#include "core/storage/eventexport.h"

#include <QFileInfo>
#include <QSaveFile>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Standard output, or a file that appears whole or not at all.
class Target {
public:
    Target(const QString& path, Console& console)
        : m_console(console)
        , m_isFile(!path.isEmpty() && path != u"-")
        , m_file(path)
    {
    }
    [[nodiscard]] bool open() { return !m_isFile || m_file.open(QIODevice::WriteOnly); }
    [[nodiscard]] bool write(QByteArrayView bytes)
    {
        if (m_isFile)
            return m_file.write(bytes.data(), bytes.size()) == bytes.size();
        m_console.write(bytes);
        return !m_console.failed();
    }
    [[nodiscard]] bool commit() { return !m_isFile || m_file.commit(); }
    [[nodiscard]] bool isFile() const { return m_isFile; }
    [[nodiscard]] QString errorText() const { return m_isFile ? m_file.errorString() : u"closed"_s; }

private:
    Console& m_console;
    const bool m_isFile;
    QSaveFile m_file;
};

struct Wanted {
    Filter filter;
    ExportFormat format = ExportFormat::JsonLines;
};

Expected<Wanted, QString> wantedBy(const Options& options)
{
    Wanted wanted;
    if (options.isSet(u"filter"_s)) {
        auto filter = Filter::fromJson(options.value(u"filter"_s).toUtf8());
        if (!filter)
            return Unexpected(u"--filter: "_s + filter.error());
        wanted.filter = std::move(*filter);
    }
    if (!wanted.filter.search.isEmpty())
        return Unexpected(u"--filter: “search” is not supported here."_s);
    const auto format = options.value(u"format"_s);
    if (format == u"csv"_s)
        wanted.format = ExportFormat::Csv;
    else if (format != u"jsonl"_s)
        return Unexpected(u"--format is jsonl or csv, not “%1”."_s.arg(format));
    if (isOfDatabase(options.value(u"output"_s), options.databasePath()))
        return Unexpected(u"-o names the database itself."_s);
    return wanted;
}

ExitCode finish(Exporter& exporter, Exporter::Result result, Target& target, const Options& options,
                Console& console)
{
    switch (result) {
    case Exporter::Result::Cancelled:
        console.error(target.isFile() ? u"Cancelled. No file was written."_s : u"Cancelled."_s);
        return ExitCode::Failed;
    case Exporter::Result::StoreFailed:
        console.error(describe(exporter.storeError(), options.databasePath()));
        return ExitCode::Failed;
    case Exporter::Result::Done:
        if (target.commit())
            break;
        [[fallthrough]];
    case Exporter::Result::WriteFailed:
        console.error(u"The export could not be written (%1)."_s.arg(target.errorText()));
        return ExitCode::Failed;
    }
    const auto file = options.value(u"output"_s);
    if (target.isFile() && options.json()) {
        JsonWriter json;
        json.beginObject().key("file").text(file).key("events").number(exporter.count());
        json.key("trimmed").number(exporter.trimmed()).endObject();
        console.line(json.result());
    } else if (target.isFile()) {
        console.say(u"%1: %2 events"_s.arg(file, grouped(exporter.count())));
    }
    if (exporter.trimmed() > 0)
        console.note(
            u"%1 events are left out: retention removed their content."_s.arg(grouped(exporter.trimmed())));
    return ExitCode::Done;
}

ExitCode runExport(const Options& options, Console& console)
{
    const auto wanted = wantedBy(options);
    if (!wanted) {
        console.error(wanted.error());
        return ExitCode::Usage;
    }
    auto database = openForReading(options);
    if (!database) {
        console.error(database.error());
        return ExitCode::Failed;
    }
    Target target(options.value(u"output"_s), console);
    if (!target.open()) {
        console.error(
            u"%1: The file cannot be written (%2)."_s.arg(options.value(u"output"_s), target.errorText()));
        return ExitCode::Failed;
    }
    EventReader events(**database);
    Exporter exporter(events, wanted->format,
                      [&target](QByteArrayView bytes) { return target.write(bytes); });
    const auto result = exporter.run(wanted->filter, interruption());
    return finish(exporter, result, target, options, console);
}

} // namespace

Command exportCommand()
{
    Command command;
    command.name = u"export"_s;
    command.synopsis = u"[--filter JSON] [--format jsonl|csv] [-o FILE]"_s;
    command.summary = u"Writes stored events, oldest first."_s;
    command.example =
        u"  nostrscope-cli export --filter '{\"kinds\":[30023],\"since\":1700000000}' -o articles.jsonl"_s;
    command.options = {
        {u"filter"_s, u"Only events that match this NIP-01 filter."_s, u"JSON"_s},
        {u"format"_s, u"jsonl: exact events; csv: for spreadsheets (jsonl)."_s, u"FORMAT"_s, u"jsonl"_s},
        {{u"o"_s, u"output"_s}, u"Write to this file, replacing it when the export is whole."_s, u"FILE"_s},
    };
    command.run = runExport;
    return command;
}

} // namespace nostrscope
