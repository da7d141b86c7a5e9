// SPDX-License-Identifier: GPL-3.0-or-later
// Relays of overlay networks: the proxy learns the name, and nobody else does.
#include "app/simnet/simrelay.h"
#include "tests/unit/probebench.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::ProbeBench;

namespace {

/// As much of RFC 1928 as a client needs, leading every name to one port of this machine. It writes down the
/// names; an address instead of a name is what must not come.
class SocksServer : public QObject {
    Q_OBJECT

public:
    /// `reply`: what CONNECT is answered by, 0 = granted.
    explicit SocksServer(quint16 target, char reply = 0)
        : m_target(target)
        , m_reply(reply)
    {
        connect(&m_server, &QTcpServer::newConnection, this, &SocksServer::onConnection);
    }
    [[nodiscard]] bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    [[nodiscard]] ProbeProxy proxy() const { return {u"127.0.0.1"_s, m_server.serverPort()}; }

    QList<QByteArray> names; ///< with their ports
    int addresses = 0;

private:
    struct Client {
        QByteArray bytes;
        int step = 0;
        QTcpSocket* onward = nullptr;
    };
    void onConnection()
    {
        while (auto* const socket = m_server.nextPendingConnection()) {
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            const auto client = std::make_shared<Client>();
            connect(socket, &QIODevice::readyRead, this,
                    [this, socket, client] { onBytes(socket, *client); });
        }
    }
    void onBytes(QTcpSocket* socket, Client& client)
    {
        if (client.onward) {
            client.onward->write(socket->readAll());
            return;
        }
        client.bytes += socket->readAll();
        if (client.step == 0 && client.bytes.size() >= 3) { // version, one method
            client.bytes.remove(0, 2 + client.bytes[1]);
            socket->write(QByteArray("\x05\x00", 2));
            client.step = 1;
        }
        if (client.step == 1 && client.bytes.size() >= 5)
            onConnect(socket, client);
    }
    void onConnect(QTcpSocket* socket, Client& client)
    {
        const auto& bytes = client.bytes; // 5, CONNECT, 0, type, …
        if (bytes[3] != 3) {
            ++addresses;
            socket->abort();
            return;
        }
        const auto length = static_cast<unsigned char>(bytes[4]);
        if (bytes.size() < 7 + length)
            return;
        const auto port = (static_cast<unsigned char>(bytes[5 + length]) << 8)
            + static_cast<unsigned char>(bytes[6 + length]);
        names.append(bytes.mid(5, length) + ':' + QByteArray::number(port));
        client.step = 2;
        QByteArray answer(10, '\0');
        answer[0] = 5;
        answer[1] = m_reply;
        answer[3] = 1;
        if (m_reply != 0) {
            socket->write(answer);
            socket->disconnectFromHost();
            return;
        }
        client.onward = new QTcpSocket(socket);
        connect(client.onward, &QAbstractSocket::connected, socket,
                [socket, answer] { socket->write(answer); });
        connect(client.onward, &QIODevice::readyRead, socket,
                [socket, onward = client.onward] { socket->write(onward->readAll()); });
        connect(client.onward, &QAbstractSocket::disconnected, socket,
                [socket] { socket->disconnectFromHost(); });
        connect(socket, &QAbstractSocket::disconnected, client.onward,
                [onward = client.onward] { onward->disconnectFromHost(); });
        client.onward->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
    }

    QTcpServer m_server;
    quint16 m_target;
    char m_reply;
};

const QByteArray onion = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

quint16 portOf(const SimRelay& relay)
{
    return relay.url().sliced(relay.url().lastIndexOf(':') + 1).toUShort();
}

} // namespace

class TestSocks : public QObject {
    Q_OBJECT

private slots:
    void nameGoesToTheProxy_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("tor") << onion;
        QTest::newRow("i2p") << QByteArray("relay.i2p");
        QTest::newRow("loki") << QByteArray(52, 'y') + ".loki";
    }
    void nameGoesToTheProxy()
    {
        QFETCH(QByteArray, host);
        SimRelay relay({});
        QVERIFY(relay.listen());
        SocksServer socks(portOf(relay));
        QVERIFY(socks.listen());
        ProbeBench bench;
        bench.settings.tor = bench.settings.i2p = bench.settings.loki = socks.proxy();
        auto request = ProbeBench::request("ws://" + host);
        request.info.emplace();
        request.wantDnsFacts = true;
        const auto result = bench.run(request);
        QCOMPARE(toString(result.main.code), "ok");
        QVERIFY(result.main.times.of(ProbePhase::Tcp) && result.main.times.of(ProbePhase::Read));
        QVERIFY(!result.main.times.of(ProbePhase::Dns));
        QVERIFY(bench.info && bench.info->code == InfoCode::Ok);
        QVERIFY(result.main.address.isEmpty());
        QCOMPARE(socks.addresses, 0);
        QCOMPARE(socks.names, (QList<QByteArray>{host + ":80", host + ":80"})); // the probe and the document
        QVERIFY2(bench.resolver.asked.isEmpty(), "a name server was asked");
        QVERIFY(!result.dns);
    }

    void withoutProxy()
    {
        ProbeBench bench;
        const auto result = bench.run("ws://" + onion);
        QCOMPARE(toString(result.main.code), "needs-proxy");
        QVERIFY(bench.resolver.asked.isEmpty());
        QVERIFY(result.main.times == ProbeTimes());
    }

    /// Each network has its own.
    void otherNetworksProxy()
    {
        SocksServer socks(1);
        QVERIFY(socks.listen());
        ProbeBench bench;
        bench.settings.i2p = socks.proxy();
        QCOMPARE(toString(bench.run("ws://" + onion).main.code), "needs-proxy");
        QVERIFY(socks.names.isEmpty());
    }

    /// What lies in the open is measured the direct way.
    void clearnetIsDirect()
    {
        SimRelay relay({});
        QVERIFY(relay.listen());
        SocksServer socks(portOf(relay));
        QVERIFY(socks.listen());
        ProbeBench bench;
        bench.settings.tor = bench.settings.i2p = bench.settings.loki = socks.proxy();
        QCOMPARE(toString(bench.run(relay.url()).main.code), "ok");
        QVERIFY(socks.names.isEmpty());
    }

    void proxyIsGone()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        ProbeBench bench;
        bench.settings.tor = {u"127.0.0.1"_s, gone.serverPort()};
        gone.close();
        const auto result = bench.run("ws://" + onion);
        QCOMPARE(toString(result.main.code), "proxy-failed");
        QCOMPARE(int(verdictOf(result.main.code, 0)), int(ProbeVerdict::Undecided));
        QVERIFY(bench.resolver.asked.isEmpty());
    }

    void proxySaysNo_data()
    {
        QTest::addColumn<int>("reply");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("network unreachable") << 3 << QByteArray("tcp-unreachable");
        QTest::newRow("host unreachable") << 4 << QByteArray("tcp-unreachable");
        QTest::newRow("refused") << 5 << QByteArray("tcp-refused");
        QTest::newRow("took too long") << 6 << QByteArray("tcp-unreachable");
    }
    void proxySaysNo()
    {
        QFETCH(int, reply);
        QFETCH(QByteArray, code);
        SocksServer socks(1, static_cast<char>(reply));
        QVERIFY(socks.listen());
        ProbeBench bench;
        bench.settings.tor = socks.proxy();
        const auto result = bench.run("ws://" + onion);
        QCOMPARE(QByteArray(toString(result.main.code)), code);
        QCOMPARE(socks.names.size(), 1);
        QVERIFY(bench.resolver.asked.isEmpty());
    }

    void longerPatience()
    {
        const ProbeSettings settings;
        QCOMPARE(settings.limitsFor(RelayNetwork::Tor).read, 3 * settings.limits.read);
        QCOMPARE(settings.limitsFor(RelayNetwork::Loki).connect, 3 * settings.limits.connect);
        QVERIFY(settings.limitsFor(RelayNetwork::Local) == settings.limits);
        QVERIFY(settings.limitsFor(RelayNetwork::Clearnet) == settings.limits);
    }
};

QTEST_GUILESS_MAIN(TestSocks)
#include "tst_socks.moc"
