// SPDX-License-Identifier: GPL-3.0-or-later
// `discover rules`.
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/discovercommand.h"
#include "app/cli/discovertarget.h"
#include "app/cli/jsonwriter.h"
#include "core/discover/rulepreview.h"
#include "core/nostr/plaintext.h"
#include "core/storage/discoveryreader.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

ExitCode show(const Options& options, Console& console, const std::optional<QStringList>& rules)
{
    const auto database = openForReading(options);
    if (!database)
        return console.fail(database.error());
    RulesQuestion question;
    question.rules = rules;
    question.limit = rules ? 1000 : 0;
    const auto view = previewRules(**database, question);
    if (!view)
        return console.fail(describe(view.error(), options.databasePath()));
    if (!view->problem.isEmpty())
        return console.fail(noRule(view->problem));
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("rules").beginArray();
        for (qsizetype i = 0; i < view->rules.size(); ++i)
            json.beginObject()
                .key("rule")
                .text(QStringView(view->rules[i]))
                .key("accepts_now")
                .number(view->counts[static_cast<std::size_t>(i)])
                .endObject();
        json.endArray().key("accepts_now").beginArray();
        for (const auto& fit : view->fits)
            json.text(fit.candidate.url);
        console.line(json.endArray().key("total").number(view->total).endObject().result());
        return ExitCode::Done;
    }
    for (qsizetype i = 0; i < view->rules.size(); ++i)
        console.say(u"%1 (would accept %2 now)"_s.arg(view->rules[i],
                                                      grouped(view->counts[static_cast<std::size_t>(i)])));
    for (const auto& fit : view->fits)
        console.say(plainText(fit.candidate.url, 200));
    console.say(u"%1 rules, %2 candidates"_s.arg(grouped(static_cast<quint64>(view->rules.size())),
                                                 grouped(view->total)));
    return ExitCode::Done;
}

/// The rules as they are kept: one form of each, each once. The error is the text that is none.
Expected<QStringList, QString> canonical(const QStringList& texts)
{
    const auto rules = parseRules(texts);
    if (!rules)
        return Unexpected(rules.error());
    QStringList all;
    for (const auto& rule : *rules)
        all.append(rule.text());
    all.removeDuplicates();
    return all;
}

ExitCode change(const QString& action, const QStringList& given, const Options& options, Console& console)
{
    const auto database = openForReading(options);
    if (!database)
        return console.fail(database.error());
    auto rules = DiscoveryReader(**database).acceptRules();
    if (!rules)
        return console.fail(describe(rules.error(), options.databasePath()));
    if (action == u"clear"_s)
        rules->clear();
    for (const auto& rule : given) {
        if (action == u"remove"_s && rules->removeAll(rule) == 0)
            return console.fail(u"There is no rule “%1”; see “discover rules”."_s.arg(rule));
        if (action == u"add"_s && !rules->contains(rule))
            rules->append(rule);
    }
    if (rules->size() > maximumRules)
        return console.fail(u"There can be at most %1 rules."_s.arg(maximumRules));
    const SystemClock clock;
    const auto target = DiscoverTarget::open(options, clock, console);
    if (!target)
        return console.fail(target.error());
    if (const auto error = (*target)->setRules(*rules); !error.isEmpty())
        return console.fail(error);
    return show(options, console, std::nullopt);
}

} // namespace

ExitCode runDiscoverRules(const Options& options, Console& console)
{
    const auto arguments = options.arguments().mid(1);
    if (arguments.isEmpty())
        return show(options, console, std::nullopt);
    const auto& action = arguments.first();
    const auto rules = canonical(arguments.mid(1));
    const bool needsRules = action == u"add"_s || action == u"remove"_s || action == u"preview"_s;
    if (!needsRules && action != u"clear"_s) {
        console.error(
            u"There is no “discover rules %1”: add, remove, preview or clear."_s.arg(plainText(action, 100)));
        return ExitCode::Usage;
    }
    if (!rules) {
        console.error(noRule(rules.error()));
        return ExitCode::Usage;
    }
    if (rules->isEmpty() == needsRules) {
        console.error(needsRules ? u"“discover rules %1” needs one or more rules."_s.arg(action)
                                 : u"“discover rules clear” takes no rule."_s);
        return ExitCode::Usage;
    }
    return action == u"preview"_s ? show(options, console, *rules) : change(action, *rules, options, console);
}

} // namespace nostrscope
