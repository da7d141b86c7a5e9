// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/eventstream.h"
#include "app/simnet/simnetoptions.h"
#include "app/simnet/simrelay.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <queue>
#include <vector>

namespace nostrscope {

/// A whole simulated network: relays, the people that write to them, the way of each event to some of the
/// relays. Lives in one thread with an event loop; a second thread signs ahead.
class Simnet : public QObject {
    Q_OBJECT

public:
    explicit Simnet(SimnetOptions options, QObject* parent = nullptr);
    ~Simnet() override;

    /// Opens the ports and stores what is there from the start. The error is a sentence for the user.
    [[nodiscard]] std::optional<QString> start();
    [[nodiscard]] std::vector<QByteArray> urls() const;
    [[nodiscard]] SimRelay& relay(int index) { return *m_relays[static_cast<std::size_t>(index)]; }

    /// Creates nothing more, delivers what was created, closes the clients; then finished().
    void stop();

    /// {"relays":[…]}, the first line.
    [[nodiscard]] QJsonObject listing() const;
    /// The last line; README.md says what each number counts.
    [[nodiscard]] QJsonObject summary() const;
    [[nodiscard]] std::uint64_t created() const noexcept { return m_created; }

signals:
    void finished();

private:
    enum class Phase : std::uint8_t { Idle, Signing, Running, Draining, Closing, Done };
    /// An event on its way to a relay.
    struct Copy {
        qint64 due; ///< milliseconds since the clock started
        std::size_t relay;
        SimEventPtr event;
        friend bool operator<(const Copy& a, const Copy& b) { return a.due > b.due; } // earliest on top
    };

    [[nodiscard]] std::optional<QString> openRecord();
    [[nodiscard]] std::optional<QString> openRelays();
    [[nodiscard]] std::optional<QString> loadEvents();
    [[nodiscard]] std::vector<QByteArray> relayNames() const;
    [[nodiscard]] Timestamp baseTime() const;
    void storeFirst(Population& population);
    void startStream(Population population);
    void startClock();
    void tick();
    void release();
    void fillPool();
    void sendDue(qint64 now);
    void drain();
    void checkClosed();
    void record(const SimEvent& event);
    /// Which relays get an event, in the order in which it arrives there.
    [[nodiscard]] std::vector<std::size_t> placesOf(const SimEvent& event, SimRandom& random) const;

    SimnetOptions m_options;
    std::vector<FaultSet> m_faults;
    std::vector<std::unique_ptr<SimRelay>> m_relays;
    std::unique_ptr<EventStream> m_stream;
    std::vector<SimEventPtr> m_pool; ///< of --flood
    QFile m_record;
    QTimer m_timer;
    QTimer m_end;
    QElapsedTimer m_clock;
    QElapsedTimer m_sinceProgress;
    qint64 m_lastFlushed = -1;
    Phase m_phase = Phase::Idle;
    std::uint32_t m_nextNumber = 0;
    std::uint64_t m_planned = 0; ///< events of the whole duration; 0 = no end
    std::uint64_t m_released = 0; ///< live events so far
    std::uint64_t m_created = 0; ///< stored and live
    std::int64_t m_startMillis = 0; ///< wall time of the start of the clock, as planned
    std::priority_queue<Copy> m_copies;
};

} // namespace nostrscope
