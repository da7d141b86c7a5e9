// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/nostr/relayurl.h"
#include "core/records/relay.h"

#include <QByteArray>
#include <QHostAddress>
#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>

namespace nostrscope {

/// Why a transport ended. `detail` is text of the system or the peer: untrusted, for people only.
struct TransportEnd {
    LinkError error = LinkError::None;
    QString detail;
    int httpStatus = 0; ///< of a refused upgrade; 0 = none seen
};

/// One WebSocket, used once: open, talk, end. The seam between protocol and sockets: tests speak through a
/// scripted one. Lives in one thread; closed() comes exactly once after open(), always from the event loop,
/// so a transport may be dropped (deleteLater) in any of its signals.
class Transport : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void open(const QUrl& url) = 0;
    virtual void sendText(const QByteArray& utf8) = 0;
    /// Asks the peer for a sign of life; ponged() answers.
    virtual void ping() = 0;
    /// Closing handshake; closed() follows when the peer agrees (give it a deadline, then abort()).
    virtual void close() = 0;
    /// Ends at once; closed() still follows.
    virtual void abort() = 0;
    /// Stops reading: the peer feels it by TCP. What is buffered already still arrives.
    virtual void pause() = 0;
    virtual void resume() = 0;
    /// Null before opened().
    [[nodiscard]] virtual QHostAddress peerAddress() const = 0;

signals:
    void opened();
    void textReceived(const QByteArray& utf8, nostrscope::UnixMillis arrivedAt);
    void binaryReceived(qint64 bytes);
    void ponged();
    void closed(const nostrscope::TransportEnd& end);
};

/// Makes a transport in the calling (net) thread; null when this network cannot be reached by the settings
/// (.onion, .i2p, .loki without a SOCKS proxy).
using TransportFactory = std::function<std::unique_ptr<Transport>(RelayNetwork)>;

} // namespace nostrscope
