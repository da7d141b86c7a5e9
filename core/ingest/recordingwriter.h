// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/ingest/recordingformat.h"
#include "core/records/eventbatch.h"

#include <QFile>
#include <QString>

#include <map>
#include <memory>

struct ZSTD_CCtx_s;

namespace nostrscope {

/// Writes frames with the times of their arrival to a file (docs/recording.md). What was flushed can be read
/// although the process was killed. Not thread safe.
class RecordingWriter {
public:
    /// The error is a sentence. A file that exists is not replaced.
    [[nodiscard]] static Expected<std::unique_ptr<RecordingWriter>, QString> create(const QString& path);
    ~RecordingWriter();
    Q_DISABLE_COPY_MOVE(RecordingWriter)

    /// `url` names the relay of the frame; read only the first time that this relay comes.
    void add(const RawEvent& frame, const QByteArray& url);
    /// What the relay said that is no event. Longer ones than a frame may be are left out.
    void addMessage(RelayId relay, const QByteArray& url, const QByteArray& text, UnixMillis arrivedAt);
    /// Gives all to the system; what was added can be read from then on.
    void flush();
    /// Ends the recording: a reader knows that nothing is missing. False when something could not be written.
    [[nodiscard]] bool finish();

    [[nodiscard]] std::uint64_t frames() const noexcept { return m_frames; } ///< of events
    [[nodiscard]] std::uint64_t messages() const noexcept { return m_messages; }
    [[nodiscard]] std::uint64_t fileBytes() const noexcept { return m_written; }
    /// Empty, or why nothing more is written: a sentence.
    [[nodiscard]] const QString& error() const noexcept { return m_error; }

private:
    enum class Level : std::uint8_t { Block, Member }; ///< how much of the compressed data ends
    explicit RecordingWriter(const QString& path);
    void write(Level level);
    void begin(recording::Tag tag, RelayId relay, const QByteArray& url, UnixMillis arrivedAt);
    void flushWhenFull();

    struct Free {
        void operator()(ZSTD_CCtx_s* context) const;
    };
    QFile m_file;
    std::unique_ptr<ZSTD_CCtx_s, Free> m_context;
    std::map<RelayId, std::uint64_t> m_numbers; ///< of relays in the file
    QByteArray m_pending;
    QByteArray m_out;
    std::int64_t m_lastTime = 0;
    std::uint64_t m_memberBytes = 0;
    std::uint64_t m_frames = 0;
    std::uint64_t m_messages = 0;
    std::uint64_t m_written = 0;
    QString m_error;
};

} // namespace nostrscope
