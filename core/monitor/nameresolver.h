// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/probe.h"

#include <QHostAddress>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <deque>
#include <functional>

namespace nostrscope {

/// What asking for the addresses of a name brought.
struct ResolvedName {
    ProbeCode code = ProbeCode::DnsServFail; ///< Ok, DnsNxDomain, DnsTimeout, DnsServFail
    QList<QHostAddress> addresses; ///< in the order of the system; at least one when Ok, at most 64
    QString detail; ///< of the system, when not Ok
    std::chrono::microseconds took{0}; ///< without the time that the question waited for its turn
};

/// The only way by which probes ask name servers: a test puts another one here and sees that a relay behind
/// a proxy is never asked for.
class NameResolver {
public:
    using Answer = std::function<void(const ResolvedName&)>;
    using FactsAnswer = std::function<void(const DnsFacts&)>;
    virtual ~NameResolver() = default;
    /// `answer` is called once, later, in this thread, unless `context` is gone by then. `limit` begins when
    /// the question is asked, not while it waits.
    virtual void resolve(const QByteArray& host, std::chrono::milliseconds limit, QObject* context,
                         Answer answer) = 0;
    /// The records beside the address (CNAME, NS, PTR, TTL); what has no answer by then stays empty.
    virtual void findFacts(const QByteArray& host, const QHostAddress& used, std::chrono::milliseconds limit,
                           QObject* context, FactsAnswer answer) = 0;
};

/// By the resolver of the system, as every other program of this machine: hosts file, local names, both
/// families at once. Never answers from a cache of ours. Lives in one thread; its own threads wait for name
/// servers. Destroying it waits for those that are asked at the time.
class SystemResolver final : public QObject, public NameResolver {
    Q_OBJECT

public:
    /// Questions at once: those to dead name servers hold their thread for long.
    static constexpr int maxThreads = 16;

    explicit SystemResolver(QObject* parent = nullptr);
    ~SystemResolver() override;

    void resolve(const QByteArray& host, std::chrono::milliseconds limit, QObject* context,
                 Answer answer) override;
    void findFacts(const QByteArray& host, const QHostAddress& used, std::chrono::milliseconds limit,
                   QObject* context, FactsAnswer answer) override;

private:
    struct Question {
        QByteArray host;
        std::chrono::milliseconds limit;
        QPointer<QObject> context;
        Answer answer;
    };
    void askNext();
    void ask(Question question);

    QThreadPool m_threads;
    std::deque<Question> m_waiting;
    int m_running = 0; ///< timed-out ones too, until their thread is free
};

/// Whether this machine has a way to the address; asks the routing table and sends nothing.
[[nodiscard]] bool hasRoute(const QHostAddress& address);

/// Private and reserved addresses, where no public relay can be.
[[nodiscard]] bool isPrivateAddress(const QHostAddress& address);

} // namespace nostrscope
