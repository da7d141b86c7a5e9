// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/negentropy/negentropycodec.h"

#include <memory>
#include <vector>

namespace nostrscope {

/// Bounds of one session with a stranger.
struct NegentropyLimits {
    /// Bytes of a message of ours, at least 4096, or 0: no limit. Hex doubles it, and 128 KiB is what relays
    /// take (protocol.md §15.2).
    qsizetype frameBytes = 60'000;
    int rounds = 1000; ///< answers of the relay
    qint64 bytes = qint64(256) * 1024 * 1024; ///< both ways
    /// That only the relay has; about 50 bytes each.
    std::size_t needIds = 2'000'000;
};

/// Our side of a session of NIP-77: finds which events only one side has. Knows nothing of sockets:
///
///     NegentropyClient client(set, {});
///     auto message = client.initiate();              // for NEG-OPEN
///     auto step = client.reconcile(answer);          // of each NEG-MSG; send step->next until step->isDone
///
/// Answers are those of strangers: each ends in a bounded time, and whatever does not follow from our last
/// message is refused. After an error the session is over.
class NegentropyClient {
public:
    /// Ids carry no times, but the range that lists them has bounds. It is narrow where we have much, and all
    /// of time where we have nothing.
    struct NeedRange {
        std::size_t count = 0; ///< ids, those after the ones of the range before
        Timestamp low = 0; ///< inclusive
        Timestamp high = 0; ///< inclusive; at least `low`
    };
    struct Step {
        bool isDone = false;
        QByteArray next; ///< to send; empty when done
        std::vector<EventId> have; ///< only we have them; each id once in a session
        std::vector<EventId> need; ///< only the relay has them; each id once in a session
        std::vector<NeedRange> needRanges; ///< where they lie, in the order of `need`
    };

    /// `set` is sealed and outlives this.
    NegentropyClient(const NegentropySet& set, const NegentropyLimits& limits);
    ~NegentropyClient();
    Q_DISABLE_COPY_MOVE(NegentropyClient)

    /// The first message; once.
    [[nodiscard]] QByteArray initiate();
    /// The relay's answer to our last message.
    [[nodiscard]] Expected<Step, NegentropyError> reconcile(QByteArrayView answer);

    [[nodiscard]] int rounds() const noexcept { return m_rounds; } ///< answers so far
    [[nodiscard]] qint64 bytes() const noexcept { return m_bytes; } ///< of messages so far, both ways

private:
    struct Seen; ///< ids that were handed out
    struct Span {
        NegentropyBound lower;
        NegentropyBound upper;
    };
    [[nodiscard]] std::optional<NegentropyError> walk(QByteArrayView answer, NegentropyWriter& out,
                                                      Step& step);
    [[nodiscard]] std::optional<NegentropyError> compareIds(const NegentropyRange& range, std::size_t begin,
                                                            std::size_t end, Step& step);
    /// Why this fingerprint or list does not follow from our last message.
    [[nodiscard]] std::optional<NegentropyError> objection(const NegentropyRange& range) const;
    void remember(const QByteArray& message);

    const NegentropySet& m_set;
    const NegentropyLimits m_limits;
    std::unique_ptr<Seen> m_seen;
    std::vector<Span> m_open; ///< what our last message did not skip, in order; neighbours that touch are one
    std::vector<Span> m_fingerprints; ///< its ranges that are a fingerprint, in order
    QByteArray m_last; ///< message of ours
    int m_rounds = 0;
    qint64 m_bytes = 0;
    bool m_ended = false;
};

} // namespace nostrscope
