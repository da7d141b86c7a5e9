// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/controldiscovery.h"

#include "core/discover/rulepreview.h"

#include <QJsonArray>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxTextLength = 500;
constexpr qsizetype keyBytes = 32;

using Action = DiscoverOrder::Action;
constexpr std::pair<Action, const char*> actions[] = {{Action::Run, "run"},
                                                      {Action::Mention, "mention"},
                                                      {Action::Decide, "decide"},
                                                      {Action::ApplyRules, "apply-rules"},
                                                      {Action::SetRules, "set-rules"},
                                                      {Action::Dismiss, "dismiss"}};

/// The client judged it by its own rules, with what its user allows; here it must only be a relay URL.
std::optional<RelayUrl> urlOf(const QJsonValue& value)
{
    auto url = RelayUrl::parse(value.toString(), RelayUrlRules::byHand());
    return url ? std::optional(*url) : std::nullopt;
}

std::optional<CandidateState> stateOf(const QString& name)
{
    for (const auto state :
         {CandidateState::New, CandidateState::Accepted, CandidateState::Rejected, CandidateState::Never}) {
        if (name == QLatin1StringView(toString(state)))
            return state;
    }
    return std::nullopt;
}

/// Empty, or what is wrong; so are the others.
QString readMentions(const QJsonObject& command, UnixMillis now, DiscoverOrder& order)
{
    order.batch = std::make_shared<MentionBatch>();
    for (const auto& item : command[u"relays"].toArray()) {
        const auto url = urlOf(item[u"url"]);
        const auto source = discoverySourceFrom(item[u"source"].toString().toUtf8());
        if (!url || (source != DiscoverySource::List && source != DiscoverySource::Nip05))
            return u"“%1” is no relay URL of a list."_s.arg(item[u"url"].toString().left(maxTextLength));
        MentionSum sum;
        sum.url = url->text();
        sum.network = url->network();
        sum.source = *source;
        sum.mentions = 1;
        sum.first = sum.last = now;
        sum.origin = item[u"origin"].toString().left(maxTextLength);
        order.batch->sums.push_back(std::move(sum));
    }
    for (const auto& hash : command[u"refused"].toArray())
        order.batch->refused.push_back(hash.toInteger());
    return {};
}

QString readDecisions(const QJsonObject& command, DiscoverOrder& order)
{
    const auto state = stateOf(command[u"state"].toString());
    if (!state)
        return u"There is no such state."_s;
    for (const auto& item : command[u"urls"].toArray()) {
        const auto url = urlOf(item);
        if (!url)
            return u"“%1” is no relay URL."_s.arg(item.toString().left(maxTextLength));
        const auto reason = command[u"reason"].toString().left(maxTextLength);
        order.decisions.push_back({url->text(), *state, reason});
    }
    return {};
}

QString readRules(const QJsonObject& command, DiscoverOrder& order)
{
    for (const auto& item : command[u"rules"].toArray())
        order.rules.append(item.toString());
    const auto rules = parseRules(order.rules);
    return rules ? QString() : u"“%1” is no rule that can be kept."_s.arg(rules.error().left(maxTextLength));
}

QString readKeys(const QJsonObject& command, DiscoverOrder& order)
{
    for (const auto& item : command[u"keys"].toArray()) {
        const auto key = QByteArray::fromHex(item.toString().toLatin1());
        if (key.size() != keyBytes)
            return u"“%1” is no key of a group."_s.arg(item.toString().left(maxTextLength));
        order.keys.push_back(key);
    }
    order.areDismissed = command[u"dismissed"].toBool(true);
    return {};
}

} // namespace

Expected<DiscoverOrder, QString> readDiscoverOrder(const QJsonObject& command, UnixMillis now)
{
    const auto name = command[u"action"].toString();
    const auto known = std::find_if(std::begin(actions), std::end(actions),
                                    [&](const auto& one) { return name == QLatin1StringView(one.second); });
    if (known == std::end(actions))
        return Unexpected(u"There is no such action."_s);
    DiscoverOrder order;
    order.action = known->first;
    QString error;
    switch (order.action) {
    case Action::Run:
        order.scans = command[u"scan"].toBool();
        order.validates = command[u"validate"].toBool();
        if (!order.scans && !order.validates)
            error = u"There is nothing to do."_s;
        break;
    case Action::Mention:
        error = readMentions(command, now, order);
        break;
    case Action::Decide:
        error = readDecisions(command, order);
        break;
    case Action::ApplyRules:
    case Action::SetRules:
        error = readRules(command, order);
        break;
    case Action::Dismiss:
        error = readKeys(command, order);
        break;
    }
    if (!error.isEmpty())
        return Unexpected(error);
    return order;
}

QJsonObject toJson(const DiscoverOrder& order)
{
    QJsonObject command{{u"command"_s, u"discover"_s}};
    for (const auto& [action, name] : actions) {
        if (action == order.action)
            command[u"action"] = QLatin1StringView(name);
    }
    QJsonArray list;
    switch (order.action) {
    case Action::Run:
        command[u"scan"] = order.scans;
        command[u"validate"] = order.validates;
        break;
    case Action::Mention: {
        for (const auto& sum : order.batch->sums)
            list.append(QJsonObject{{u"url"_s, QString::fromLatin1(sum.url)},
                                    {u"source"_s, QLatin1StringView(toString(sum.source))},
                                    {u"origin"_s, sum.origin}});
        command[u"relays"] = list;
        QJsonArray refused;
        for (const auto hash : order.batch->refused)
            refused.append(static_cast<qint64>(hash));
        command[u"refused"] = refused;
        break;
    }
    case Action::Decide:
        for (const auto& one : order.decisions)
            list.append(QString::fromLatin1(one.url));
        command[u"urls"] = list;
        if (!order.decisions.empty()) {
            command[u"state"] = QLatin1StringView(toString(order.decisions.front().state));
            command[u"reason"] = order.decisions.front().reason;
        }
        break;
    case Action::ApplyRules:
    case Action::SetRules:
        command[u"rules"] = QJsonArray::fromStringList(order.rules);
        break;
    case Action::Dismiss:
        for (const auto& key : order.keys)
            list.append(QString::fromLatin1(key.toHex()));
        command[u"keys"] = list;
        command[u"dismissed"] = order.areDismissed;
        break;
    }
    return command;
}

QJsonObject toJson(const MentionGain& gain)
{
    return {{u"created"_s, static_cast<qint64>(gain.created)},
            {u"known"_s, static_cast<qint64>(gain.known)},
            {u"over_budget"_s, static_cast<qint64>(gain.overBudget)},
            {u"no_room"_s, static_cast<qint64>(gain.noRoom)}};
}

MentionGain mentionGainFrom(const QJsonObject& object)
{
    const auto number = [&](const char* key) {
        return static_cast<std::uint64_t>(std::max<qint64>(object[QLatin1StringView(key)].toInteger(), 0));
    };
    return {number("created"), number("known"), number("over_budget"), number("no_room")};
}

} // namespace nostrscope
