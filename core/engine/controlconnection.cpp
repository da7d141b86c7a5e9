// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/controlconnection.h"

#include "core/engine/controlprotocol.h"
#include "core/nostr/relayurl.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 2s;
constexpr auto quietTime = 100ms;
constexpr qint64 readBufferBytes = 256 * 1024;
constexpr qsizetype maxNameLength = 256;

QByteArray toLine(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<RelayChange::Action> actionOf(const QString& name)
{
    using Action = RelayChange::Action;
    static const std::pair<QString, Action> names[] = {
        {u"add"_s, Action::Add},       {u"remove"_s, Action::Remove}, {u"pause"_s, Action::Pause},
        {u"resume"_s, Action::Resume}, {u"watch"_s, Action::Watch},   {u"unwatch"_s, Action::Unwatch}};
    for (const auto& [text, action] : names) {
        if (text == name)
            return action;
    }
    return std::nullopt;
}

std::optional<RelaySource> sourceOf(const QString& name)
{
    for (const auto source : {RelaySource::Manual, RelaySource::Imported, RelaySource::BuiltIn}) {
        if (name == toString(source))
            return source;
    }
    return std::nullopt;
}

/// The client judged it by its own rules, with what its user allows; here it must only be a relay URL.
std::optional<QByteArray> urlOf(const QString& text)
{
    const auto url = RelayUrl::parse(text, RelayUrlRules::byHand());
    return url ? std::optional(url->text()) : std::nullopt;
}

/// An English sentence when the list cannot be understood.
Expected<std::vector<RelayEntry>, QString> relaysOf(const QJsonValue& list, RelaySource source,
                                                    UnixMillis now)
{
    if (!list.isArray())
        return Unexpected(u"“urls” is no list."_s);
    std::vector<RelayEntry> relays;
    for (const auto& item : list.toArray()) {
        const auto text = item.isObject() ? item[u"url"].toString() : item.toString();
        const auto url = urlOf(text);
        if (!url)
            return Unexpected(u"“%1” is no relay URL."_s.arg(text.left(maxNameLength)));
        RelayEntry relay;
        relay.url = *url;
        relay.name = item[u"name"].toString().left(maxNameLength);
        relay.purpose = item[u"purpose"].toString().left(maxNameLength);
        relay.source = source;
        relay.addedAt = now;
        relays.push_back(std::move(relay));
    }
    return relays;
}

} // namespace

ControlConnection::ControlConnection(std::unique_ptr<QLocalSocket> socket, ControlServer& server,
                                     ControlHost& host)
    : m_socket(std::move(socket))
    , m_server(server)
    , m_host(host)
{
    m_socket->setParent(nullptr);
    m_socket->setReadBufferSize(readBufferBytes);
    m_patience.setSingleShot(true);
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, m_socket.get(), &QLocalSocket::disconnectFromServer);
    connect(&m_patience, &QTimer::timeout, this, &ControlConnection::closed);
    connect(m_socket.get(), &QLocalSocket::disconnected, this, &ControlConnection::closed);
    connect(m_socket.get(), &QLocalSocket::readyRead, this, &ControlConnection::readLine);
    m_patience.start(patience);
    // It may have said everything, or be gone, before anybody listened here.
    QMetaObject::invokeMethod(
        this,
        [this] {
            readLine();
            if (m_socket->state() == QLocalSocket::UnconnectedState)
                emit closed();
        },
        Qt::QueuedConnection);
}

ControlConnection::~ControlConnection()
{
    if (m_import)
        m_import->abandon();
    m_socket->disconnect(this);
}

void ControlConnection::readLine()
{
    if (m_isRefused)
        discard();
    if (m_hasCommand)
        return;
    const auto start = m_socket->peek(control::maxLineBytes);
    const auto end = start.indexOf('\n');
    if (end < 0 && start.size() < control::maxLineBytes)
        return; // more comes, or patience ends
    m_hasCommand = true;
    m_patience.stop();
    if (end < 0) {
        refuse(u"The command is longer than %1 bytes."_s.arg(control::maxLineBytes));
        return;
    }
    obey(m_socket->read(end + 1));
}

void ControlConnection::obey(const QByteArray& line)
{
    const auto document = QJsonDocument::fromJson(line);
    const auto command = document.object();
    const auto name = command[u"command"].toString();
    if (!document.isObject())
        refuse(u"The command is no JSON object."_s);
    else if (name == u"status")
        answer(m_host.statusDocument());
    else if (name == u"relays")
        changeRelays(command);
    else if (name == u"discover")
        discover(command);
    else if (name == u"import")
        import(command);
    else
        refuse(u"There is no such command."_s);
}

void ControlConnection::changeRelays(const QJsonObject& command)
{
    const auto action = actionOf(command[u"action"].toString());
    const auto source = sourceOf(command[u"source"].toString(u"manual"_s));
    if (!action || !source) {
        refuse(u"There is no such action, or no such source."_s);
        return;
    }
    auto relays = relaysOf(command[u"urls"], *source, m_host.clock().now());
    if (!relays) {
        refuse(relays.error());
        return;
    }
    const auto count = static_cast<qint64>(relays->size());
    m_host.changeRelays({*action, std::move(*relays)}, [self = QPointer(this), count](const QString& error) {
        if (!self)
            return;
        if (error.isEmpty())
            self->answer(toLine({{u"done"_s, count}}));
        else
            self->refuse(error);
    });
}

void ControlConnection::discover(const QJsonObject& command)
{
    auto order = readDiscoverOrder(command, m_host.clock().now());
    if (!order) {
        refuse(order.error());
        return;
    }
    // A run takes its time: the client then waits for the second line.
    if (order->action == DiscoverOrder::Action::Run)
        send(toLine({{u"ready"_s, true}}));
    m_host.discover(std::move(*order), [self = QPointer(this)](const QJsonObject& done) {
        if (!self)
            return;
        if (done.contains(u"error"_s))
            self->refuse(done[u"error"].toString());
        else
            self->answer(toLine(done));
    });
}

void ControlConnection::import(const QJsonObject& command)
{
    if (m_server.isImporting() || m_host.isImporting()) {
        refuse(u"Another import is under way there. Try again when it is done."_s);
        return;
    }
    const auto text = command[u"relay"].toString();
    if (text.isEmpty()) {
        stream(RelayId());
        return;
    }
    const auto url = urlOf(text);
    if (!url) {
        refuse(u"“%1” is no relay URL."_s.arg(text.left(maxNameLength)));
        return;
    }
    RelayEntry relay;
    relay.url = *url;
    relay.source = RelaySource::Imported;
    relay.addedAt = m_host.clock().now();
    m_host.internRelay(relay, [self = QPointer(this)](const Expected<RelayId, QString>& id) {
        if (self)
            self->stream(id);
    });
}

void ControlConnection::stream(const Expected<RelayId, QString>& relay)
{
    if (!relay) {
        refuse(relay.error());
        return;
    }
    // Looked at again: the relay took a moment.
    m_import = m_host.isImporting() ? nullptr : m_server.startImport(*relay, *m_socket);
    if (!m_import) {
        refuse(u"Another import is under way there. Try again when it is done."_s);
        return;
    }
    connect(m_import, &ControlImport::answered, this, [this](const QJsonObject& counts) {
        if (counts.contains(u"error"_s))
            refuse(counts[u"error"].toString());
        else
            answer(toLine(counts));
    });
    send(toLine({{u"ready"_s, true}}));
}

void ControlConnection::answer(const QByteArray& json)
{
    send(json);
    m_patience.start(patience);
    m_socket->disconnectFromServer();
}

void ControlConnection::refuse(const QString& error)
{
    send(toLine({{u"error"_s, error}}));
    m_isRefused = true;
    m_patience.start(patience);
    discard();
}

/// A client that is still sending when its connection ends would lose the answer.
void ControlConnection::discard()
{
    m_quiet.start(quietTime);
    while (!m_socket->read(readBufferBytes).isEmpty()) { }
}

} // namespace nostrscope
