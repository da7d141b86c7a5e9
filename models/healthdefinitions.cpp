// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/healthdefinitions.h"

#include <QCoreApplication>
#include <QStringList>

namespace nostrscope::definitions {

namespace {

struct Definitions {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::HealthDefinitions)
};

QString paragraphs(const QStringList& texts)
{
    return texts.join(u'\n');
}

} // namespace

QString states()
{
    return paragraphs(
        {Definitions::tr(
             "Online: the last check opened a connection and read to the end. Limited: it answers, "
             "but not everybody; it wants authentication, a payment or an invitation."),
         Definitions::tr(
             "Degraded: it answers slowly, three times in a row. Slow is a p95 of the last ten read "
             "times above 1.5 s, or above three times the median of seven days and 500 ms."),
         Definitions::tr("Failing: a check failed and is repeated after 20 and 40 s. Down: three checks in a "
                         "row failed; the outage counts from the first of them."),
         Definitions::tr(
             "Recovering: one answer after an outage. Two in a row end it; it counts as over since "
             "the first of them."),
         Definitions::tr("Flapping: four changes between up and down in six hours."),
         Definitions::tr("Unknown or not checked: no check has decided anything yet. Paused: by you; neither "
                         "checked nor counted."),
         Definitions::tr("Rate limits, our own outages and failures of a proxy say nothing of a relay and "
                         "change no state."),
         Definitions::tr("Watched ★: relays that you marked are checked every few minutes, as are those that "
                         "events are collected from; the others every hour.")});
}

QString uptime()
{
    return paragraphs(
        {Definitions::tr("Each result of a check holds until the next one, at most twice the time between "
                         "checks; after that the state is not known."),
         Definitions::tr(
             "Uptime is the time up divided by the time up or down. Degraded counts as up. Paused "
             "times, outages of our own connection and what is not known are left out; “Known” says "
             "how much is left. Below one half the figure is marked “≈”."),
         Definitions::tr(
             "An outage begins with its first failure and counts when three checks in a row failed. "
             "Uptime is rounded down, never up to 100 %.")});
}

QString latency()
{
    return paragraphs(
        {Definitions::tr("Open: from the look-up of the name to an open WebSocket. Read: from our request to "
                         "the end of stored events."),
         Definitions::tr("Only successful checks are timed; failures are counted and never become a number."),
         Definitions::tr("p50 is the median, p95 the time that 95 of 100 checks stayed below. p95 needs 20 "
                         "checks, p99 needs 100; with fewer there is no figure."),
         Definitions::tr(
             "Figures of long ranges come from merged counts and are exact within 2 %; percentiles "
             "are never averaged.")});
}

QString incidents()
{
    return paragraphs(
        {Definitions::tr("An incident is an outage that three checks in a row confirmed. It begins with the "
                         "first failure and ends with the first success, not when either was confirmed."),
         Definitions::tr(
             "When most relays fail together, it is our own connection: then nobody is blamed, and "
             "there is no incident."),
         Definitions::tr("Maybe only here: most other monitors saw the relay online when we did not. Never "
                         "answered: no check of it has ever succeeded."),
         Definitions::tr("Acknowledged: you have seen it; it stays until it is over. Resolved: the relay "
                         "answered two times in a row.")});
}

} // namespace nostrscope::definitions
