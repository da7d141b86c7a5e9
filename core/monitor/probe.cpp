// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/probe.h"

#include "core/nostr/nip11.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isV6(const QHostAddress& address)
{
    return address.protocol() == QAbstractSocket::IPv6Protocol;
}

bool isOpen(const DialogueReport& report)
{
    return report.attempt.times.of(ProbePhase::Open).has_value();
}

int stepsDone(const DialogueReport& report)
{
    int steps = 0;
    for (const auto phase : {ProbePhase::Tcp, ProbePhase::Tls, ProbePhase::Upgrade})
        steps += report.attempt.times.of(phase).has_value() ? 1 : 0;
    return steps;
}

} // namespace

Probe::Probe(const ProbeTools& tools, ProbeRequest request, QObject* parent)
    : ProbeJob(parent)
    , m_tools(tools)
    , m_request(std::move(request))
{
    m_result.relay = m_request.relay;
    m_result.url = m_request.url.text();
    m_result.interval = m_request.interval;
    m_target.host = m_request.url.host();
    m_target.port = m_request.url.port();
    m_target.isSecure = m_request.url.isSecure();
}

Probe::~Probe() = default;

void Probe::start()
{
    m_watch.emplace(m_tools.clock);
    m_result.startedAt = m_watch->startedAt();
    m_target.proxy = m_tools.settings.proxyFor(m_request.url.network());
    if (!isOverlay(m_request.url.network()))
        resolve();
    else if (m_target.proxy.type() == QNetworkProxy::Socks5Proxy)
        talk(false); // the proxy knows the name
    else
        fail(ProbeCode::NeedsProxy, ProbePhase::Dns);
}

void Probe::cancel()
{
    if (m_ended)
        return;
    if (m_dialogue)
        m_dialogue->cancel();
    if (m_info)
        m_info->cancel();
    m_result.main = {};
    m_result.main.code = ProbeCode::Cancelled;
    end();
}

void Probe::resolve()
{
    if (const QHostAddress literal(QString::fromLatin1(m_target.host)); !literal.isNull()) {
        choose({literal});
        return;
    }
    m_tools.resolver.resolve(m_target.host, m_tools.settings.limitsFor(m_request.url.network()).dns, this,
                             [this](const ResolvedName& name) { onResolved(name); });
}

void Probe::onResolved(const ResolvedName& name)
{
    if (m_ended)
        return;
    if (name.code != ProbeCode::Ok) {
        fail(name.code, ProbePhase::Dns, name.detail);
        return;
    }
    m_dns = name.took;
    m_result.main.times.set(ProbePhase::Dns, name.took);
    m_result.dns.emplace();
    for (const auto& address : name.addresses)
        m_result.dns->addresses.append(address.toString().toLatin1());
    choose(name.addresses);
}

void Probe::choose(const QList<QHostAddress>& addresses)
{
    const auto mayUse = [this](const QHostAddress& address) {
        return m_request.allowPrivate || !isPrivateAddress(address);
    };
    QHostAddress four;
    QHostAddress six;
    bool anyAllowed = false;
    for (const auto& address : addresses) {
        auto& place = isV6(address) ? six : four;
        if (!place.isNull() || !mayUse(address))
            continue;
        anyAllowed = true;
        if (hasRoute(address))
            place = address;
    }
    if (!anyAllowed) {
        fail(ProbeCode::PrivateAddress, ProbePhase::Dns,
             u"the name leads to %1"_s.arg(addresses.value(0).toString()));
        return;
    }
    const bool sixFirst = m_tools.settings.family == FamilyChoice::IPv6First;
    for (const auto& address : {sixFirst ? six : four, sixFirst ? four : six}) {
        if (!address.isNull())
            m_candidates.append(address);
    }
    if (m_candidates.isEmpty()) {
        fail(ProbeCode::LocalNetwork, ProbePhase::Tcp, u"no route from here"_s);
        return;
    }
    m_waiting = true;
    emit addressChosen(m_candidates.constFirst());
}

void Probe::proceed()
{
    if (std::exchange(m_waiting, false) && !m_ended)
        talk(false);
}

void Probe::talk(bool onlyOpen)
{
    m_target.address = m_candidates.value(m_candidate);
    const DialogueOptions options{onlyOpen, m_request.write && !onlyOpen, m_request.authenticate && !onlyOpen,
                                  std::nullopt};
    m_dialogue = std::make_unique<RelayDialogue>(m_tools, m_request.url, options);
    // Queued: the dialogue is not deleted inside its own signal.
    connect(m_dialogue.get(), &RelayDialogue::finished, this, &Probe::onTalked, Qt::QueuedConnection);
    m_dialogue->start(m_target, m_dns);
}

void Probe::onTalked()
{
    if (m_ended)
        return;
    m_reports.push_back(m_dialogue->report());
    m_dialogue.reset();
    if (++m_candidate < m_candidates.size()) {
        talk(isOpen(m_reports.front()));
        return;
    }
    settleFamilies();
    fetchInfo();
}

/// Which of two families decides: the first that opened, else the one that got further.
void Probe::settleFamilies()
{
    std::size_t main = 0;
    if (m_reports.size() > 1) {
        const auto& first = m_reports[0];
        const auto& second = m_reports[1];
        if (!isOpen(first) && (isOpen(second) || stepsDone(second) > stepsDone(first)))
            main = 1;
        m_result.otherFamily = m_reports[1 - main].attempt;
        m_result.certificate = m_reports[1 - main].certificate;
    }
    takeMain(m_reports[main]);
    m_target.address = m_candidates.value(static_cast<qsizetype>(main));
}

void Probe::takeMain(const DialogueReport& report)
{
    m_result.main = report.attempt;
    m_result.wantsAuth = report.wantsAuth;
    m_result.sawEvent = report.sawEvent;
    m_result.writeCode = report.writeCode;
    m_result.writeDetail = report.writeDetail;
    if (report.certificate)
        m_result.certificate = report.certificate;
    m_result.serverHeader = report.serverHeader;
    m_result.retryAfter = report.retryAfter;
    m_result.evidence = report.evidence;
}

/// Only where HTTP can be spoken: connected, and with TLS that we believe.
void Probe::fetchInfo()
{
    const auto& times = m_result.main.times;
    const bool isConnected = times.of(ProbePhase::Tcp)
        && (!m_target.isSecure || m_result.main.failedIn != ProbePhase::Tls
            || m_result.main.code == ProbeCode::Ok);
    if (!m_request.info || !isConnected) {
        observe();
        return;
    }
    m_info = std::make_unique<InfoFetch>(m_tools, m_request.url, m_target, *m_request.info);
    connect(
        m_info.get(), &InfoFetch::finished, this,
        [this] {
            if (m_ended)
                return;
            auto info = m_info->result();
            m_info.reset();
            info.relay = m_request.relay;
            if (info.code == InfoCode::Ok && info.took)
                m_result.main.times.set(ProbePhase::Info, *info.took);
            if (info.code == InfoCode::Ok && m_request.observe) {
                if (const auto document = parseRelayInformation(info.body))
                    m_request.observe = claimsOf(*document);
            }
            emit infoReady(info);
            if (!m_ended)
                observe();
        },
        Qt::QueuedConnection);
    m_info->start();
}

/// Only where a WebSocket opened a moment ago.
void Probe::observe()
{
    if (!m_request.observe || !m_result.main.times.of(ProbePhase::Open)) {
        findFacts();
        return;
    }
    DialogueOptions options;
    options.observe = m_request.observe;
    m_dialogue = std::make_unique<RelayDialogue>(m_tools, m_request.url, options);
    connect(m_dialogue.get(), &RelayDialogue::finished, this, &Probe::onObserved, Qt::QueuedConnection);
    m_dialogue->start(m_target, std::nullopt);
}

void Probe::onObserved()
{
    if (m_ended)
        return;
    const auto report = m_dialogue->report();
    m_dialogue.reset();
    if (m_watch->hasStepped()) { // silence would be no answer of the relay
        end();
        return;
    }
    RelayObservation observation;
    observation.relay = m_request.relay;
    observation.at = m_tools.clock.now();
    observation.findings = judgeClaims(*m_request.observe, report.answers.value_or(ClaimAnswers()));
    emit observed(observation);
    if (!m_ended)
        findFacts();
}

void Probe::findFacts()
{
    if (!m_request.wantDnsFacts || !m_dns || m_request.url.network() != RelayNetwork::Clearnet) {
        end();
        return;
    }
    m_tools.resolver.findFacts(m_target.host, m_target.address, m_tools.settings.limits.dns, this,
                               [this](const DnsFacts& facts) {
                                   if (m_ended)
                                       return;
                                   auto& dns = *m_result.dns;
                                   const auto used = dns.addresses;
                                   dns = facts;
                                   if (dns.addresses.isEmpty()) // of a hosts file
                                       dns.addresses = used;
                                   end();
                               });
}

void Probe::fail(ProbeCode code, ProbePhase phase, const QString& detail)
{
    m_result.main.code = code;
    m_result.main.failedIn = phase;
    m_result.main.detail = detail.left(maxEvidenceBytes);
    // Later, as every other end: whoever calls start() need not expect the end inside it.
    QMetaObject::invokeMethod(this, &Probe::end, Qt::QueuedConnection);
}

void Probe::end()
{
    if (std::exchange(m_ended, true))
        return;
    if (m_watch && m_watch->hasStepped() && m_result.main.code != ProbeCode::Cancelled) {
        m_result.main.code = ProbeCode::ClockStep;
        m_result.main.detail = u"the machine slept or its clock was set meanwhile"_s;
        m_result.main.times = {};
        m_result.otherFamily.reset();
    }
    emit finished(m_result);
}

} // namespace nostrscope
