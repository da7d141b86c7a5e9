// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/relaytarget.h"

#include "app/cli/controlclient.h"
#include "app/cli/database.h"
#include "core/storage/ledgertables.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

using Entries = std::vector<RelayEntry>;
using Action = RelayChange::Action;

constexpr qsizetype lineBytes = 32 * 1024; // a command may have twice as much
constexpr qsizetype maxNameLength = 256;

class LocalRelays final : public RelayTarget {
public:
    LocalRelays(std::unique_ptr<SqliteStore> store, QString path)
        : m_store(std::move(store))
        , m_path(std::move(path))
    {
    }
    [[nodiscard]] Expected<Entries, QString> relays() override
    {
        auto relays = await<Entries>([&](Reply<Entries> reply) { m_store->relays(std::move(reply)); });
        if (!relays)
            return Unexpected(describe(relays.error(), m_path));
        return std::move(*relays);
    }
    [[nodiscard]] QString change(const RelayChange& change) override
    {
        if (change.action == Action::Add) {
            const auto added = await<Entries>(
                [&](Reply<Entries> reply) { m_store->addRelays(change.relays, std::move(reply)); });
            return added ? QString() : describe(added.error(), m_path);
        }
        std::vector<RelayId> ids;
        for (const auto& relay : change.relays)
            ids.push_back(relay.id);
        const auto changed = await<Nothing>([&](Reply<Nothing> reply) {
            if (change.action == Action::Remove)
                m_store->removeRelays(ids, true, std::move(reply));
            else if (change.action == Action::Watch || change.action == Action::Unwatch)
                m_store->setStarred(ids, change.action == Action::Watch, std::move(reply));
            else
                m_store->setPaused(ids, change.action == Action::Pause, std::move(reply));
        });
        return changed ? QString() : describe(changed.error(), m_path);
    }

private:
    const std::unique_ptr<SqliteStore> m_store;
    const QString m_path;
};

QString nameOf(Action action)
{
    switch (action) {
    case Action::Add:
        return u"add"_s;
    case Action::Remove:
        return u"remove"_s;
    case Action::Pause:
        return u"pause"_s;
    case Action::Resume:
        return u"resume"_s;
    case Action::Watch:
        return u"watch"_s;
    case Action::Unwatch:
        return u"unwatch"_s;
    }
    Q_UNREACHABLE();
}

class RemoteRelays final : public RelayTarget {
public:
    explicit RemoteRelays(const Options& options)
        : m_options(options)
    {
    }
    [[nodiscard]] Expected<Entries, QString> relays() override { return storedRelays(m_options); }
    [[nodiscard]] QString change(const RelayChange& change) override
    {
        QJsonArray urls;
        qsizetype bytes = 0;
        for (std::size_t i = 0; i < change.relays.size(); ++i) {
            const auto& relay = change.relays[i];
            const QJsonObject item{{u"url"_s, QString::fromUtf8(relay.url)},
                                   {u"name"_s, relay.name.left(maxNameLength)},
                                   {u"purpose"_s, relay.purpose.left(maxNameLength)}};
            bytes += QJsonDocument(item).toJson(QJsonDocument::Compact).size() + 1;
            urls.append(item);
            if (bytes < lineBytes && i + 1 < change.relays.size())
                continue;
            if (const auto error = ask(change.action, relay.source, urls); !error.isEmpty())
                return u"%1: %2"_s.arg(m_options.databasePath(), error);
            urls = {};
            bytes = 0;
        }
        return {};
    }

private:
    [[nodiscard]] QString ask(Action action, RelaySource source, const QJsonArray& urls) const
    {
        QJsonObject command{{u"command"_s, u"relays"_s}, {u"action"_s, nameOf(action)}, {u"urls"_s, urls}};
        if (action == Action::Add)
            command[u"source"] = toString(source);
        ControlClient client;
        if (!client.connectTo(m_options.databasePath()))
            return u"The running process does not answer."_s;
        const auto answer = client.ask(command);
        return answer ? QString() : answer.error();
    }

    const Options& m_options;
};

} // namespace

Expected<std::unique_ptr<RelayTarget>, QString> RelayTarget::open(const Options& options, const Clock& clock,
                                                                  Console& console)
{
    auto store = tryOpenForWriting(options, clock);
    if (store)
        return std::unique_ptr<RelayTarget>(
            std::make_unique<LocalRelays>(std::move(*store), options.databasePath()));
    if (canHandOver(options.databasePath(), store.error(), console))
        return std::unique_ptr<RelayTarget>(std::make_unique<RemoteRelays>(options));
    return Unexpected(store.error().text);
}

Expected<OpenRelays, QString> openRelays(const Options& options, const Clock& clock, Console& console)
{
    auto target = RelayTarget::open(options, clock, console);
    if (!target)
        return Unexpected(target.error());
    auto relays = (*target)->relays();
    if (!relays)
        return Unexpected(relays.error());
    return OpenRelays{std::move(*target), std::move(*relays)};
}

Expected<Entries, QString> storedRelays(const Options& options)
{
    const auto database = openForReading(options);
    if (!database)
        return Unexpected(database.error());
    auto relays = LedgerTables(**database).relays();
    if (!relays)
        return Unexpected(describe(relays.error(), options.databasePath()));
    return std::move(*relays);
}

} // namespace nostrscope
