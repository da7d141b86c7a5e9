// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/infofetch.h"
#include "core/monitor/relaydialogue.h"

namespace nostrscope {

/// What is to be measured of one relay.
struct ProbeRequest {
    explicit ProbeRequest(RelayUrl relayUrl)
        : url(std::move(relayUrl))
    {
    }
    RelayId relay; ///< zero for a relay of the command line
    RelayUrl url;
    std::chrono::milliseconds interval{0}; ///< until the next one, for the result
    bool allowPrivate = false; ///< given by hand, or network/allowPrivate: private addresses are connected to
    bool write = false; ///< asked for by the user for this relay
    bool authenticate = false; ///< with a throw-away key, asked for by the user
    bool wantDnsFacts = false;
    std::optional<InfoConditions> info; ///< given = fetch the information document too
    /// Given = look whether the relay does what it claims, on a connection of its own after everything that
    /// is timed: the claims as far as they are known; a document that this probe fetches is newer.
    std::optional<RelayClaims> observe;
};

/// One measurement, as ProbePool runs it; tests put scripted ones in its place.
class ProbeJob : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    /// finished() with Cancelled follows at once, unless it was emitted before.
    virtual void cancel() = 0;
    /// In answer to addressChosen(): connect now.
    virtual void proceed() = 0;

signals:
    /// The name is resolved; the job waits for proceed(). Not emitted when nothing is to be connected to, or
    /// a proxy resolves.
    void addressChosen(const QHostAddress& address);
    /// Before finished(), when a document was asked for and the relay could be reached.
    void infoReady(const nostrscope::InfoResult& info);
    /// Before finished(), when claims were to be looked at and the relay could be reached.
    void observed(const nostrscope::RelayObservation& observation);
    /// Once.
    void finished(const nostrscope::ProbeResult& result);
};

/// One measurement of a relay (MON-1): its name, then a dialogue over one address family that decides and,
/// when the host has both, an opening over the other; then the information document, its claims and DNS
/// facts if asked for. A result that spans a sleep or a clock that was set is discarded: its code is
/// ClockStep, its times are gone. Lives in one thread.
class Probe : public ProbeJob {
    Q_OBJECT

public:
    Probe(const ProbeTools& tools, ProbeRequest request, QObject* parent = nullptr);
    ~Probe() override;

    void start() override;
    void cancel() override;
    void proceed() override;

private:
    void resolve();
    void onResolved(const ResolvedName& name);
    /// Keeps the addresses that we may and can connect to, at most one of each family, in our order.
    void choose(const QList<QHostAddress>& addresses);
    void talk(bool onlyOpen);
    void onTalked();
    void takeMain(const DialogueReport& report);
    void settleFamilies();
    void fetchInfo();
    void observe();
    void onObserved();
    void findFacts();
    void fail(ProbeCode code, ProbePhase phase, const QString& detail = {});
    void end();

    const ProbeTools& m_tools;
    ProbeRequest m_request;
    std::optional<ClockWatch> m_watch; ///< from start() on
    ProbeResult m_result;
    DialTarget m_target;
    QList<QHostAddress> m_candidates;
    qsizetype m_candidate = 0;
    std::optional<std::chrono::microseconds> m_dns;
    std::vector<DialogueReport> m_reports; ///< of the candidates, in their order
    std::unique_ptr<RelayDialogue> m_dialogue;
    std::unique_ptr<InfoFetch> m_info;
    bool m_waiting = false; ///< for proceed()
    bool m_ended = false;
};

} // namespace nostrscope
