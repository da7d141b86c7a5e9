// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/filereaderinput.h"
#include "core/records/eventbatch.h"

#include <optional>
#include <vector>

namespace nostrscope {

/// Why a recording could not be read to its end. What came before it counts.
enum class RecordingFault : std::uint8_t {
    None,
    Unreadable, ///< the source failed
    NotARecording,
    OtherVersion, ///< of the format
    CutShort, ///< no end: the recorder was killed, or the file is not whole
    Damaged,
};

/// One frame as it was recorded.
struct RecordedFrame {
    std::size_t relay = 0; ///< index in RecordingReader::relays()
    UnixMillis arrivedAt{};
    Origin origin = Origin::Live;
    QByteArray json;
    bool isMessage = false; ///< no event: EOSE, NOTICE …
};

/// Reads recordings (docs/recording.md) in constant memory: at most a frame of 2 MiB, and the names of the
/// relays. A file is as trustworthy as the network.
class RecordingReader {
public:
    using Source = FileReaderInput::Source;

    explicit RecordingReader(Source source);

    /// The next frame; none at the end and after a fault.
    [[nodiscard]] std::optional<RecordedFrame> next();
    /// As far as they were read, in the order of their first frame; urls as recorded, not judged.
    [[nodiscard]] const std::vector<QByteArray>& relays() const noexcept { return m_relays; }
    /// None before the end, and when the recording is whole.
    [[nodiscard]] RecordingFault fault() const noexcept { return m_fault; }
    /// Of the file, packed: for progress.
    [[nodiscard]] std::uint64_t bytesRead() const noexcept { return m_input.bytesRead(); }

private:
    [[nodiscard]] bool readHeader();
    [[nodiscard]] bool readRelay();
    [[nodiscard]] std::optional<RecordedFrame> readFrame(bool isMessage);
    void readEnd();
    /// Makes `size` bytes wait at m_at; false at the end of the file.
    [[nodiscard]] bool need(qsizetype size);
    [[nodiscard]] bool readByte(std::uint8_t& byte);
    [[nodiscard]] bool readVarint(std::uint64_t& value);
    [[nodiscard]] bool readBytes(std::size_t max, QByteArray& bytes);
    void fail(RecordingFault fault);
    /// The data ended where they must not.
    void failAtEnd();

    FileReaderInput m_input;
    QByteArray m_pending;
    qsizetype m_at = 0;
    std::vector<QByteArray> m_relays;
    std::int64_t m_time = 0;
    std::uint64_t m_frames = 0; ///< and messages
    std::uint8_t m_version = 0;
    RecordingFault m_fault = RecordingFault::None;
    bool m_hasHeader = false;
    bool m_isDone = false;
};

} // namespace nostrscope
