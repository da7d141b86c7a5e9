// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/incidentdetail.h"

#include "core/nostr/plaintext.h"
#include "models/healthtables.h"
#include "models/healthwords.h"
#include "models/roles.h"
#include "ui/charts/timechart.h"
#include "ui/kit/factlist.h"
#include "ui/kit/fixedfont.h"
#include "ui/kit/pairrow.h"
#include "ui/kit/tables.h"
#include "ui/pages/healthcharts.h"
#include "ui/pages/panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto around = 1h;

} // namespace

IncidentDetail::IncidentDetail(UiContext& context, QWidget* parent)
    : QScrollArea(parent)
    , m_context(context)
    , m_charts(context)
    , m_evidence(context.engine, 0ms)
    , m_around(context.engine, 0ms)
    , m_related(healthtables::incidentColumns())
    , m_title(new QLabel)
    , m_body(new QWidget)
    , m_facts(new FactList)
    , m_frames(new QPlainTextEdit)
    , m_note(new QPlainTextEdit)
    , m_save(new QPushButton(tr("&Save note")))
    , m_latency(new TimeChart(context.theme, context.fmt, tr("Round trip around it"),
                              tr("median, band up to p95, an hour before and after")))
    , m_checks(new TimeChart(context.theme, context.fmt, tr("Checks around it"), tr("checks")))
    , m_relatedTable(new TableView(context.theme))
{
    setObjectName(u"incidentDetail"_s);
    setAccessibleName(tr("Selected incident"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setMinimumSize(280, 120);
    setFocusPolicy(Qt::StrongFocus);
    auto bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    auto* parts = new QVBoxLayout(m_body);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(12);
    parts->addWidget(buildFacts());
    parts->addWidget(buildCharts());
    parts->addWidget(buildRelated());
    auto* content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_body);
    layout->addStretch();
    setWidget(content);
    connect(&m_evidence, &EngineAsk::changed, this, &IncidentDetail::showEvidence);
    connect(&m_around, &EngineAsk::changed, this, &IncidentDetail::showAround);
    connect(m_save, &QPushButton::clicked, this, &IncidentDetail::saveNote);
    connect(m_note, &QPlainTextEdit::textChanged, this, &IncidentDetail::updateNote);
    showHint(tr("Select an incident to see more of it"));
}

QWidget* IncidentDetail::buildFacts()
{
    const auto caption = [this](const QString& text, QWidget* buddy) {
        auto* label = new QLabel(text);
        label->setFont(m_title->font());
        label->setBuddy(buddy);
        return label;
    };
    m_frames->setObjectName(u"incidentEvidence"_s);
    m_frames->setAccessibleName(tr("Evidence"));
    m_frames->setReadOnly(true);
    m_frames->setTabChangesFocus(true);
    m_frames->setFont(fixedFont());
    m_note->setObjectName(u"incidentNote"_s);
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setPlaceholderText(tr("What you know about it"));
    m_save->setObjectName(u"incidentSaveNote"_s);
    const int line = fontMetrics().lineSpacing();
    m_frames->setMinimumHeight(line * 5);
    m_note->setMinimumHeight(line * 3);
    m_note->setMaximumHeight(line * 5);
    auto* box = new QWidget;
    constexpr int gap = 4; // else it is that between the columns
    auto* right = new QVBoxLayout;
    right->setSpacing(gap);
    right->addWidget(caption(tr("Evidence"), m_frames));
    right->addWidget(m_frames, 1);
    right->addWidget(caption(tr("Note"), m_note));
    right->addWidget(m_note);
    right->addWidget(m_save, 0, Qt::AlignTrailing);
    auto* left = new QVBoxLayout;
    left->addWidget(m_facts);
    left->addStretch();
    auto* columns = new QHBoxLayout(box);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(24);
    columns->addLayout(left, 2);
    columns->addLayout(right, 3);
    return box;
}

QWidget* IncidentDetail::buildCharts()
{
    m_latency->setObjectName(u"incidentLatency"_s);
    m_latency->setValueUnit(ChartUnit::Milliseconds);
    m_latency->setForms({ChartForm::Lines});
    m_latency->setEmptyText(tr("No successful check in this time"));
    m_checks->setObjectName(u"incidentChecks"_s);
    m_checks->setForms({ChartForm::Bars});
    m_checks->setEmptyText(tr("No check in this time"));
    for (auto* chart : {m_latency, m_checks}) {
        chart->setMinimumHeight(13 * fontMetrics().lineSpacing());
        m_charts.add(*chart);
    }
    return new PairRow(m_latency, m_checks, m_body);
}

QWidget* IncidentDetail::buildRelated()
{
    m_relatedTable->setObjectName(u"incidentRelated"_s);
    m_relatedTable->setAccessibleName(tr("Related incidents"));
    m_relatedTable->setModel(&m_related);
    m_relatedTable->setElide(healthtables::RelayColumn, Qt::ElideMiddle);
    m_relatedTable->setColumnWidths({17, 22, 28, 14, 15, 11, 8, 9, 12}, healthtables::CauseColumn);
    for (const auto column : {healthtables::ConfirmedColumn, healthtables::ProbesColumn,
                              healthtables::OthersColumn, healthtables::NoteColumn})
        m_relatedTable->setColumnHidden(column, true);
    connect(m_relatedTable, &QTableView::activated, this,
            [this](const QModelIndex& index) { emit incidentRequested(index.data(KeyRole).toString()); });
    m_relatedPanel = new nostrscope::Panel(m_context.theme,
                                           tr("Related: of the same relay, or of others within 10 minutes"),
                                           m_relatedTable, m_body);
    return m_relatedPanel;
}

QList<QWidget*> IncidentDetail::panes()
{
    return {this, m_latency, m_checks, m_relatedTable};
}

void IncidentDetail::stop()
{
    m_evidence.stop();
    m_around.stop();
}

void IncidentDetail::showHint(const QString& text)
{
    m_number = 0;
    stop();
    m_title->setText(text);
    m_body->hide();
}

void IncidentDetail::show(const Incident& incident, const QByteArray& url, UnixMillis now, CellRows related)
{
    const auto& fmt = m_context.fmt;
    const bool isOther = incident.number != m_number;
    const bool isEdited = !isOther && m_note->toPlainText() != m_kept;
    m_number = incident.number;
    const bool hasEnded = incident.firstSuccess != m_incident.firstSuccess;
    m_incident = incident;
    m_title->setText(tr("%1 — %2", "relay and what was the matter")
                         .arg(url.isEmpty() ? tr("A relay that was removed") : fmt.address(url),
                              words::cause(incident.firstCause)));
    const auto since = [&fmt, now](UnixMillis time) {
        return tr("%1 (%2)", "time and age").arg(fmt.dateTimeZone(time), fmt.ago(time, now));
    };
    const auto length = incident.duration().value_or(std::max(now - incident.firstFailure, 0ms));
    const auto duration = fmt.duration(std::chrono::floor<std::chrono::seconds>(length));
    QStringList causes;
    for (const auto& [cause, times] : incident.causes)
        causes.append(
            tr("%1: %n time(s)", "cause of a failure", static_cast<int>(times)).arg(words::cause(cause)));
    auto others = incident.othersTotal > 0
        ? tr("online by %1 monitors when it was confirmed")
              .arg(words::others(int(incident.othersUp), int(incident.othersTotal), fmt))
        : tr("no other monitor was asked");
    if (incident.contradictsDown())
        others += u'\n' + tr("probably it blocks this computer, or the fault is near here");
    std::vector<FactList::Fact> facts{
        {{},
         tr("State"),
         tr("%1, %2", "severity and state")
             .arg(words::incidentSeverity(incident), words::incidentState(incident))},
        {{}, tr("First failure"), since(incident.firstFailure)},
        {{}, tr("Confirmed"), since(incident.confirmed)},
        {{}, tr("First success"), incident.firstSuccess ? since(*incident.firstSuccess) : tr("not yet")},
        {{}, tr("Duration"), incident.duration() ? duration : tr("%1 so far").arg(duration)},
        {{}, tr("Failed in"), words::phase(incident.failedIn)},
        {{}, tr("Probes"), fmt.number(incident.probes)},
        {{}, tr("Causes"), causes.join(u'\n')},
        {{}, tr("Others"), others}};
    if (incident.acknowledged)
        facts.push_back({{}, tr("Acknowledged"), since(*incident.acknowledged)});
    if (incident.neverUp)
        facts.push_back({{}, tr("Known since"), tr("The relay has not answered once")});
    m_facts->setFacts(std::move(facts));
    m_kept = incident.note.left(maximumNote);
    if (!isEdited && m_note->toPlainText() != m_kept)
        m_note->setPlainText(m_kept);
    updateNote();
    m_related.apply(std::move(related));
    m_relatedPanel->setVisible(m_related.rowCount() > 0);
    const int row = m_relatedTable->fontMetrics().height() + 8;
    m_relatedTable->setFixedHeight(row * (std::clamp(m_related.rowCount(), 1, 6) + 1) + 12);
    m_body->show();
    if (isOther) {
        m_latency->setData({});
        m_checks->setData({});
    }
    if (isOther || hasEnded || incident.isOpen() || m_around.state() == EngineAsk::State::Idle)
        askAround(incident, now);
    if (!isOther)
        return;
    m_frames->setPlainText(tr("Reading…"));
    // The outages of a relay do not overlap: there is one that began at this moment.
    IncidentQuery query;
    query.relay = incident.relay;
    query.from = incident.firstFailure;
    query.to = incident.firstFailure + 1ms;
    query.limit = 1;
    query.withEvidence = true;
    m_evidence.ask(query);
}

/// From an hour before the first failure to an hour after the end.
void IncidentDetail::askAround(const Incident& incident, UnixMillis now)
{
    const auto end = std::min(incident.firstSuccess.value_or(now) + around, now);
    m_around.ask(incident.relay,
                 {toSeconds(incident.firstFailure - around), std::max(toSeconds(end), Timestamp(1)), false});
    showAround();
}

void IncidentDetail::showAround()
{
    const auto& detail = m_around.detail();
    const auto empty = m_around.state() == EngineAsk::State::Failed ? m_around.error()
        : m_around.state() == EngineAsk::State::Loading             ? tr("Reading…")
                                                                    : QString();
    m_latency->setEmptyText(empty.isEmpty() ? tr("No successful check in this time") : empty);
    m_checks->setEmptyText(empty.isEmpty() ? tr("No check in this time") : empty);
    if (!detail || m_number == 0 || m_around.state() != EngineAsk::State::Ready)
        return; // what is shown stays until it is read
    const auto flags = [this](TimeChartData chart) {
        chart.flags.push_back({m_incident.firstFailure, tr("first failure")});
        chart.flags.push_back({m_incident.confirmed, tr("confirmed")});
        if (m_incident.firstSuccess)
            chart.flags.push_back({*m_incident.firstSuccess, tr("first success")});
        return chart;
    };
    m_latency->setData(flags(latencyOverTime(*detail)));
    m_checks->setData(flags(checksOverTime(*detail)));
}

void IncidentDetail::showEvidence()
{
    if (m_number == 0)
        return;
    if (m_evidence.state() == EngineAsk::State::Failed) {
        m_frames->setPlainText(m_evidence.error());
        return;
    }
    if (m_evidence.state() != EngineAsk::State::Ready)
        return;
    QStringList lines;
    for (const auto& incident : *m_evidence.incidents()) {
        if (incident.number != m_number)
            continue;
        for (const auto& frame : incident.evidence) {
            if (lines.size() < static_cast<qsizetype>(maxEvidence))
                lines.append(plainText(QByteArrayView(frame), maxEvidenceBytes));
        }
    }
    m_frames->setPlainText(lines.isEmpty() ? tr("Nothing was kept") : lines.join(u'\n'));
}

void IncidentDetail::editNote()
{
    if (m_number != 0)
        m_note->setFocus(Qt::ShortcutFocusReason);
}

void IncidentDetail::updateNote()
{
    const auto text = m_note->toPlainText();
    const bool isTooLong = text.size() > maximumNote;
    m_save->setEnabled(m_number != 0 && text != m_kept && !isTooLong);
    m_save->setToolTip(isTooLong
                           ? tr("A note has at most %1 characters").arg(m_context.fmt.number(maximumNote))
                           : QString());
}

void IncidentDetail::saveNote()
{
    m_kept = m_note->toPlainText();
    m_context.engine.setIncidentNote(m_number, m_kept);
    updateNote();
}

} // namespace nostrscope
