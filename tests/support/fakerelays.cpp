// SPDX-License-Identifier: GPL-3.0-or-later
// The list of relays of the fake engine.
#include "tests/support/fakeengine.h"
#include "tests/support/fakehealth.h"
#include "tests/support/fakestory.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using fake::start;

void FakeEngine::checkRelays(int token, const QStringList& inputs, RelaySource)
{
    QList<RelayCandidate> answer;
    QList<QByteArray> seen;
    for (const auto& input : inputs) {
        const auto text = input.trimmed();
        if (text.isEmpty())
            continue;
        RelayCandidate candidate;
        candidate.input = input;
        const auto url = text.toUtf8().toLower();
        if (!url.startsWith("wss://") && !url.startsWith("ws://")) {
            candidate.reason = u"bad_scheme"_s;
        } else {
            candidate.url = url;
            candidate.network = u"clearnet"_s;
            if (seen.contains(url))
                candidate.reason = u"duplicate"_s;
            else if (std::any_of(rows.begin(), rows.end(),
                                 [&url](const RelayRow& row) { return row.entry.url == url; }))
                candidate.reason = u"known"_s;
            seen.append(url);
        }
        answer.append(candidate);
    }
    emit relaysChecked(token, answer);
}

void FakeEngine::checkRelayFile(int token, const QString& file, RelaySource source)
{
    m_calls.append(u"checkRelayFile "_s + file);
    if (file.endsWith("missing.txt"_L1)) {
        emit failed(u"%1 cannot be read: no such file."_s.arg(file));
        emit relaysChecked(token, {});
        return;
    }
    checkRelays(
        token,
        {u"wss://one.example"_s, u"wss://two.example"_s, u"wss://one.example"_s, u"http://no.example"_s},
        source);
}

void FakeEngine::checkBuiltInRelays(int token)
{
    m_calls.append(u"checkBuiltInRelays"_s);
    checkRelays(token, {u"wss://relay.one.example"_s, u"wss://relay.two.example"_s}, RelaySource::BuiltIn);
}

void FakeEngine::addRelays(const QList<RelayCandidate>& relays, RelaySource source)
{
    m_calls.append(u"addRelays %1"_s.arg(relays.size()));
    int added = 0;
    for (const auto& candidate : relays) {
        if (!candidate.reason.isEmpty())
            continue;
        const auto number = rows.empty() ? 1 : rows.back().entry.id.number() + 1;
        auto row = RelayRow{};
        row.entry.id = RelayId(number);
        row.entry.url = candidate.url;
        row.entry.source = source;
        row.entry.addedAt = state.asOf;
        rows.push_back(row);
        ++added;
    }
    emit relaysAdded(added, 0);
    publish();
}

void FakeEngine::removeRelays(const QList<RelayId>& relays)
{
    m_calls.append(u"removeRelays %1"_s.arg(relays.size()));
    QStringList urls;
    for (const auto id : relays) {
        const auto* row = find(id);
        if (row == nullptr)
            continue;
        urls.append(QString::fromUtf8(row->entry.url));
        m_removed.push_back(*row);
        rows.erase(rows.begin() + (row - rows.data()));
    }
    emit relaysRemoved(relays, urls);
    publish();
}

void FakeEngine::restoreRelays(const QList<RelayId>& relays)
{
    m_calls.append(u"restoreRelays %1"_s.arg(relays.size()));
    const auto isWanted = [&relays](const RelayRow& row) { return relays.contains(row.entry.id); };
    std::copy_if(m_removed.begin(), m_removed.end(), std::back_inserter(rows), isWanted);
    std::erase_if(m_removed, isWanted);
    std::sort(rows.begin(), rows.end(),
              [](const RelayRow& a, const RelayRow& b) { return a.entry.id < b.entry.id; });
    publish();
}

void FakeEngine::setStarred(const QList<RelayId>& relays, bool starred)
{
    m_calls.append(u"setStarred %1 %2"_s.arg(relays.size()).arg(starred ? 1 : 0));
    QList<RelayId> changed;
    QStringList urls;
    for (const auto id : relays) {
        if (auto* row = find(id); row && row->entry.starred != starred) {
            row->entry.starred = starred;
            changed.append(id);
            urls.append(QString::fromUtf8(row->entry.url));
        }
    }
    if (changed.isEmpty())
        return;
    publish();
    emit relaysStarred(changed, urls, starred);
}

void FakeEngine::setPaused(const QList<RelayId>& relays, bool paused)
{
    m_calls.append(u"setPaused %1 %2"_s.arg(relays.size()).arg(paused ? 1 : 0));
    for (const auto id : relays) {
        if (auto* row = find(id)) {
            row->entry.paused = paused;
            row->state = paused ? LinkState::Paused : LinkState::Connecting;
            row->health = fakeHealth(*row, state.asOf);
        }
    }
    publish();
}

void FakeEngine::checkNow(const QList<RelayId>& relays)
{
    m_calls.append(u"checkNow %1"_s.arg(relays.size()));
    for (const auto id : relays) {
        auto* row = find(id);
        if (row == nullptr)
            continue;
        auto health = row->health ? *row->health : HealthRow{};
        health.isChecking = true;
        row->health = std::make_shared<const HealthRow>(health);
    }
    publish();
}

RelayRow* FakeEngine::find(RelayId id)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [id](const RelayRow& row) { return row.entry.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

RelayRow FakeEngine::makeRow(std::uint32_t number, const QByteArray& url)
{
    RelayRow row;
    row.entry.id = RelayId(number);
    row.entry.url = url;
    row.entry.source = RelaySource::BuiltIn;
    row.entry.addedAt = number % 13 == 0 ? start - 24h : start - 24h * 40;
    const auto pick = m_random() % 100;
    row.state = pick < 84 ? LinkState::Live
        : pick < 88       ? LinkState::Waiting
        : pick < 92       ? LinkState::Failed
        : pick < 95       ? LinkState::Refused
        : pick < 97       ? LinkState::Connecting
        : pick < 98       ? LinkState::Paused
                          : LinkState::Idle;
    row.stateSince = start - std::chrono::minutes(m_random() % 5000);
    if (row.state == LinkState::Waiting || row.state == LinkState::Failed) {
        row.lastError = pick % 2 == 0 ? LinkError::Timeout : LinkError::Dns;
        row.lastErrorDetail = u"no answer within 10 s"_s;
        row.nextTryAt = start + 4min;
        return row;
    }
    if (row.state == LinkState::Refused) {
        row.lastError = LinkError::RemoteClosed;
        row.lastErrorDetail = u"auth-required: this relay is for members only"_s;
    }
    if (row.state != LinkState::Live)
        return row;
    row.openTime = std::chrono::milliseconds(40 + m_random() % 900);
    row.eventsInRange = m_random() % 90'000;
    row.eventsSeen = row.eventsInRange * 7;
    row.novel = m_random() % 10'000;
    row.duplicates = row.eventsSeen;
    row.eventsPerMinute = static_cast<double>(m_random() % 4000) / 10.0;
    row.lastEventAt = start - std::chrono::seconds(m_random() % 300);
    return row;
}

} // namespace nostrscope
