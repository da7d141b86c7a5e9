// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/acceptrule.h"

#include <QSet>
#include <QStringList>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

bool readNumber(QStringView text, std::uint64_t& number)
{
    bool isNumber = false;
    number = text.trimmed().toULongLong(&isNumber);
    return isNumber && number > 0;
}

bool readSources(QStringView text, DiscoverySources& sources)
{
    for (const auto name : text.split(u'+')) {
        const auto source = discoverySourceFrom(name.trimmed().toUtf8());
        if (!source)
            return false;
        sources = static_cast<DiscoverySources>(sources | bitOf(*source));
    }
    return true;
}

} // namespace

std::optional<AcceptRule> AcceptRule::parse(const QString& text)
{
    AcceptRule rule;
    QSet<QString> known;
    for (const auto& part : text.split(u',')) {
        const auto term = part.trimmed();
        const auto end = term.indexOf(u'=');
        const auto name = term.left(end + 1).remove(u' ');
        const auto value = QStringView(term).mid(end + 1);
        const auto key = end < 0 ? term : name;
        if (known.contains(key))
            return std::nullopt;
        known.insert(key);
        if (term == u"readable"_s)
            rule.readable = true;
        else if (!(name == u"authors>="_s && readNumber(value, rule.minAuthors))
                 && !(name == u"mentions>="_s && readNumber(value, rule.minMentions))
                 && !(name == u"source="_s && readSources(value, rule.sources)))
            return std::nullopt;
    }
    return rule;
}

QString AcceptRule::text() const
{
    QStringList parts;
    if (readable)
        parts.append(u"readable"_s);
    if (minAuthors > 0)
        parts.append(u"authors>=%1"_s.arg(minAuthors));
    if (minMentions > 0)
        parts.append(u"mentions>=%1"_s.arg(minMentions));
    QStringList names;
    for (int i = 0; i < discoverySourceCount; ++i) {
        const auto source = static_cast<DiscoverySource>(i);
        if ((sources & bitOf(source)) != 0)
            names.append(QString::fromLatin1(toString(source)));
    }
    if (!names.isEmpty())
        parts.append(u"source="_s + names.join(u'+'));
    return parts.join(u", "_s);
}

bool AcceptRule::accepts(const Candidate& candidate) const
{
    return candidate.state == CandidateState::New && candidate.listing == CandidateListing::None
        && candidate.check.isNostr() && (!readable || candidate.check.isReadable())
        && candidate.authors >= minAuthors && candidate.mentions >= minMentions
        && (sources == 0 || (candidate.sourceBits() & sources) != 0);
}

RelayEntry entryFor(const Candidate& candidate, UnixMillis at)
{
    RelayEntry entry;
    entry.url = candidate.url;
    entry.name = candidate.check.infoName;
    entry.source = RelaySource::Discovered;
    entry.addedAt = at;
    return entry;
}

const AcceptRule* acceptingRule(const std::vector<AcceptRule>& rules, const Candidate& candidate)
{
    for (const auto& rule : rules) {
        if (rule.accepts(candidate))
            return &rule;
    }
    return nullptr;
}

} // namespace nostrscope
