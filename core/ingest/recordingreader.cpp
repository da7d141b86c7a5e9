// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/recordingreader.h"

#include "core/base/varint.h"
#include "core/ingest/recordingformat.h"

namespace nostrscope {

using recording::Tag;

RecordingReader::RecordingReader(Source source)
    : m_input(std::move(source))
{
}

std::optional<RecordedFrame> RecordingReader::next()
{
    if (!m_isDone && !m_hasHeader && !readHeader())
        return std::nullopt;
    while (!m_isDone) {
        std::uint8_t tag = 0;
        if (!readByte(tag))
            return std::nullopt;
        switch (static_cast<Tag>(tag)) {
        case Tag::Relay:
            if (!readRelay())
                return std::nullopt;
            continue;
        case Tag::Frame:
            return readFrame(false);
        case Tag::Message:
            if (m_version == recording::oldestVersion)
                break;
            return readFrame(true);
        case Tag::End:
            readEnd();
            return std::nullopt;
        }
        fail(RecordingFault::Damaged);
    }
    return std::nullopt;
}

bool RecordingReader::readHeader()
{
    if (!need(recording::magic.size() + 1)) {
        if (m_fault == RecordingFault::CutShort && !m_pending.isEmpty()
            && !recording::magic.startsWith(
                m_pending.first(std::min(m_pending.size(), recording::magic.size()))))
            m_fault = RecordingFault::NotARecording;
        return false;
    }
    if (!m_pending.startsWith(recording::magic)) {
        fail(RecordingFault::NotARecording);
        return false;
    }
    m_at = recording::magic.size() + 1;
    m_version = static_cast<std::uint8_t>(m_pending.at(m_at - 1));
    if (m_version < recording::oldestVersion || m_version > recording::version) {
        fail(RecordingFault::OtherVersion);
        return false;
    }
    m_hasHeader = true;
    return true;
}

bool RecordingReader::readRelay()
{
    QByteArray url;
    if (!readBytes(limits::maxRelayUrlLength, url))
        return false;
    if (m_relays.size() == recording::maxRelays) {
        fail(RecordingFault::Damaged);
        return false;
    }
    m_relays.push_back(url);
    return true;
}

std::optional<RecordedFrame> RecordingReader::readFrame(bool isMessage)
{
    RecordedFrame frame;
    std::uint64_t relay = 0;
    std::uint64_t step = 0;
    std::uint8_t origin = 0;
    if (!readVarint(relay) || !readVarint(step) || (!isMessage && !readByte(origin))
        || !readBytes(recording::maxFrameBytes, frame.json))
        return std::nullopt;
    const auto delta = unZigZag(step);
    const bool isTime = delta >= -m_time && delta <= recording::maxTime - m_time;
    if (relay >= m_relays.size() || !isTime || origin > static_cast<std::uint8_t>(Origin::Archive)) {
        fail(RecordingFault::Damaged);
        return std::nullopt;
    }
    m_time += delta;
    frame.relay = static_cast<std::size_t>(relay);
    frame.arrivedAt = fromMillis(m_time);
    frame.origin = static_cast<Origin>(origin);
    frame.isMessage = isMessage;
    ++m_frames;
    return frame;
}

void RecordingReader::readEnd()
{
    std::uint64_t frames = 0;
    if (!readVarint(frames))
        return;
    if (frames != m_frames || m_at != m_pending.size() || !m_input.next().isEmpty()) {
        fail(RecordingFault::Damaged);
        return;
    }
    m_isDone = true;
    if (m_input.fault() != FileFault::None) // its last checksum
        failAtEnd();
}

bool RecordingReader::need(qsizetype size)
{
    while (m_pending.size() - m_at < size) {
        m_pending.remove(0, std::exchange(m_at, 0));
        const auto block = m_input.next();
        if (block.isEmpty()) {
            failAtEnd();
            return false;
        }
        m_pending.append(block);
    }
    return true;
}

bool RecordingReader::readByte(std::uint8_t& byte)
{
    if (!need(1))
        return false;
    byte = static_cast<std::uint8_t>(m_pending.at(m_at++));
    return true;
}

bool RecordingReader::readVarint(std::uint64_t& value)
{
    value = 0;
    std::uint8_t byte = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (!readByte(byte))
            return false;
        const std::uint64_t digit = byte & 0x7fU;
        if (shift == 63 && digit > 1)
            break;
        value |= digit << shift;
        if (byte < 0x80)
            return true;
    }
    fail(RecordingFault::Damaged);
    return false;
}

bool RecordingReader::readBytes(std::size_t max, QByteArray& bytes)
{
    std::uint64_t size = 0;
    if (!readVarint(size))
        return false;
    if (size > max) {
        fail(RecordingFault::Damaged);
        return false;
    }
    if (!need(static_cast<qsizetype>(size)))
        return false;
    bytes = m_pending.mid(m_at, static_cast<qsizetype>(size));
    m_at += bytes.size();
    return true;
}

void RecordingReader::fail(RecordingFault fault)
{
    m_fault = fault;
    m_isDone = true;
}

void RecordingReader::failAtEnd()
{
    switch (m_input.fault()) {
    case FileFault::None:
    case FileFault::TruncatedCompression:
        fail(RecordingFault::CutShort);
        return;
    case FileFault::Unreadable:
        fail(RecordingFault::Unreadable);
        return;
    case FileFault::UnknownCompression:
        fail(RecordingFault::NotARecording);
        return;
    case FileFault::BadCompression:
    case FileFault::UnfinishedArray:
        fail(RecordingFault::Damaged);
        return;
    }
}

} // namespace nostrscope
