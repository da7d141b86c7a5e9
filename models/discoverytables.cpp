// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/discoverytables.h"

#include "core/nostr/nip19.h"
#include "core/nostr/plaintext.h"
#include "models/discoverydata.h"
#include "models/healthcells.h"

#include <algorithm>
#include <map>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace healthcells;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::DiscoveryTables)
};

constexpr qsizetype maximumTip = 2000;

Cell relayCell(const QByteArray& url, const Fmt& fmt)
{
    const auto text = QString::fromLatin1(url);
    return {Fmt::relay(url), text, fmt.address(url), text};
}

Cell authorCell(const PubKey& key)
{
    const auto npub = QString::fromLatin1(encodeNpub(key));
    return {Fmt::shortId(npub), npub, npub, npub};
}

QString livenessName(Liveness liveness)
{
    switch (liveness) {
    case Liveness::Unknown:
        return Texts::tr("not checked");
    case Liveness::Up:
        return Texts::tr("answers");
    case Liveness::Down:
        return Texts::tr("does not answer");
    }
    Q_UNREACHABLE();
}

QString outboxStateName(OutboxState state)
{
    switch (state) {
    case OutboxState::NoList:
        return Texts::tr("No relay list");
    case OutboxState::NoneAlive:
        return Texts::tr("No relay answers");
    case OutboxState::NotChecked:
        return Texts::tr("Relays not checked");
    case OutboxState::NothingHeld:
        return Texts::tr("Relays hold nothing");
    case OutboxState::Covered:
        return Texts::tr("Covered");
    }
    Q_UNREACHABLE();
}

QString outboxStateTip(OutboxState state)
{
    switch (state) {
    case OutboxState::NoList:
        return Texts::tr("No list of relays (kind 10002) is stored that names one for writing");
    case OutboxState::NoneAlive:
        return Texts::tr("None of the relays declared for writing is known to answer");
    case OutboxState::NotChecked:
        return Texts::tr("Nothing is known of the relays declared for writing");
    case OutboxState::NothingHeld:
        return Texts::tr(
            "A relay declared for writing answers, but none that does showed an event of the author");
    case OutboxState::Covered:
        return Texts::tr("A relay declared for writing answers and showed events of the author");
    }
    Q_UNREACHABLE();
}

QString reasonName(DuplicateGroup::Reason reason)
{
    switch (reason) {
    case DuplicateGroup::Reason::Name:
        return Texts::tr("name");
    case DuplicateGroup::Reason::Document:
        return Texts::tr("document");
    case DuplicateGroup::Reason::Both:
        return Texts::tr("name and document");
    }
    Q_UNREACHABLE();
}

} // namespace

DiscoveryQuestionAsk::DiscoveryQuestionAsk(EngineLink& engine, std::chrono::milliseconds interval,
                                           QObject* parent)
    : EngineAsk(engine, interval, parent)
{
    connect(&engine, &EngineLink::discoveryAnswered, this, [this](int token, const DiscoveryAnswer& answer) {
        if (!accept(token))
            return;
        m_answer = answer;
        setState(State::Ready);
    });
}

void DiscoveryQuestionAsk::ask(const DiscoveryQuestion& question)
{
    m_question = question;
    EngineAsk::ask();
}

void DiscoveryQuestionAsk::refresh()
{
    if (isOld())
        EngineAsk::ask();
}

void DiscoveryQuestionAsk::send(int token)
{
    engine().askDiscovery(token, m_question);
}

namespace duplicatetable {

std::vector<Column> columns()
{
    return {{"url"_L1, Texts::tr("Keep"), Texts::tr("Stays when the group is made one")},
            {"others"_L1, Texts::tr("The same as"), Texts::tr("Are rejected when the group is made one")},
            {"reason"_L1, Texts::tr("Same"),
             Texts::tr("Name: the same but for www., scheme or the ports 80 and 443. Document: the same "
                       "NIP-11 document with the same key")},
            {"urls"_L1, Texts::tr("URLs"), Texts::tr("How many are not rejected"), ColumnKind::Number},
            {"mentions"_L1, Texts::tr("Mentions"), Texts::tr("Stored events and lists that name one of them"),
             ColumnKind::Number},
            {"listed"_L1, Texts::tr("On the list"), Texts::tr("How many of them are watched already"),
             ColumnKind::Number}};
}

CellRows rows(const DuplicatesView& view, const Fmt& fmt)
{
    CellRows all;
    for (const auto& group : view.groups) {
        QStringList others;
        QStringList tips;
        std::uint64_t mentions = 0;
        std::uint64_t listed = 0;
        const DuplicateGroup::Member* kept = nullptr;
        for (const auto& one : group.members) {
            if (!one.isIn())
                continue;
            mentions += one.mentions;
            listed += one.listing == CandidateListing::Listed;
            if (kept == nullptr) {
                kept = &one;
                continue;
            }
            others.append(Fmt::relay(one.url));
            tips.append(QString::fromLatin1(one.url));
        }
        if (kept == nullptr)
            continue;
        all.push_back(
            {QString::fromLatin1(group.key.toHex()),
             {relayCell(kept->url, fmt),
              text(others.join(u", "_s), plainText(tips.join(u'\n'), maximumTip, TextLines::Keep)),
              text(reasonName(group.reason)), count(static_cast<std::uint64_t>(others.size()) + 1, fmt),
              count(mentions, fmt), count(listed, fmt)}});
    }
    return all;
}

} // namespace duplicatetable

namespace monitortable {

std::vector<Column> columns()
{
    return {{"monitor"_L1, Texts::tr("Monitor"), Texts::tr("The name in its profile")},
            {"key"_L1, Texts::tr("Key"), Texts::tr("Its public key")},
            {"frequency"_L1, Texts::tr("Checks every"), Texts::tr("As it announces (kind 10166)"),
             ColumnKind::Duration, "ms"_L1},
            {"checks"_L1, Texts::tr("What it checks"), Texts::tr("As it announces (kind 10166)")},
            {"reports"_L1, Texts::tr("Reports"), Texts::tr("Stored reports (kind 30166), old versions too"),
             ColumnKind::Number},
            {"relays"_L1, Texts::tr("Relays"), Texts::tr("That its newest reports are about"),
             ColumnKind::Number},
            {"last"_L1, Texts::tr("Last report"), Texts::tr("Date of its newest report"), ColumnKind::Time},
            {"agrees"_L1, Texts::tr("Agrees"),
             Texts::tr("Share of the relays, of those of which both know something, that it sees as we do"),
             ColumnKind::Number}};
}

CellRows rows(const MonitorsView& view, const Fmt& fmt, UnixMillis now)
{
    CellRows all;
    for (const auto& one : view.monitors) {
        QStringList checks;
        for (const auto& check : one.checks)
            checks.append(fmt.stranger(QString::fromUtf8(check), maximumText));
        Cell agrees = missing(Texts::tr("There is no relay of which both know something"));
        if (one.compared > 0) {
            const auto share = static_cast<double>(one.agreed) / static_cast<double>(one.compared);
            agrees = {fmt.percent(share), share,
                      Texts::tr("%1 of %2 relays").arg(fmt.number(one.agreed), fmt.number(one.compared))};
        }
        const auto notAnnounced = Texts::tr("It does not announce itself");
        all.push_back(
            {QString::fromLatin1(one.key.toHex()),
             {one.name.isEmpty() ? missing(Texts::tr("No profile is stored"))
                                 : text(fmt.stranger(one.name, maximumText)),
              authorCell(one.key),
              one.frequency ? length(std::optional<std::chrono::milliseconds>(*one.frequency), fmt, {})
                            : missing(notAnnounced),
              checks.isEmpty() ? missing(notAnnounced) : text(checks.join(u", "_s)), count(one.reports, fmt),
              count(one.relays, fmt),
              one.lastReport ? moment(fromSeconds(*one.lastReport), now, fmt) : missing(), agrees}});
    }
    return all;
}

} // namespace monitortable

namespace outboxrelays {

std::vector<Column> columns()
{
    return {{"rank"_L1, Texts::tr("Order"), Texts::tr("In which it was chosen"), ColumnKind::Number},
            {"url"_L1, Texts::tr("Relay"), Texts::tr("Address of the relay")},
            {"state"_L1, Texts::tr("State"), Texts::tr("By what is stored of the last two days")},
            {"new"_L1, Texts::tr("New authors"), Texts::tr("Whom no relay chosen before serves"),
             ColumnKind::Number},
            {"declared"_L1, Texts::tr("Declared by"), Texts::tr("Authors that name it for writing"),
             ColumnKind::Number},
            {"holds"_L1, Texts::tr("Holds events of"), Texts::tr("Authors of whom it showed us something"),
             ColumnKind::Number},
            {"events"_L1, Texts::tr("Events"), Texts::tr("Of their newest ones, how many it showed us"),
             ColumnKind::Number}};
}

CellRows rows(const OutboxView& view, const Fmt& fmt)
{
    CellRows all;
    for (const auto& one : view.cover.choices)
        all.push_back({QString::fromLatin1(one.url),
                       {count(all.size() + 1, fmt), relayCell(one.url, fmt), text(livenessName(one.liveness)),
                        count(one.newAuthors, fmt), count(one.declaredBy, fmt), count(one.heldFor, fmt),
                        count(one.heldEvents, fmt)}});
    return all;
}

} // namespace outboxrelays

namespace outboxauthors {

std::vector<Column> columns()
{
    return {
        {"author"_L1, Texts::tr("Author"), Texts::tr("Public key")},
        {"state"_L1, Texts::tr("State"), Texts::tr("How the relays declared for writing serve the author")},
        {"declared"_L1, Texts::tr("Declared"), Texts::tr("Relays declared for writing"), ColumnKind::Number},
        {"up"_L1, Texts::tr("Answer"), Texts::tr("Of them, those that are known to answer"),
         ColumnKind::Number},
        {"holding"_L1, Texts::tr("Hold events"), Texts::tr("Of them, those that showed events of the author"),
         ColumnKind::Number},
        {"events"_L1, Texts::tr("Events"), Texts::tr("Newest stored ones that were looked at"),
         ColumnKind::Number}};
}

CellRows rows(const OutboxView& view, const Fmt& fmt)
{
    CellRows all;
    for (const auto& author : view.facts.authors) {
        std::uint64_t up = 0;
        std::uint64_t holding = 0;
        QStringList tips;
        for (const auto& url : author.declared) {
            const auto known = view.facts.relays.find(url);
            const auto liveness = known == view.facts.relays.end() ? Liveness::Unknown : known->second;
            up += liveness == Liveness::Up;
            holding += author.held.count(url);
            tips.append(Texts::tr("%1: %2").arg(fmt.address(url), livenessName(liveness)));
        }
        all.push_back({QString::fromLatin1(author.key.toHex()),
                       {authorCell(author.key),
                        text(outboxStateName(author.state), outboxStateTip(author.state)),
                        {fmt.number(static_cast<std::uint64_t>(author.declared.size())),
                         QVariant::fromValue<quint64>(author.declared.size()), tips.join(u'\n')},
                        count(up, fmt),
                        count(holding, fmt),
                        count(author.events, fmt)}});
    }
    return all;
}

QString summary(const OutboxView& view, const Fmt& fmt)
{
    std::map<OutboxState, std::uint64_t> counts;
    for (const auto& author : view.facts.authors)
        ++counts[author.state];
    QStringList parts;
    for (const auto state : {OutboxState::Covered, OutboxState::NothingHeld, OutboxState::NoneAlive,
                             OutboxState::NotChecked, OutboxState::NoList}) {
        if (counts[state] > 0)
            parts.append(Texts::tr("%1: %2", "state of authors, how many")
                             .arg(outboxStateName(state), fmt.number(counts[state])));
    }
    auto text =
        Texts::tr("%1 authors. %2. %3 relays serve %4 of them.")
            .arg(fmt.number(static_cast<std::uint64_t>(view.facts.authors.size())), parts.join(u", "_s),
                 fmt.number(static_cast<std::uint64_t>(view.cover.choices.size())),
                 fmt.number(
                     static_cast<std::uint64_t>(view.facts.authors.size() - view.cover.unserved.size())));
    if (view.isCut)
        text += u' '
            + Texts::tr("Only the first %1 authors were looked at.")
                  .arg(fmt.number(static_cast<std::uint64_t>(OutboxFacts::maximumAuthors)));
    if (!view.facts.isComplete)
        text += u' '
            + Texts::tr("Only the newest %1 events were looked at.")
                  .arg(fmt.number(OutboxFacts::maximumEvents));
    return text;
}

} // namespace outboxauthors

namespace rulefits {

std::vector<Column> columns()
{
    return {
        {"url"_L1, Texts::tr("Relay"), Texts::tr("Address of the relay")},
        {"authors"_L1, Texts::tr("Authors"), Texts::tr("Different authors that name it"), ColumnKind::Number},
        {"mentions"_L1, Texts::tr("Mentions"), Texts::tr("Stored events and lists that name it"),
         ColumnKind::Number},
        {"rule"_L1, Texts::tr("Rule"), Texts::tr("The first one that accepts it")}};
}

QString ruleText(const AcceptRule& rule, const Fmt& fmt)
{
    QStringList parts;
    if (rule.readable)
        parts.append(Texts::tr("readable"));
    if (rule.minAuthors > 0)
        parts.append(Texts::tr("%1 authors or more").arg(fmt.number(rule.minAuthors)));
    if (rule.minMentions > 0)
        parts.append(Texts::tr("%1 mentions or more").arg(fmt.number(rule.minMentions)));
    QStringList sources;
    for (int i = 0; i < discoverySourceCount; ++i) {
        const auto source = static_cast<DiscoverySource>(i);
        if ((rule.sources & bitOf(source)) != 0)
            sources.append(discoverytable::sourceName(source));
    }
    if (!sources.isEmpty())
        parts.append(Texts::tr("named by %1").arg(sources.join(Texts::tr(" or ", "between sources"))));
    return parts.join(u", "_s);
}

CellRows rows(const RulesView& view, const Fmt& fmt)
{
    CellRows all;
    for (const auto& fit : view.fits) {
        const auto rule = AcceptRule::parse(view.rules.value(static_cast<qsizetype>(fit.rule)));
        all.push_back({QString::fromLatin1(fit.candidate.url),
                       {relayCell(fit.candidate.url, fmt), count(fit.candidate.authors, fmt),
                        count(fit.candidate.mentions, fmt), text(rule ? ruleText(*rule, fmt) : QString())}});
    }
    return all;
}

} // namespace rulefits

} // namespace nostrscope
