// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginelink.h"

#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace nostrscope {

/// One figure of a page that is asked for: the newest question wins, answers to older ones are dropped. It
/// asks nothing by itself: a page that is not visible calls nothing and costs nothing.
class Asker final : public QObject {
    Q_OBJECT

public:
    enum class State : std::uint8_t { Idle, Loading, Ready, Failed };

    /// `interval`: refresh() asks again when the last question is this old. `engine` must outlive it.
    Asker(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent = nullptr);
    ~Asker() override;

    /// Asks now; what is under way is cancelled. The last answer stays until the new one comes.
    void ask(const Question& question);
    /// The same question as of another moment: asks when nothing is under way and the last one is old enough.
    void refresh(const Question& question);
    /// Asks the last question again, after a failure.
    void retry();
    /// Ends what is under way: the page is hidden.
    void stop();
    /// Forgets the answer too.
    void clear();

    [[nodiscard]] State state() const { return m_state; }
    /// The newest answer; null before the first one. It may be older than the question: see answered().
    [[nodiscard]] const std::shared_ptr<const Table>& table() const { return m_table; }
    /// The question that table() answers.
    [[nodiscard]] const Question& answered() const { return m_answered; }
    [[nodiscard]] const QString& error() const { return m_error; }

signals:
    /// State, answer or error changed.
    void changed();

private:
    void onAnswered(int token, const std::shared_ptr<const Table>& table);
    void onFailed(int token, const QString& message);
    void setState(State state);

    EngineLink& m_engine;
    const std::chrono::milliseconds m_interval;
    std::optional<int> m_token; ///< of the question under way
    Question m_question;
    Question m_answered;
    std::shared_ptr<const Table> m_table;
    QString m_error;
    State m_state = State::Idle;
    QElapsedTimer m_sinceAsked;
};

} // namespace nostrscope
