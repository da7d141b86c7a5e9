// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/claimjudge.h"
#include "core/nostr/filter.h"
#include "core/nostr/messages.h"

#include <set>

namespace nostrscope {

/// The questions that show whether the claims of a relay hold (MON-3), as what is said on an open connection
/// after a plain read. Nothing is written, nothing asked twice; at most eight questions, one at a time, each
/// small or capped, and none after the relay asked us to slow down. Knows neither sockets nor clocks.
class ClaimTrial {
public:
    /// `base`: `read` is Ok. `newest`: the note that the read brought. `subscription` is to be unlike others
    /// of the connection.
    ClaimTrial(const RelayClaims& claims, ClaimAnswers base, const std::optional<Event>& newest,
               QByteArray subscription);

    /// What is to be done now.
    struct Turn {
        enum class Wait : std::uint8_t {
            OnAsBefore,
            Anew, ///< a new question was asked: its time begins
            Shortly, ///< a NOTICE may have been the answer
            NotAtAll, ///< done; answers() are complete
        };
        Wait wait = Wait::OnAsBefore;
        std::vector<QByteArray> send; ///< frames, in order
    };
    [[nodiscard]] Turn start();
    /// `frame`: the text that `message` was read from.
    [[nodiscard]] Turn hear(const RelayMessage& message, QByteArrayView frame);
    /// The time of the question, or the short one after a NOTICE, is up.
    [[nodiscard]] Turn timeOut();
    /// The connection is gone; answers() are complete.
    void end();

    [[nodiscard]] const ClaimAnswers& answers() const noexcept { return m_answers; }

private:
    enum class Question : std::uint8_t {
        MaxLimit,
        OlderThanMax,
        DefaultLimit,
        OlderThanDefault,
        Count,
        Negentropy,
        Search,
        None
    };

    [[nodiscard]] ClaimAnswer& current();
    [[nodiscard]] bool isOlder() const
    {
        return m_question == Question::OlderThanMax || m_question == Question::OlderThanDefault;
    }
    [[nodiscard]] QByteArray id() const;
    [[nodiscard]] Filter cheapFilter() const;
    [[nodiscard]] bool isWanted(Question question) const;
    [[nodiscard]] Turn next();
    [[nodiscard]] QByteArray ask();
    [[nodiscard]] QByteArray askForNotes(std::optional<std::int64_t> claim, bool withLimit);
    [[nodiscard]] Turn onEvent(const Event& event, QByteArrayView frame);
    [[nodiscard]] Turn onEnd(ClaimAnswer::How how, QByteArrayView frame, bool withClose);
    [[nodiscard]] Turn onRefused(const QByteArray& text, QByteArrayView frame);

    const RelayClaims m_claims;
    ClaimAnswers m_answers;
    const std::optional<Event> m_newest;
    const QByteArray m_subscription;
    Question m_question = Question::None;
    bool m_isDone = false;
    std::set<EventId> m_seen; ///< of this question
    qint64 m_bytes = 0; ///< of this question
    Timestamp m_oldest = 0; ///< of the events that came
    QByteArray m_notice; ///< the last one of this question
};

} // namespace nostrscope
