// SPDX-License-Identifier: GPL-3.0-or-later
// The cards of the page DVMs. Definitions are those of docs/statistics.md, "Data vending machines".
#include "models/dvmtables.h"
#include "models/rangemodel.h"
#include "models/words.h"
#include "ui/kit/card.h"
#include "ui/kit/cardgrid.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/pages/dvmspage.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

void DvmsPage::buildCards()
{
    struct CardText {
        QString title;
        QString definition;
        const char* name;
        TabIndex tab;
    };
    const CardText texts[CardCount] = {
        {tr("Job requests"),
         tr("Requests of the range (NIP-90, kinds 5000–5999). Overdue: asked more than ten minutes ago and "
            "without a result."),
         "cardDvmRequests", KindsTab},
        {tr("Results"),
         tr("Results of the range (kinds 6000–6999), all of them. Answered: part of the stored requests that "
            "has a result; answers to oneself do not count."),
         "cardDvmResults", MachinesTab},
        {tr("Feedback"),
         tr("Feedback of the range (kind 7000), all of it. Payment required, processing, partial, success, "
            "error and others are counted without answers to oneself."),
         "cardDvmFeedback", MachinesTab},
        {tr("Customers"), tr("Distinct authors of the requests of the range"), "cardDvmCustomers", KindsTab},
        {tr("Active machines"), tr("Distinct keys that signed results or feedback of the range"),
         "cardDvmMachines", MachinesTab},
        {tr("Kinds of jobs"), tr("Kinds with at least one request in the range"), "cardDvmKinds", KindsTab},
        {tr("Most used machine"),
         tr("The machine with most customers, then with most results: distinct authors of the requests that "
            "its results are for. Answers to its own requests do not count."),
         "cardDvmUsed", MachinesTab},
        {tr("Most requested kind"), tr("The kind with most requests in the range"), "cardDvmRequested",
         KindsTab},
        {tr("Most contested kind"), tr("The kind that most machines give results to"), "cardDvmContested",
         KindsTab},
        {tr("Median asked"),
         tr("Median of the most that a machine named for a job by the tag “amount”, once for a job and "
            "machine. It is what was asked, not what was paid."),
         "cardDvmAsked", MachinesTab},
    };
    for (std::size_t i = 0; i < CardCount; ++i) {
        m_cards[i] = new Card(m_context.theme, texts[i].title, texts[i].definition, m_grid);
        m_cards[i]->setObjectName(QString::fromLatin1(texts[i].name));
        m_grid->addCard(m_cards[i]);
        connect(m_cards[i], &Card::activated, this, [this, i, tab = texts[i].tab] {
            const auto& totals = m_data.totals().table();
            const char* column = i == UsedCard ? "popular_dvm"
                : i == RequestedCard           ? "popular_kind"
                : i == ContestedCard           ? "competitive_kind"
                                               : "";
            showRow(tab, totals ? totals->value(0, column).toString() : QString());
        });
    }
}

void DvmsPage::showKindCard(CardIndex card, const QVariant& kind, const QString& detail)
{
    if (kind.isNull()) {
        m_cards[card]->setValue(Fmt::missing(), {});
        return;
    }
    const auto number = static_cast<Kind>(kind.toUInt());
    const auto name = words::kindName(number);
    m_cards[card]->setValue(QString::number(number), name.isEmpty() ? detail : name + u" · "_s + detail,
                            words::kindText(number, m_context.fmt));
}

void DvmsPage::showFigures()
{
    const auto& totals = m_data.totals().table();
    if (!totals || totals->rows.empty())
        return;
    const auto& fmt = m_context.fmt;
    const auto value = [&totals](QByteArrayView column) { return totals->value(0, column); };
    const auto number = [&value](QByteArrayView column) { return value(column).toULongLong(); };
    const auto show = [&](CardIndex card, QByteArrayView column, const QString& detail) {
        m_cards[card]->setValue(fmt.number(number(column)), detail, fmt.numberFull(number(column)));
    };
    show(RequestsCard, "total_requests", tr("%1 overdue").arg(fmt.number(number("overdue"))));
    const auto answered = shareOf(*totals, 0, "answered", "jobs");
    show(ResultsCard, "total_responses",
         answered ? tr("%1 of jobs answered").arg(fmt.percent(*answered)) : QString());
    m_cards[FeedbackCard]->setValue(
        fmt.number(number("total_feedback")),
        tr("%1 errors, %2 ask for payment")
            .arg(fmt.number(number("error")), fmt.number(number("payment_required"))),
        tr("payment required %1, processing %2, partial %3, success %4, error %5, others %6")
            .arg(fmt.numberFull(number("payment_required")), fmt.numberFull(number("processing")),
                 fmt.numberFull(number("partial")), fmt.numberFull(number("success")),
                 fmt.numberFull(number("error")), fmt.numberFull(number("other_status"))));
    show(CustomersCard, "unique_users", {});
    show(MachinesCard, "unique_dvms", {});
    show(KindsCard, "unique_kinds", {});
    const auto npub = npubOfHex(value("popular_dvm").toByteArray());
    m_cards[UsedCard]->setValue(npub.isEmpty() ? Fmt::missing() : Fmt::shortId(npub), {}, npub);
    showKindCard(RequestedCard, value("popular_kind"), tr("most requests"));
    showKindCard(ContestedCard, value("competitive_kind"), tr("most machines"));
    const auto median = value("asked_p50_millisats");
    m_cards[AskedCard]->setValue(median.isNull() ? Fmt::missing() : fmt.sats(median.toULongLong()),
                                 tr("%1 amounts named").arg(fmt.number(number("asked"))));
    const auto& snapshot = m_context.feed.shown();
    if (!snapshot)
        return;
    const auto range = RangeChoice::of(snapshot->preset, snapshot->range);
    const auto sample =
        tr("%1 · %2", "range or sample of a figure, its age")
            .arg(RangeModel::text(range, fmt), ageText(m_context, m_data.asOf(), DvmData::interval));
    for (auto* card : m_cards)
        card->setSample(sample);
}

} // namespace nostrscope
