// SPDX-License-Identifier: GPL-3.0-or-later
// Questions of the window: each has a token, a deadline and a flag by which it ends early.
#include "core/base/coretext.h"
#include "core/crypto/verify.h"
#include "core/engine/enginecore.h"

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

/// Longer than any question of a page takes on a large file, shorter than patience.
constexpr auto answerWithin = 20s;

SignatureState stateOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Valid:
        return SignatureState::Valid;
    case Verdict::BadId:
        return SignatureState::BadId;
    case Verdict::BadKey:
        return SignatureState::BadKey;
    case Verdict::BadSignature:
        return SignatureState::BadSignature;
    }
    Q_UNREACHABLE();
}

/// An answer of at most `limit` rows; one that is cut says so.
std::shared_ptr<const Table> bounded(Table table, int limit)
{
    const auto rows = static_cast<std::size_t>(limit > 0 ? limit : EngineLink::defaultRows);
    if (table.rows.size() > rows) {
        table.rows.resize(rows);
        table.complete = false;
        if (table.partialReason.isEmpty())
            table.partialReason = CoreText::tr("the first %1 rows").arg(rows);
    }
    return std::make_shared<const Table>(std::move(table));
}

} // namespace

std::optional<CallLimits> EngineCore::beginQuestion(int token)
{
    if (!m_store) {
        emit askFailed(token, CoreText::tr("The database is not open."));
        return std::nullopt;
    }
    if (m_questions.size() >= EngineLink::maximumQuestions || m_questions.count(token) > 0) {
        emit askFailed(token, CoreText::tr("Too many questions wait already. Try again in a moment."));
        return std::nullopt;
    }
    CallLimits limits;
    limits.deadline = answerWithin;
    limits.cancelled = std::make_shared<std::atomic<bool>>(false);
    m_questions[token] = limits.cancelled;
    return limits;
}

bool EngineCore::endQuestion(int token)
{
    const auto found = m_questions.find(token);
    if (found == m_questions.end())
        return false;
    const bool wasCancelled = found->second->load();
    m_questions.erase(found);
    return !wasCancelled;
}

template <typename T, typename Use> Reply<T> EngineCore::answerTo(int token, Use use)
{
    return [this, token, use = std::move(use)](StoreResult<T> reply) {
        QMetaObject::invokeMethod(this, [this, token, use, reply = std::move(reply)]() mutable {
            if (!endQuestion(token))
                return;
            if (reply)
                use(std::move(*reply));
            else
                emit askFailed(token, describe(reply.error()));
        });
    };
}

void EngineCore::ask(int token, Question question)
{
    const auto limits = beginQuestion(token);
    if (!limits)
        return;
    const int limit = std::clamp(question.limit, 0, EngineLink::maximumRows);
    m_store->ask(std::move(question), *limits, answerTo<Table>(token, [this, token, limit](Table table) {
                     emit answered(token, bounded(std::move(table), limit));
                 }));
}

void EngineCore::readEvents(int token, EventQuery query)
{
    const auto limits = beginQuestion(token);
    if (!limits)
        return;
    const int count = std::clamp(query.count, 1, EventQuery::maximumCount);
    m_store->page(std::move(query.filter), query.order, query.after, count, *limits,
                  answerTo<EventPage>(token, [this, token](EventPage page) {
                      emit eventsRead(token, std::make_shared<const EventPage>(std::move(page)));
                  }));
}

void EngineCore::inspectEvent(int token, const EventId& id)
{
    const auto limits = beginQuestion(token);
    if (!limits)
        return;
    using Events = std::vector<StoredEvent>;
    m_store->byIds({id}, *limits, answerTo<Events>(token, [this, token](Events events) {
                       if (events.empty())
                           emit eventInspected(token, nullptr);
                       else
                           onInspected(token, std::move(events.front()));
                   }));
}

/// The event is read; now where it was seen.
void EngineCore::onInspected(int token, StoredEvent stored)
{
    const auto limits = beginQuestion(token);
    if (!limits)
        return;
    auto detail = std::make_shared<EventDetail>();
    EventVerifier verifier;
    detail->signature = stateOf(verifier.verify(stored.event));
    const auto seq = stored.seq;
    detail->stored = std::move(stored);
    m_store->seenOn(seq, *limits,
                    answerTo<std::vector<SeenOn>>(token, [this, token, detail](std::vector<SeenOn> seen) {
                        detail->seen = std::move(seen);
                        emit eventInspected(token, detail);
                    }));
}

void EngineCore::cancel(int token)
{
    const auto found = m_questions.find(token);
    if (found != m_questions.end())
        found->second->store(true);
    m_jobs.erase(token); // waits for its next look at the flag, a moment
    cancelFetch(token);
}

} // namespace nostrscope
