// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faketransport.h"

namespace nostrscope::test {

void FakeTransport::close()
{
    m_closing = true;
    if (!m_ignoreClose)
        end({LinkError::RemoteClosed, {}, 0});
}

void FakeTransport::resume()
{
    m_paused = false;
    QMetaObject::invokeMethod(
        this,
        [this] {
            while (!m_paused && !m_waiting.empty()) {
                const auto text = m_waiting.front();
                m_waiting.pop_front();
                emit textReceived(text, m_clock.now());
            }
        },
        Qt::QueuedConnection);
}

void FakeTransport::accept(const QHostAddress& peer)
{
    m_peer = peer;
    emit opened();
}

void FakeTransport::say(const QByteArray& text)
{
    if (m_paused)
        m_waiting.push_back(text);
    else if (!m_ended)
        emit textReceived(text, m_clock.now());
}

void FakeTransport::end(const TransportEnd& reason)
{
    if (std::exchange(m_ended, true))
        return;
    QMetaObject::invokeMethod(
        this, [this, reason] { emit closed(reason); }, Qt::QueuedConnection);
}

TransportFactory FakeNet::factory()
{
    return [this](RelayNetwork network) -> std::unique_ptr<Transport> {
        if (network != RelayNetwork::Clearnet && network != RelayNetwork::Local)
            return nullptr;
        auto made = std::make_unique<FakeTransport>(m_clock);
        m_made.append(made.get());
        return made;
    };
}

FakeTransport* FakeNet::to(const QString& url) const
{
    for (auto at = m_made.rbegin(); at != m_made.rend(); ++at) {
        if (*at && (*at)->url().toString() == url)
            return at->data();
    }
    return nullptr;
}

bool FakeSink::offer(RelayId, std::vector<RawEvent>& frames, std::size_t)
{
    if (frames.size() > m_room)
        return false;
    m_room -= frames.size();
    std::move(frames.begin(), frames.end(), std::back_inserter(m_taken));
    return true;
}

QByteArray fakeEventFrame(const QByteArray& subscription, std::uint64_t number, std::int64_t createdAt,
                          int kind)
{
    const auto hex = [](std::uint64_t value, int length) {
        return QByteArray::number(static_cast<qulonglong>(value), 16).rightJustified(length, '0');
    };
    return "[\"EVENT\",\"" + subscription + "\",{\"content\":\"a \\\"quoted\\\" [{ text\",\"created_at\":"
        + QByteArray::number(static_cast<qlonglong>(createdAt)) + ",\"id\":\"" + hex(number, 64)
        + "\",\"kind\":" + QByteArray::number(kind) + ",\"pubkey\":\"" + hex(number + 1, 64) + "\",\"sig\":\""
        + hex(number + 2, 128) + "\",\"tags\":[[\"id\",\"x\"]]}]";
}

} // namespace nostrscope::test
