// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/validator.h"

#include "core/crypto/sha256.h"
#include "core/nostr/nip11.h"
#include "core/nostr/plaintext.h"

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds firstRetry = 1h;
constexpr std::chrono::milliseconds longestRetry = 24h;
constexpr std::size_t flushAfter = 50;
constexpr int witnesses = 3;
constexpr qsizetype maxName = 200;

unsigned networksOf(const ProbeSettings& settings, bool allowPrivate)
{
    auto bits = 1U << unsigned(RelayNetwork::Clearnet);
    if (settings.tor.port != 0)
        bits |= 1U << unsigned(RelayNetwork::Tor);
    if (settings.i2p.port != 0)
        bits |= 1U << unsigned(RelayNetwork::I2p);
    if (settings.loki.port != 0)
        bits |= 1U << unsigned(RelayNetwork::Loki);
    if (allowPrivate)
        bits |= 1U << unsigned(RelayNetwork::Local);
    return bits;
}

bool speaksNostr(ProbeCode code)
{
    return code == ProbeCode::Ok || code == ProbeCode::ReadClosed || code == ProbeCode::AuthRequired
        || code == ProbeCode::Restricted || code == ProbeCode::RateLimited
        || code == ProbeCode::PaymentRequired;
}

void takeInfo(const InfoResult& info, Validation& validation)
{
    if (info.code != InfoCode::Ok)
        return;
    const auto document = parseRelayInformation(info.body);
    if (!document)
        return;
    validation.hasInfo = true;
    const auto hash = sha256(info.body);
    validation.infoSha256 =
        QByteArray(reinterpret_cast<const char*>(hash.data()), static_cast<qsizetype>(hash.size()));
    validation.infoKey = document->pubkey.toLower();
    validation.infoName = plainText(document->name, maxName);
}

} // namespace

UnixMillis nextValidation(UnixMillis at, int failures, std::optional<std::chrono::seconds> retryAfter,
                          double jitter01)
{
    auto wait = failures == 0 ? longestRetry : firstRetry;
    for (int i = 1; i < failures && wait < longestRetry; ++i)
        wait *= 2;
    wait = std::min(wait, longestRetry);
    if (retryAfter)
        wait = std::max<std::chrono::milliseconds>(wait, *retryAfter);
    const auto extra = std::chrono::milliseconds(
        static_cast<std::int64_t>(static_cast<double>(wait.count()) * 0.1 * std::clamp(jitter01, 0.0, 1.0)));
    return at + wait + extra;
}

std::optional<Validation> validationOf(const ProbeResult& result)
{
    const auto code = result.main.code;
    const bool isNostr = speaksNostr(code) || result.wantsAuth;
    const bool isUndecided = verdictOf(code, result.main.httpStatus) == ProbeVerdict::Undecided;
    if (isUndecided && !isNostr)
        return std::nullopt;
    Validation validation;
    validation.url = result.url;
    validation.at = result.startedAt;
    validation.code = code;
    validation.httpStatus = result.main.httpStatus;
    const auto millis = [&](ProbePhase phase) -> std::optional<std::chrono::milliseconds> {
        const auto time = result.main.times.of(phase);
        if (!time)
            return std::nullopt;
        return std::chrono::duration_cast<std::chrono::milliseconds>(*time);
    };
    validation.rttOpen = millis(ProbePhase::Open);
    validation.rttRead = millis(ProbePhase::Read);
    validation.isReached = validation.rttOpen.has_value();
    validation.isNostr = isNostr;
    validation.isReadable = code == ProbeCode::Ok;
    return validation;
}

Validator::Validator(ValidatorConfig config, DiscoveryStore& store, const Clock& clock,
                     ProbePool::Factory factory)
    : m_config(std::move(config))
    , m_store(store)
    , m_clock(clock)
    , m_kit(m_config.probe)
    , m_pool(factory ? std::move(factory) : m_kit.factory(),
             {.atOnce = m_config.atOnce, .countLoopbackByPort = true}, this)
    , m_random(m_config.seed)
{
    connect(&m_pool, &ProbePool::finished, this, &Validator::onFinished);
    connect(&m_pool, &ProbePool::infoReady, this, [this](const InfoResult& info) {
        if (const auto found = m_running.find(info.relay); found != m_running.end())
            found->second.info = info;
    });
    connect(&m_pool, &ProbePool::idle, this, &Validator::onIdle, Qt::QueuedConnection);
}

Validator::~Validator()
{
    m_pool.disconnect(this); // what it cancels is nobody's any more
}

template <typename T, typename Use> Reply<T> Validator::here(Use use)
{
    return [address = m_recipient.address(), use = std::move(use)](StoreResult<T> reply) {
        address.post([use, reply = std::move(reply)]() mutable { use(std::move(reply)); });
    };
}

void Validator::begin()
{
    m_report = {};
    m_held.clear();
    m_running.clear();
    m_provenAt = {};
    m_askedWitnesses = false;
    m_isEnding = false;
    m_isRunning = m_isAsking = true;
}

void Validator::run()
{
    if (m_isRunning)
        return;
    begin();
    askWhoIsDue();
}

void Validator::askWhoIsDue()
{
    m_store.candidatesDue(m_clock.now(), networksOf(m_config.probe, m_config.allowPrivate),
                          static_cast<int>(m_config.most), {},
                          here<std::vector<Candidate>>([this](StoreResult<std::vector<Candidate>> due) {
                              if (!due) {
                                  m_report.error = due.error();
                                  m_isAsking = false;
                                  end();
                                  return;
                              }
                              take(*due, false);
                          }));
}

void Validator::run(const std::vector<Candidate>& candidates)
{
    if (m_isRunning)
        return;
    begin();
    take(candidates, false);
}

void Validator::take(const std::vector<Candidate>& candidates, bool areWitnesses)
{
    m_isAsking = false;
    if (!areWitnesses)
        m_total = candidates.size();
    for (const auto& candidate : candidates) {
        auto rules = RelayUrlRules::discovered();
        rules.allowPrivate = m_config.allowPrivate;
        const auto url = RelayUrl::parse(QString::fromLatin1(candidate.url), rules);
        if (!url || !m_report.complete)
            continue;
        ProbeRequest request(*url);
        request.relay = RelayId(++m_lastNumber);
        request.allowPrivate = m_config.allowPrivate;
        if (!areWitnesses)
            request.info.emplace();
        if (m_pool.add(request))
            m_running.emplace(request.relay,
                              One{candidate.url, candidate.check.failures, areWitnesses, InfoResult()});
    }
    if (m_running.empty())
        QMetaObject::invokeMethod(this, &Validator::onIdle, Qt::QueuedConnection);
}

void Validator::cancel()
{
    if (!m_isRunning)
        return;
    m_report.complete = false;
    m_pool.cancelAll();
    QMetaObject::invokeMethod(this, &Validator::onIdle, Qt::QueuedConnection);
}

void Validator::setNetworkLost(bool isLost)
{
    m_networkLost = isLost;
    if (!isLost)
        return;
    m_report.undecided += m_held.size();
    m_held.clear();
}

void Validator::onFinished(const ProbeResult& result)
{
    const auto found = m_running.find(result.relay);
    if (found == m_running.end())
        return;
    const auto one = std::move(found->second);
    m_running.erase(found);
    auto validation = validationOf(result);
    // An open WebSocket, or a certificate that is good, is no captive portal.
    if (result.main.times.of(ProbePhase::Open) || result.main.times.of(ProbePhase::Tls)) {
        m_provenAt = std::max(m_provenAt, m_clock.now());
        for (const auto& held : std::exchange(m_held, {}))
            settle(held);
    }
    if (one.isWitness)
        return;
    ++m_report.looked;
    if (!validation) {
        ++m_report.undecided;
    } else {
        validation->url = one.url;
        takeInfo(one.info, *validation);
        const int failures = validation->isNostr ? 0 : one.failures + 1;
        m_random = m_random * 1664525 + 1013904223; // Numerical Recipes; nobody gains by guessing it
        validation->nextAt = nextValidation(validation->at, failures, result.retryAfter,
                                            static_cast<double>(m_random >> 8) / double(1 << 24));
        const Held held{std::move(*validation), result.startedAt};
        if (held.validation.isNostr || held.validation.isReached || m_provenAt > held.startedAt)
            settle(held);
        else if (m_networkLost)
            ++m_report.undecided;
        else
            m_held.push_back(held);
    }
    emit progressed(m_report.looked, std::max(m_total, m_report.looked));
    if (m_ready.size() >= flushAfter)
        flush(false);
}

void Validator::settle(const Held& held)
{
    m_report.nostr += held.validation.isNostr;
    m_report.readable += held.validation.isReadable;
    m_report.failed += !held.validation.isNostr;
    m_ready.push_back(held.validation);
}

void Validator::onIdle()
{
    // The pool says so too when it has not been given anything yet.
    if (!m_isRunning || m_isAsking || m_isEnding || !m_pool.isIdle())
        return;
    if (!m_report.complete)
        m_running.clear(); // what waited was dropped without a result
    else if (!m_running.empty())
        return;
    if (!m_held.empty() && !m_askedWitnesses && m_report.complete) {
        m_askedWitnesses = m_isAsking = true;
        flush(false); // those of this run may be asked too
        askWitnesses();
        return;
    }
    flush(true);
}

/// After failures that nothing came after: some that spoke Nostr before tell our own outage from theirs.
void Validator::askWitnesses()
{
    // Behind what was handed to the writer just now.
    m_store.storeValidations({}, m_config.bounds, here<std::uint64_t>([this](StoreResult<std::uint64_t>) {
                                 CandidateQuery query;
                                 query.stage = CandidateStage::Nostr;
                                 query.order = CandidateOrder::LastChecked;
                                 query.limit = witnesses;
                                 m_store.candidates(
                                     query, {}, here<CandidatePage>([this](StoreResult<CandidatePage> page) {
                                         take(page ? page->candidates : std::vector<Candidate>(), true);
                                     }));
                             }));
}

void Validator::flush(bool isLast)
{
    if (isLast) {
        m_isEnding = true;
        m_report.undecided += m_held.size();
        m_held.clear();
    }
    m_store.storeValidations(std::exchange(m_ready, {}), m_config.bounds,
                             here<std::uint64_t>([this, isLast](StoreResult<std::uint64_t> forgotten) {
                                 if (forgotten)
                                     m_report.forgotten += *forgotten;
                                 else
                                     m_report.error = forgotten.error();
                                 if (isLast)
                                     end();
                             }));
}

void Validator::end()
{
    m_isRunning = false;
    emit finished(m_report);
}

} // namespace nostrscope
