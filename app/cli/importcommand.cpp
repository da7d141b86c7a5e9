// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/localimport.h"
#include "app/cli/remoteimport.h"
#include "core/nostr/relayurl.h"

#include <QFileInfo>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pollMs = 200;

/// A file or standard input, closed at the end. Reading ends early when a signal came: QFile would go on.
class InputFile {
public:
    explicit InputFile(const QString& name)
        : m_descriptor(name == u"-" ? STDIN_FILENO
                                    : ::open(QFile::encodeName(name).constData(), O_RDONLY | O_CLOEXEC))
    {
        if (m_descriptor >= 0 && m_descriptor != STDIN_FILENO && QFileInfo(name).isFile())
            m_size = static_cast<std::uint64_t>(QFileInfo(name).size());
    }
    ~InputFile()
    {
        if (m_descriptor > STDIN_FILENO)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(InputFile)

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] std::uint64_t size() const { return m_size; } ///< 0: not known
    [[nodiscard]] qint64 read(char* data, qint64 maxSize) const
    {
        while (!interruption()) {
            pollfd waiting{m_descriptor, POLLIN, 0};
            if (::poll(&waiting, 1, pollMs) <= 0)
                continue; // nothing yet, or a signal
            const auto count = ::read(m_descriptor, data, static_cast<std::size_t>(maxSize));
            if (count >= 0 || errno != EINTR)
                return count;
        }
        return 0;
    }

private:
    int m_descriptor;
    std::uint64_t m_size = 0;
};

QString faultText(FileFault fault)
{
    switch (fault) {
    case FileFault::None:
        return {};
    case FileFault::Unreadable:
        return u"could not be read to its end"_s;
    case FileFault::BadCompression:
        return u"holds damaged compressed data; what comes before was read"_s;
    case FileFault::TruncatedCompression:
        return u"ends in the middle of its compressed data; what is there was read"_s;
    case FileFault::UnknownCompression:
        return u"is packed in a way that is not read; unpack it, or use gzip or zstd"_s;
    case FileFault::UnfinishedArray:
        return u"ends in the middle of a JSON array; what is there was read"_s;
    }
    Q_UNREACHABLE();
}

double rate(const ImportCounts& counts)
{
    return counts.seconds > 0 ? double(counts.read) / counts.seconds : 0;
}

QByteArray toJson(const QString& file, const ImportCounts& counts)
{
    JsonWriter json;
    json.beginObject().key("file").text(file).key("read").number(counts.read);
    json.key("stored").number(counts.stored).key("duplicate").number(counts.duplicate);
    json.key("ephemeral").number(counts.ephemeral).key("below_floor").number(counts.belowFloor);
    json.key("invalid").beginObject();
    for (std::size_t i = 0; i < counts.invalid.size(); ++i)
        json.key(toString(static_cast<InvalidReason>(i))).number(counts.invalid[i]);
    json.endObject().key("seconds").decimal(counts.seconds, 3);
    json.key("events_per_second").decimal(rate(counts), 1).endObject();
    return json.result();
}

QString toText(const QString& file, const ImportCounts& counts)
{
    QStringList parts{u"%1 read"_s.arg(grouped(counts.read)), u"%1 stored"_s.arg(grouped(counts.stored))};
    const auto add = [&](std::uint64_t count, const QString& what) {
        if (count > 0)
            parts.append(u"%1 %2"_s.arg(grouped(count), what));
    };
    add(counts.duplicate, u"duplicate"_s);
    add(counts.ephemeral, u"ephemeral"_s);
    add(counts.belowFloor, u"below the retention floor"_s);
    for (std::size_t i = 0; i < counts.invalid.size(); ++i)
        add(counts.invalid[i],
            QString::fromLatin1(toString(static_cast<InvalidReason>(i))).replace(u'_', u' '));
    return u"%1: %2 in %3 s (%4/s)"_s.arg(file, parts.join(u", "_s), QString::number(counts.seconds, 'f', 1),
                                          grouped(static_cast<quint64>(rate(counts))));
}

QString toText(const QString& file, const ImportTarget::Progress& progress, std::uint64_t size)
{
    const auto perSecond = progress.seconds > 0 ? double(progress.read) / progress.seconds : 0;
    auto text = u"%1: %2 events, %3/s, %4"_s.arg(
        file, grouped(progress.read), grouped(static_cast<quint64>(perSecond)), bytesText(progress.bytes));
    if (size > 0 && progress.bytes > 0) {
        const auto left = progress.seconds * (double(size) / double(progress.bytes) - 1);
        text += u" of %1 (%2 %), %3 left"_s.arg(bytesText(size))
                    .arg(progress.bytes * 100 / size)
                    .arg(durationText(static_cast<qint64>(left)));
    }
    return text;
}

/// One file after the other; remembers what went wrong for the exit status.
class ImportRun {
public:
    ImportRun(const Options& options, Console& console, ImportTarget& target)
        : m_options(options)
        , m_console(console)
        , m_target(target)
    {
    }

    /// False when the next file need not be tried.
    [[nodiscard]] bool add(const QString& file)
    {
        const InputFile input(file);
        if (!input.isOpen() || (file != u"-" && QFileInfo(file).isDir())) {
            m_failed = true;
            m_console.error(u"%1: The file cannot be read. Check its name and permissions."_s.arg(file));
            return true;
        }
        FileReader reader([&input](char* data, qint64 maxSize) { return input.read(data, maxSize); });
        ImportCounts counts;
        const auto result = m_target.run(reader, counts, [&](const ImportTarget::Progress& progress) {
            if (Console::showsProgress())
                m_console.progress(toText(file, progress, input.size()));
        });
        if (m_options.json())
            m_console.line(toJson(file, counts));
        else
            m_console.say(toText(file, counts));
        note(file, reader, counts);
        if (result == ImportTarget::Result::Failed)
            m_console.error(u"%1: %2"_s.arg(m_options.databasePath(), m_target.failure())
                            + u" What was stored so far stays; import again afterwards."_s);
        if (result == ImportTarget::Result::Cancelled)
            m_console.error(
                u"Cancelled. What was stored so far stays; importing again goes on from there."_s);
        m_stopped = result != ImportTarget::Result::Done;
        return !m_stopped;
    }
    [[nodiscard]] ExitCode exitCode() const
    {
        if (m_stopped || (m_failed && !m_worked))
            return ExitCode::Failed;
        return m_failed || m_refused ? ExitCode::Partly : ExitCode::Done;
    }

private:
    void note(const QString& file, const FileReader& reader, const ImportCounts& counts)
    {
        if (reader.fault() != FileFault::None && !interruption()) {
            m_failed = true;
            m_console.error(u"%1: The file %2."_s.arg(file, faultText(reader.fault())));
        }
        if (counts.invalidTotal() > 0) {
            m_refused = true;
            m_console.note(u"%1: %2 of %3 were refused and are kept in the quarantine of the database."_s.arg(
                file, grouped(counts.invalidTotal()), grouped(counts.read)));
        }
        if (reader.otherMessages() > 0 && m_options.verbose())
            m_console.note(u"%1: %2 messages of relays without an event were passed over."_s.arg(
                file, grouped(reader.otherMessages())));
        m_worked = m_worked || reader.fault() == FileFault::None || counts.read > 0;
    }

    const Options& m_options;
    Console& m_console;
    ImportTarget& m_target;
    bool m_failed = false;
    bool m_worked = false;
    bool m_refused = false;
    bool m_stopped = false;
};

Expected<RelayId, QString> relayOf(const QString& text, SqliteStore& store, const Clock& clock)
{
    if (text.isEmpty())
        return RelayId();
    const auto url = RelayUrl::parse(text, RelayUrlRules::byHand());
    if (!url)
        return Unexpected(
            u"--relay: “%1” is no relay URL (%2)."_s.arg(text, QLatin1StringView(toString(url.error()))));
    RelayEntry entry;
    entry.url = url->text();
    entry.source = RelaySource::Imported;
    entry.addedAt = clock.now();
    auto added = await<std::vector<RelayEntry>>(
        [&](Reply<std::vector<RelayEntry>> reply) { store.addRelays({entry}, std::move(reply)); });
    if (!added)
        return Unexpected(describe(added.error()));
    return added->front().id;
}

/// Into a store of our own, or to the process that has it.
Expected<std::unique_ptr<ImportTarget>, QString> openTarget(const Options& options, const Clock& clock,
                                                            Console& console)
{
    const auto relayText = options.value(u"relay"_s);
    auto store = tryOpenForWriting(options, clock);
    if (!store && canHandOver(options.databasePath(), store.error(), console))
        return std::unique_ptr<ImportTarget>(
            std::make_unique<RemoteImport>(options.databasePath(), relayText, interruption()));
    if (!store)
        return Unexpected(store.error().text);
    const auto relay = relayOf(relayText, **store, clock);
    if (!relay)
        return Unexpected(relay.error());
    return std::unique_ptr<ImportTarget>(
        std::make_unique<LocalImport>(std::move(*store), clock, *relay, interruption()));
}

ExitCode runImport(const Options& options, Console& console)
{
    const auto relayText = options.value(u"relay"_s);
    if (options.isSet(u"relay"_s) && !RelayUrl::parse(relayText, RelayUrlRules::byHand())) {
        console.error(u"--relay: “%1” is no relay URL."_s.arg(relayText));
        return ExitCode::Usage;
    }
    const SystemClock clock;
    const auto target = openTarget(options, clock, console);
    if (!target) {
        console.error(target.error());
        return ExitCode::Failed;
    }
    ImportRun run(options, console, **target);
    for (const auto& file : options.arguments()) {
        if (!run.add(file))
            break;
    }
    return run.exitCode();
}

} // namespace

Command importCommand()
{
    Command command;
    command.name = u"import"_s;
    command.synopsis = u"FILE…|- [--relay URL]"_s;
    command.summary =
        u"Stores the events of files: JSON lines or arrays, also .gz and .zst; - is standard input."_s;
    command.example = u"  nostrscope-cli import events.jsonl.gz more.json\n"
                      "  strfry export | nostrscope-cli import --relay wss://relay.example.com -"_s;
    command.options = {
        {u"relay"_s, u"The relay that the events come from; it counts as having sent them."_s, u"URL"_s}};
    command.minArguments = 1;
    command.maxArguments = -1;
    command.run = runImport;
    return command;
}

} // namespace nostrscope
