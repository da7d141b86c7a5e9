// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/controldiscovery.h"
#include "core/engine/controlimport.h"
#include "core/records/relay.h"

#include <QLocalServer>
#include <QPointer>

#include <memory>
#include <set>

namespace nostrscope {

class ControlConnection;

/// A change of the relay list.
struct RelayChange {
    enum class Action : std::uint8_t { Add, Remove, Pause, Resume, Watch, Unwatch };
    Action action = Action::Add;
    std::vector<RelayEntry> relays; ///< by url; all else counts for Add only
};

/// What other processes may ask of this one. Called, and answering, in the thread of the server.
class ControlHost {
public:
    /// Empty when it is stored, else an English sentence.
    using Done = std::function<void(const QString& error)>;

    virtual ~ControlHost() = default;
    /// A JSON object, compact.
    [[nodiscard]] virtual QByteArray statusDocument() const = 0;
    /// All or nothing: a relay that is not in the list refuses the whole change (not for Add).
    virtual void changeRelays(RelayChange change, Done done) = 0;
    /// `done` gets an object, with "error" (an English sentence) when it was not done.
    using Told = std::function<void(const QJsonObject& answer)>;
    virtual void discover(DiscoverOrder order, Told done) = 0;
    /// The number of a relay that events come from; adds it when it is unknown.
    virtual void internRelay(const RelayEntry& relay,
                             std::function<void(Expected<RelayId, QString>)> done) = 0;
    [[nodiscard]] virtual IngestPipeline& pipeline() = 0;
    [[nodiscard]] virtual const Clock& clock() const = 0;
    /// This process imports files of its own, whose counts could not be told from handed over ones.
    [[nodiscard]] virtual bool isImporting() const = 0;
};

/// Lives in: engine thread. Lets other processes of the same user ask and hand over work, by the protocol of
/// controlprotocol.h. Trusts nothing that it reads: bounds everywhere, and it never waits for a client.
class ControlServer : public QObject {
    Q_OBJECT

public:
    explicit ControlServer(QObject* parent = nullptr);
    ~ControlServer() override;

    /// Listens for the database at `path`; `host` outlives the server or its close(). False with
    /// errorString().
    [[nodiscard]] bool listen(const QString& path, ControlHost& host);
    [[nodiscard]] bool isListening() const { return m_server.isListening(); }
    /// Ends every connection; what was handed over to the pipeline stays there.
    void close();
    [[nodiscard]] QString errorString() const { return m_server.errorString(); }

    /// Another process imports now.
    [[nodiscard]] bool isImporting() const { return m_import != nullptr; }
    /// Null when an import runs already.
    [[nodiscard]] ControlImport* startImport(RelayId relay, QIODevice& device);

private:
    void accept();

    QLocalServer m_server;
    ControlHost* m_host = nullptr;
    std::unique_ptr<ControlImport> m_import;
    std::set<ControlConnection*> m_connections;
};

} // namespace nostrscope
