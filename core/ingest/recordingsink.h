// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/recordingwriter.h"
#include "core/records/rawsink.h"

#include <atomic>
#include <mutex>

namespace nostrscope {

/// Stands between the sockets and the pipeline: what the pipeline takes is also recorded, while a recording
/// is on. Thread safe. Without one it costs a look at a flag.
class RecordingSink final : public RawEventSink {
public:
    struct Status {
        bool isOn = false;
        std::uint64_t frames = 0; ///< of events
        std::uint64_t messages = 0; ///< others
        std::uint64_t fileBytes = 0;
        QString error; ///< empty, or why the recording ended: a sentence
    };

    explicit RecordingSink(RawEventSink& next)
        : m_next(next)
    {
    }

    [[nodiscard]] bool offer(RelayId relay, std::vector<RawEvent>& frames, std::size_t bytes) override;
    void setRoomListener(std::function<void()> listener) override
    {
        m_next.setRoomListener(std::move(listener));
    }

    [[nodiscard]] bool wantsMessages() const override { return m_isOn; }
    void noteMessage(RelayId relay, const QByteArray& text, UnixMillis arrivedAt) override;

    /// What recordings call the relay; frames of relays without a name are recorded under an empty one.
    void nameRelay(RelayId relay, const QByteArray& url);
    void start(std::unique_ptr<RecordingWriter> writer);
    /// Gives what waits to the system; call it every few seconds.
    void flush();
    /// The end of the recording; its last status.
    Status stop();
    [[nodiscard]] Status status() const;

private:
    [[nodiscard]] Status statusNow() const;
    [[nodiscard]] QByteArray urlOf(RelayId relay) const;

    RawEventSink& m_next;
    std::atomic<bool> m_isOn{false};
    mutable std::mutex m_mutex; ///< of all below; never held while the next sink is called
    std::map<RelayId, QByteArray> m_urls;
    std::unique_ptr<RecordingWriter> m_writer;
};

} // namespace nostrscope
