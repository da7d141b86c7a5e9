// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakediscovery.h"

#include "tests/support/fakeengine.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr DiscoverySource ways[] = {DiscoverySource::RelayList, DiscoverySource::Hint,
                                    DiscoverySource::Monitor,   DiscoverySource::Entity,
                                    DiscoverySource::Contacts,  DiscoverySource::ZapRequest,
                                    DiscoverySource::List};
constexpr ProbeCode codes[] = {ProbeCode::Ok, ProbeCode::DnsNxDomain, ProbeCode::AuthRequired,
                               ProbeCode::TcpTimeout, ProbeCode::NotNostr};

Candidate makeCandidate(int number, UnixMillis now)
{
    Candidate one;
    const auto rank = static_cast<std::uint64_t>(number) + 1;
    one.number = number + 1;
    one.url = "wss://found" + QByteArray::number(number) + ".example.com";
    one.firstSeen = now - std::chrono::hours(7 * number + 1);
    one.lastSeen = now - 30min;
    for (std::size_t way = 0; way < std::size(ways); ++way) {
        if ((rank + way) % 3 != 0)
            continue;
        CandidateSource source;
        source.source = ways[way];
        source.mentions = 9000 / rank;
        source.authors = 700 / rank + 1;
        source.writes = ways[way] == DiscoverySource::RelayList ? 400 / rank : 0;
        one.mentions += source.mentions;
        one.authors += source.authors;
        one.sources.push_back(source);
    }
    if (number % 4 != 3) {
        const auto code = codes[number % 5];
        one.check.attempts = 1 + number % 3;
        one.check.code = code;
        one.check.lastAt = now - 2h;
        one.check.nextAt = now + 22h;
        one.check.failures =
            code == ProbeCode::Ok || code == ProbeCode::AuthRequired ? 0 : one.check.attempts;
        if (code == ProbeCode::Ok) {
            one.check.reachedAt = one.check.nostrAt = one.check.readAt = now - 2h;
            one.check.rttRead = std::chrono::milliseconds(60 + 13 * (number % 17));
        }
    }
    return one;
}

} // namespace

DiscoveryView fakeDiscovery(int count, UnixMillis now)
{
    DiscoveryView view;
    view.asOf = now;
    view.nextRunAt = now + 42min;
    for (int i = 0; i < count; ++i)
        view.page.candidates.push_back(makeCandidate(i, now));
    view.page.total = static_cast<std::uint64_t>(count);
    auto& figures = view.figures;
    figures.progress.candidates = 7472;
    figures.progress.refused = 1390;
    figures.progress.events = 1'204'331;
    figures.progress.runAt = now - 18min;
    figures.review = 6480;
    figures.reached = 2104;
    figures.nostr = 1630;
    figures.readable = 1288;
    figures.listed = 245;
    figures.decided = 31;
    const auto today = toSeconds(now) / 86400;
    for (std::int64_t day = today - 30; day <= today; ++day) {
        for (std::size_t way = 0; way < std::size(ways); ++way)
            figures.days.push_back(
                {day, ways[way],
                 40 / (way + 1) + static_cast<std::uint64_t>((day * 7 + std::int64_t(way) * 5) % 11)});
    }
    return view;
}

DuplicatesView fakeDuplicates()
{
    const auto group = [](DuplicateGroup::Reason reason, const std::vector<QByteArray>& urls, bool isListed) {
        DuplicateGroup one;
        one.reason = reason;
        one.key = duplicateKey(urls);
        std::uint64_t mentions = 3200;
        for (const auto& url : urls) {
            const bool isFirst = one.members.empty();
            one.members.push_back({url, mentions, mentions / 20 + 1, CandidateState::New,
                                   isFirst && isListed ? CandidateListing::Listed : CandidateListing::None,
                                   isFirst});
            mentions /= 7;
        }
        return one;
    };
    DuplicatesView view;
    view.groups = {group(DuplicateGroup::Reason::Both,
                         {"wss://relay.example.org", "wss://www.relay.example.org", "ws://relay.example.org"},
                         true),
                   group(DuplicateGroup::Reason::Document,
                         {"wss://eu.found.example.net", "wss://us.found.example.net"}, false),
                   group(DuplicateGroup::Reason::Name,
                         {"wss://found7.example.com:443", "wss://www.found7.example.com"}, false)};
    view.total = view.groups.size();
    return view;
}

MonitorsView fakeMonitors(UnixMillis now)
{
    MonitorsView view;
    for (int i = 0; i < 7; ++i) {
        OtherMonitor one;
        std::array<std::uint8_t, PubKey::size> bytes{};
        bytes.fill(static_cast<std::uint8_t>(17 * i + 3));
        one.key = PubKey(bytes);
        one.relays = static_cast<std::uint64_t>(1900 / (i + 1));
        one.reports = one.relays * static_cast<std::uint64_t>(40 - i);
        one.lastReport = toSeconds(now) - 300 * (i + 1);
        if (i != 4) {
            one.announcedAt = toSeconds(now) - 86400 * (i + 1);
            one.frequency = std::chrono::seconds(3600 * (i % 3 + 1));
            one.checks = {"open", "read", "nip11"};
            one.name = QStringLiteral("Monitor %1").arg(i + 1);
        }
        one.compared = static_cast<std::uint64_t>(i == 6 ? 0 : 240 - i * 10);
        one.agreed = one.compared * static_cast<std::uint64_t>(97 - 4 * i) / 100;
        view.monitors.push_back(std::move(one));
    }
    view.total = view.monitors.size();
    return view;
}

OutboxView fakeOutbox()
{
    OutboxView view;
    constexpr OutboxState states[] = {OutboxState::Covered, OutboxState::NothingHeld, OutboxState::NoneAlive,
                                      OutboxState::NotChecked, OutboxState::NoList};
    for (int i = 0; i < 40; ++i) {
        OutboxAuthor author;
        std::array<std::uint8_t, PubKey::size> bytes{};
        bytes.fill(static_cast<std::uint8_t>(5 * i + 1));
        author.key = PubKey(bytes);
        author.state = states[i < 20 ? 0 : i % 5];
        author.hasList = author.state != OutboxState::NoList;
        author.events = static_cast<std::uint64_t>(i % 50 + 1);
        if (author.hasList)
            author.declared = {"wss://found" + QByteArray::number(i % 6) + ".example.com",
                               "wss://found" + QByteArray::number(i % 4 + 6) + ".example.com"};
        if (author.state == OutboxState::Covered)
            author.held[*author.declared.begin()] = author.events;
        view.facts.authors.push_back(std::move(author));
    }
    for (int i = 0; i < 10; ++i)
        view.facts.relays["wss://found" + QByteArray::number(i) + ".example.com"] = i % 4 == 3
            ? Liveness::Down
            : i % 5 == 4 ? Liveness::Unknown
                         : Liveness::Up;
    std::uint64_t newAuthors = 21;
    for (const auto& [url, liveness] : view.facts.relays) {
        if (liveness == Liveness::Down || newAuthors == 0)
            continue;
        view.cover.choices.push_back(
            {url, liveness, newAuthors, newAuthors + 4, newAuthors + 1, newAuthors * 9});
        newAuthors /= 2;
    }
    view.cover.unserved = {view.facts.authors[24].key, view.facts.authors[29].key};
    return view;
}

void FakeEngine::readDiscovery(int token, const CandidateQuery& query)
{
    m_calls.append(u"readDiscovery %1"_s.arg(int(query.stage)));
    if (answers == Answers::AtOnce)
        emit discoveryRead(token, std::make_shared<const DiscoveryView>(discovery));
    else if (answers == Answers::Empty)
        emit discoveryRead(token, std::make_shared<const DiscoveryView>());
    else if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
}

void FakeEngine::runDiscovery(bool validate)
{
    m_calls.append(validate ? u"runDiscovery and validate"_s : u"runDiscovery"_s);
    emit discoveryChanged();
}

void FakeEngine::cancelDiscovery()
{
    m_calls.append(u"cancelDiscovery"_s);
}

void FakeEngine::decideCandidates(const QList<CandidateDecision>& decisions)
{
    QList<CandidateDecision> before;
    for (const auto& decision : decisions) {
        const auto reason = decision.reason.isEmpty() ? QString() : u": "_s + decision.reason;
        m_calls.append(u"decide %1 %2%3"_s.arg(QString::fromLatin1(decision.url),
                                               QString::fromLatin1(toString(decision.state)), reason));
        for (auto& one : discovery.page.candidates) {
            if (one.url == decision.url)
                before.append({one.url, std::exchange(one.state, decision.state), one.reason});
        }
    }
    emit candidatesDecided(before);
    emit discoveryChanged();
}

void FakeEngine::askDiscovery(int token, const DiscoveryQuestion& question)
{
    static const char* const names[] = {"duplicates", "monitors", "outbox", "rules"};
    m_calls.append(u"askDiscovery "_s + QLatin1StringView(names[question.index()]));
    m_lastQuestion = question;
    if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
    else if (answers != Answers::Never)
        emit discoveryAnswered(token, discoveryAnswer(question));
}

DiscoveryAnswer FakeEngine::discoveryAnswer(const DiscoveryQuestion& question) const
{
    const bool isEmpty = answers == Answers::Empty;
    if (std::holds_alternative<DuplicatesQuestion>(question))
        return std::make_shared<const DuplicatesView>(isEmpty ? DuplicatesView() : duplicates);
    if (std::holds_alternative<MonitorsQuestion>(question))
        return std::make_shared<const MonitorsView>(isEmpty ? MonitorsView() : monitors);
    if (std::holds_alternative<OutboxQuestion>(question))
        return std::make_shared<const OutboxView>(isEmpty ? OutboxView() : outbox);
    auto view = isEmpty ? RulesView() : rules;
    if (const auto& given = std::get<RulesQuestion>(question).rules) {
        view.rules = *given;
        view.counts.assign(static_cast<std::size_t>(given->size()), given->isEmpty() ? 0 : 3);
    }
    return std::make_shared<const RulesView>(std::move(view));
}

void FakeEngine::setAcceptRules(const QStringList& texts)
{
    m_calls.append(u"setAcceptRules "_s + texts.join(u"; "_s));
    rules.rules = texts;
    rules.counts.assign(static_cast<std::size_t>(texts.size()), 3);
    emit discoveryChanged();
}

void FakeEngine::dismissDuplicates(const QList<QByteArray>& keys, bool areDismissed)
{
    m_calls.append((areDismissed ? u"dismiss %1"_s : u"reopen %1"_s).arg(keys.size()));
    for (auto& group : duplicates.groups) {
        if (keys.contains(group.key))
            group.isDismissed = areDismissed;
    }
    emit discoveryChanged();
}

void FakeEngine::fetchCandidates(int token, const DiscoveryFetch& fetch)
{
    static const char* const names[] = {"lists", "names", "seen names"};
    m_calls.append(u"fetch %1: %2"_s.arg(QLatin1StringView(names[int(fetch.what)]), fetch.texts.join(u' ')));
    if (answers == Answers::Fail)
        emit askFailed(token, u"The database is not open."_s);
    if (answers != Answers::AtOnce)
        return;
    DiscoveryFetchReport report;
    for (const auto& text : fetch.texts)
        report.all.push_back(
            text.contains(u"bad"_s)
                ? DiscoveryFetchReport::One{text, u"The server answered HTTP 503."_s, 0, 0, 0, 0}
                : DiscoveryFetchReport::One{text, {}, 120, 80, 38, 2});
    emit candidatesFetched(token, std::make_shared<const DiscoveryFetchReport>(report));
}

} // namespace nostrscope
