// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginelink.h"

#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace nostrscope {

/// A question to the engine that a page asks again and again: the newest one wins, answers to older ones are
/// dropped. It asks nothing by itself: a page that is not visible calls nothing and costs nothing.
class EngineAsk : public QObject {
    Q_OBJECT

public:
    enum class State : std::uint8_t { Idle, Loading, Ready, Failed };

    ~EngineAsk() override;
    /// Asks the last question again, after a failure.
    void retry();
    /// Ends what is under way: the page is hidden.
    void stop();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString& error() const { return m_error; }

signals:
    /// State, answer or error changed.
    void changed();

protected:
    /// `interval`: isOld() when the last question is this old. `engine` must outlive it.
    EngineAsk(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent);

    void ask();
    /// Nothing is under way, and the last question is old enough to be asked again.
    [[nodiscard]] bool isOld() const;
    /// True when the token is that of the question under way, which ends.
    bool accept(int token);
    void setState(State state);
    [[nodiscard]] EngineLink& engine() { return m_engine; }
    virtual void send(int token) = 0;
    [[nodiscard]] virtual bool hasAnswer() const = 0;

private:
    EngineLink& m_engine;
    const std::chrono::milliseconds m_interval;
    std::optional<int> m_token; ///< of the question under way
    QString m_error;
    State m_state = State::Idle;
    QElapsedTimer m_sinceAsked;
};

/// The health of one relay over a range.
class HealthAsk final : public EngineAsk {
    Q_OBJECT

public:
    HealthAsk(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent = nullptr);
    /// Asks now; the last answer stays until the new one comes, that of another relay goes.
    void ask(RelayId relay, const TimeRange& range);
    /// The same as of another moment: asks when the last question is old enough.
    void refresh(const TimeRange& range);
    /// Null before the first answer.
    [[nodiscard]] const std::shared_ptr<const RelayHealthDetail>& detail() const { return m_detail; }

protected:
    void send(int token) override;
    [[nodiscard]] bool hasAnswer() const override { return m_detail != nullptr; }

private:
    RelayId m_relay;
    TimeRange m_range;
    std::shared_ptr<const RelayHealthDetail> m_detail;
};

/// Some stored documents of relays.
class DocumentsAsk final : public EngineAsk {
    Q_OBJECT

public:
    explicit DocumentsAsk(EngineLink& engine, QObject* parent = nullptr);
    /// Asks now; the bodies before go at once. By DocumentSighting::sha256.
    void ask(const QList<QByteArray>& sha256);
    /// In the order of the hashes; empty before the answer.
    [[nodiscard]] const QList<QByteArray>& bodies() const { return m_bodies; }

protected:
    void send(int token) override;
    [[nodiscard]] bool hasAnswer() const override { return !m_bodies.isEmpty(); }

private:
    QList<QByteArray> m_hashes;
    QList<QByteArray> m_bodies;
};

/// A list of incidents.
class IncidentsAsk final : public EngineAsk {
    Q_OBJECT

public:
    IncidentsAsk(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent = nullptr);
    void ask(const IncidentQuery& query);
    void refresh(const IncidentQuery& query);
    /// Null before the first answer.
    [[nodiscard]] const std::shared_ptr<const std::vector<Incident>>& incidents() const
    {
        return m_incidents;
    }

protected:
    void send(int token) override;
    [[nodiscard]] bool hasAnswer() const override { return m_incidents != nullptr; }

private:
    IncidentQuery m_query;
    std::shared_ptr<const std::vector<Incident>> m_incidents;
};

} // namespace nostrscope
