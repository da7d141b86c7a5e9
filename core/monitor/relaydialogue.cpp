// SPDX-License-Identifier: GPL-3.0-or-later
// The connection: steps, upgrade, frames, limits, end. What is said over it: relaydialogue_messages.cpp.
#include "core/monitor/relaydialogue.h"

#include "core/nostr/clientmessages.h"

#include <QRandomGenerator>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray randomHex()
{
    return QByteArray::number(QRandomGenerator::system()->generate(), 16);
}

QByteArray randomKey()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words).toBase64();
}

QString reasonOf(UpgradeError error)
{
    switch (error) {
    case UpgradeError::BadAccept:
        return u"the answer is not to our key"_s;
    case UpgradeError::UnaskedExtension:
        return u"an extension or protocol that was not offered"_s;
    case UpgradeError::NotGet:
    case UpgradeError::NotUpgrade:
    case UpgradeError::BadVersion:
    case UpgradeError::BadKey:
    case UpgradeError::Refused:
        break;
    }
    return u"101 without the header fields of a WebSocket"_s;
}

} // namespace

RelayDialogue::RelayDialogue(const ProbeTools& tools, const RelayUrl& url, DialogueOptions options,
                             QObject* parent)
    : QObject(parent)
    , m_tools(tools)
    , m_url(url)
    , m_options(options)
    , m_limits(tools.settings.limitsFor(url.network()))
    , m_dialer(tools.settings, tools.clock)
    , m_decoder(WsRole::Client, {maxProbeMessageBytes, maxProbeMessageBytes})
    , m_subscription("probe-" + randomHex())
{
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer);
    connect(&m_deadline, &QTimer::timeout, this, &RelayDialogue::onDeadline);
    connect(&m_dialer, &Dialer::connected, this, &RelayDialogue::onConnected);
    connect(&m_dialer, &Dialer::failed, this, &RelayDialogue::onFailed);
    connect(&m_dialer, &Dialer::received, this, &RelayDialogue::onReceived);
    connect(&m_dialer, &Dialer::closed, this, &RelayDialogue::onClosed);
}

void RelayDialogue::start(const DialTarget& target, std::optional<std::chrono::microseconds> dns)
{
    auto& attempt = m_report.attempt;
    attempt.address = target.address.toString().toLatin1();
    if (!target.address.isNull())
        attempt.family = target.address.protocol() == QAbstractSocket::IPv6Protocol ? AddressFamily::IPv6
                                                                                    : AddressFamily::IPv4;
    m_dns = dns;
    if (dns)
        attempt.times.set(ProbePhase::Dns, *dns);
    m_deadline.start(m_limits.connect);
    m_startedAt = now();
    m_dialer.open(target);
}

void RelayDialogue::cancel()
{
    m_stage = Stage::Done;
    m_deadline.stop();
    m_dialer.abort();
}

void RelayDialogue::onConnected()
{
    const auto authority = QByteArrayView(m_url.text()).sliced(m_url.text().indexOf("://") + 3);
    const auto slash = authority.indexOf('/');
    HttpHeaders extra;
    extra.append("User-Agent", m_tools.settings.userAgent);
    m_key = randomKey();
    m_stage = Stage::Upgrading;
    const auto request =
        upgradeRequest(slash < 0 ? authority : authority.first(slash),
                       slash < 0 ? QByteArrayView("/") : authority.sliced(slash), m_key, extra);
    m_sentAt = now();
    m_dialer.send(request);
}

void RelayDialogue::onFailed(const DialFailure& failure)
{
    decide(failure.code, failure.phase, failure.detail);
    end();
}

void RelayDialogue::onReceived()
{
    if (m_stage == Stage::Upgrading)
        readUpgrade();
    else if (m_stage != Stage::Connecting && m_stage != Stage::Done)
        readFrames();
}

void RelayDialogue::readUpgrade()
{
    m_head.append(m_dialer.take());
    auto head = parseHttpResponse(m_head);
    if (!head) {
        note(m_head, true);
        decide(ProbeCode::UpgradeInvalid, ProbePhase::Upgrade, u"the answer is not HTTP"_s);
        end();
    } else if (*head) {
        takeHead(**head);
    }
}

void RelayDialogue::takeHead(const HttpResponseHead& head)
{
    const auto took = now() - m_sentAt;
    m_report.serverHeader = head.headers.value("Server").toByteArray().left(maxServerHeaderBytes);
    const auto problem = checkUpgradeResponse(head, m_key);
    if (problem) {
        auto& attempt = m_report.attempt;
        attempt.httpStatus = head.status;
        if (asksForPatience(head.status))
            m_report.retryAfter = parseRetryAfter(head.headers.value("Retry-After"), m_tools.clock.now());
        note(QByteArrayView(m_head).first(head.headBytes), true);
        if (head.status != 101)
            decide(ProbeCode::HttpStatus, ProbePhase::Upgrade,
                   u"%1 %2"_s.arg(QString::number(head.status), QString::fromUtf8(head.reason.left(200))));
        else
            decide(ProbeCode::UpgradeInvalid, ProbePhase::Upgrade, reasonOf(*problem));
        end();
        return;
    }
    m_report.attempt.httpStatus = head.status;
    m_report.attempt.times.set(ProbePhase::Upgrade, took);
    m_report.attempt.times.set(ProbePhase::Open,
                               now() - m_startedAt + m_dns.value_or(std::chrono::microseconds(0)));
    m_decoder.feed(QByteArrayView(m_head).sliced(head.headBytes));
    m_head.clear();
    opened();
}

void RelayDialogue::opened()
{
    if (m_options.onlyOpen) {
        decide(ProbeCode::Ok, ProbePhase::Open);
        leave();
        return;
    }
    m_stage = Stage::Reading;
    m_deadline.start(m_limits.read);
    ask();
    readFrames(); // what came with the answer
}

void RelayDialogue::readFrames()
{
    const auto bytes = m_dialer.take();
    m_bytes += bytes.size();
    m_decoder.feed(bytes);
    while (m_stage != Stage::Done) {
        const auto message = m_decoder.next();
        if (!message)
            break;
        handle(*message);
    }
    const auto bound = m_stage == Stage::Observing ? maxObserveBytes : maxProbeBytes;
    if (isTalking() && m_decoder.error() != WsError::None) {
        const auto code = closeCodeFor(m_decoder.error());
        m_report.attempt.closeCode = code;
        decide(ProbeCode::ClosedEarly, ProbePhase::Read,
               code == 1009 ? u"a message above 1 MiB"_s : u"no WebSocket frames"_s);
        leave(code);
    } else if (isTalking() && m_bytes > bound) {
        fail(ProbeCode::ReadTimeout, ProbePhase::Read, u"more than 4 MiB without an answer"_s);
    }
}

void RelayDialogue::handle(const WsMessage& message)
{
    switch (message.opcode) {
    case WsOpcode::Text:
        if (isTalking())
            handleText(message.payload);
        return;
    case WsOpcode::Binary:
        note("a binary frame");
        if (!std::exchange(m_anyFrame, true) && m_stage == Stage::Reading)
            fail(ProbeCode::NotNostr, ProbePhase::Read, u"the first frame is binary"_s);
        return;
    case WsOpcode::Ping:
        sendFrame(WsOpcode::Pong, message.payload);
        return;
    case WsOpcode::Close:
        if (!m_decided) {
            m_report.attempt.closeCode = message.closeCode;
            note("close " + QByteArray::number(message.closeCode) + ' ' + message.payload, true);
            decide(ProbeCode::ClosedEarly, ProbePhase::Read, QString::fromUtf8(message.payload));
        }
        leave();
        m_dialer.close(m_limits.close);
        return;
    case WsOpcode::Pong:
    case WsOpcode::Continuation:
        return;
    }
    Q_UNREACHABLE();
}

void RelayDialogue::sendFrame(WsOpcode opcode, QByteArrayView payload)
{
    QByteArray frame;
    appendWsFrame(frame, opcode, payload, QRandomGenerator::system()->generate());
    m_dialer.send(frame);
}

void RelayDialogue::onClosed(const QString& detail)
{
    if (m_stage == Stage::Done)
        return;
    const auto phase = m_stage == Stage::Upgrading ? ProbePhase::Upgrade : ProbePhase::Read;
    decide(ProbeCode::ClosedEarly, phase, detail);
    end();
}

/// The time of the step that is under way is up.
void RelayDialogue::onDeadline()
{
    switch (m_stage) {
    case Stage::Connecting:
        decide(m_dialer.phase() == ProbePhase::Tcp ? ProbeCode::TcpTimeout : ProbeCode::ReadTimeout,
               m_dialer.phase(), u"no answer in time"_s);
        end();
        return;
    case Stage::Upgrading:
        decide(ProbeCode::ReadTimeout, ProbePhase::Upgrade, u"no answer to the upgrade in time"_s);
        end();
        return;
    case Stage::Reading:
        onReadEnded();
        return;
    case Stage::Writing:
        m_trial->timeOut();
        endWriting();
        return;
    case Stage::Observing:
        follow(m_claims->timeOut());
        return;
    case Stage::Leaving:
        end();
        return;
    case Stage::Done:
        return;
    }
    Q_UNREACHABLE();
}

void RelayDialogue::note(QByteArrayView evidence, bool isDecisive)
{
    auto& list = m_report.evidence;
    if (list.size() < maxEvidence)
        list.emplace_back();
    else if (!isDecisive)
        return;
    list.back() = evidence.first(std::min(evidence.size(), maxEvidenceBytes)).toByteArray();
}

void RelayDialogue::decide(ProbeCode code, ProbePhase phase, const QString& detail)
{
    if (std::exchange(m_decided, true))
        return;
    auto& attempt = m_report.attempt;
    attempt.code = code;
    attempt.failedIn = phase;
    attempt.detail = detail.left(maxEvidenceBytes);
}

void RelayDialogue::leave(std::uint16_t code)
{
    if (m_stage == Stage::Leaving || m_stage == Stage::Done)
        return;
    if (m_trial && m_stage == Stage::Writing)
        sendText(m_trial->closeMessage());
    if (std::exchange(m_subscribed, false))
        sendText(closeMessage(m_subscription));
    m_stage = Stage::Leaving;
    sendFrame(WsOpcode::Close, wsClosePayload(code, {}));
    m_deadline.start(m_limits.close);
}

void RelayDialogue::end()
{
    if (m_stage == Stage::Done)
        return;
    m_stage = Stage::Done;
    m_deadline.stop();
    auto& times = m_report.attempt.times;
    for (const auto phase : {ProbePhase::Tcp, ProbePhase::Tls}) {
        if (const auto took = m_dialer.times().of(phase))
            times.set(phase, *took);
    }
    m_report.certificate = m_dialer.certificate();
    if (m_trial && !m_report.writeCode) { // the relay went away meanwhile
        m_trial->timeOut();
        m_report.writeCode = m_trial->code();
        m_report.writeDetail = m_trial->detail();
    }
    if (m_options.observe)
        takeAnswers();
    // The socket, perhaps in the middle of a signal, ends with us; nothing that it still says counts.
    m_dialer.disconnect(this);
    emit finished();
}

} // namespace nostrscope
