// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/recordingsink.h"

namespace nostrscope {

bool RecordingSink::offer(RelayId relay, std::vector<RawEvent>& frames, std::size_t bytes)
{
    if (!m_isOn)
        return m_next.offer(relay, frames, bytes);
    const auto copies = frames; // the texts are shared
    if (!m_next.offer(relay, frames, bytes))
        return false;
    const std::lock_guard lock(m_mutex);
    if (!m_writer)
        return true;
    const auto url = urlOf(relay);
    for (const auto& frame : copies) {
        if (frame.mark == 0) // those of a sync are ours, the relay did not send them
            m_writer->add(frame, url);
    }
    return true;
}

void RecordingSink::noteMessage(RelayId relay, const QByteArray& text, UnixMillis arrivedAt)
{
    const std::lock_guard lock(m_mutex);
    if (m_writer)
        m_writer->addMessage(relay, urlOf(relay), text, arrivedAt);
}

QByteArray RecordingSink::urlOf(RelayId relay) const
{
    const auto url = m_urls.find(relay);
    return url == m_urls.end() ? QByteArray() : url->second;
}

void RecordingSink::nameRelay(RelayId relay, const QByteArray& url)
{
    const std::lock_guard lock(m_mutex);
    m_urls[relay] = url;
}

void RecordingSink::start(std::unique_ptr<RecordingWriter> writer)
{
    const std::lock_guard lock(m_mutex);
    m_writer = std::move(writer);
    m_isOn = true;
}

void RecordingSink::flush()
{
    const std::lock_guard lock(m_mutex);
    if (m_writer)
        m_writer->flush();
}

RecordingSink::Status RecordingSink::stop()
{
    const std::lock_guard lock(m_mutex);
    m_isOn = false;
    if (m_writer)
        (void)m_writer->finish(); // its error is in the status
    auto status = statusNow();
    status.isOn = false;
    m_writer.reset();
    return status;
}

RecordingSink::Status RecordingSink::status() const
{
    const std::lock_guard lock(m_mutex);
    return statusNow();
}

RecordingSink::Status RecordingSink::statusNow() const
{
    if (!m_writer)
        return {};
    return {true, m_writer->frames(), m_writer->messages(), m_writer->fileBytes(), m_writer->error()};
}

} // namespace nostrscope
