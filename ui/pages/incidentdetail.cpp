// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/incidentdetail.h"

#include "core/nostr/plaintext.h"
#include "models/healthwords.h"
#include "ui/kit/factlist.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

IncidentDetail::IncidentDetail(UiContext& context, QWidget* parent)
    : QScrollArea(parent)
    , m_context(context)
    , m_evidence(context.engine, 0ms)
    , m_title(new QLabel)
    , m_body(new QWidget)
    , m_facts(new FactList)
    , m_frames(new QPlainTextEdit)
    , m_note(new QPlainTextEdit)
    , m_save(new QPushButton(tr("&Save note")))
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
    const auto caption = [&bold](const QString& text, QWidget* buddy) {
        auto* label = new QLabel(text);
        label->setFont(bold);
        label->setBuddy(buddy);
        return label;
    };
    m_frames->setObjectName(u"incidentEvidence"_s);
    m_frames->setAccessibleName(tr("Evidence"));
    m_frames->setReadOnly(true);
    m_frames->setTabChangesFocus(true);
    m_frames->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_note->setObjectName(u"incidentNote"_s);
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setPlaceholderText(tr("What you know about it"));
    m_save->setObjectName(u"incidentSaveNote"_s);
    const int line = fontMetrics().lineSpacing();
    m_frames->setMinimumHeight(line * 5);
    m_note->setMinimumHeight(line * 3);
    m_note->setMaximumHeight(line * 5);
    auto* right = new QVBoxLayout;
    right->addWidget(caption(tr("Evidence"), m_frames));
    right->addWidget(m_frames, 1);
    right->addWidget(caption(tr("Note"), m_note));
    right->addWidget(m_note);
    right->addWidget(m_save, 0, Qt::AlignTrailing);
    auto* columns = new QHBoxLayout(m_body);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(24);
    auto* left = new QVBoxLayout;
    left->addWidget(m_facts);
    left->addStretch();
    columns->addLayout(left, 2);
    columns->addLayout(right, 3);
    auto* content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_body, 1);
    layout->addStretch();
    setWidget(content);
    connect(&m_evidence, &EngineAsk::changed, this, &IncidentDetail::showEvidence);
    connect(m_save, &QPushButton::clicked, this, &IncidentDetail::saveNote);
    connect(m_note, &QPlainTextEdit::textChanged, this, &IncidentDetail::updateNote);
    showHint(tr("Select an incident to see more of it"));
}

void IncidentDetail::showHint(const QString& text)
{
    m_number = 0;
    m_evidence.stop();
    m_title->setText(text);
    m_body->hide();
}

void IncidentDetail::show(const Incident& incident, const QByteArray& url, UnixMillis now)
{
    const auto& fmt = m_context.fmt;
    const bool isOther = incident.number != m_number;
    const bool isEdited = !isOther && m_note->toPlainText() != m_kept;
    m_number = incident.number;
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
        {{},
         tr("Others"),
         incident.othersTotal > 0
             ? tr("online by %1 monitors when it was confirmed")
                   .arg(words::others(int(incident.othersUp), int(incident.othersTotal), fmt))
             : tr("no other monitor was asked")}};
    if (incident.acknowledged)
        facts.push_back({{}, tr("Acknowledged"), since(*incident.acknowledged)});
    if (incident.neverUp)
        facts.push_back({{}, tr("Known since"), tr("The relay has not answered once")});
    m_facts->setFacts(std::move(facts));
    m_kept = incident.note.left(maximumNote);
    if (!isEdited && m_note->toPlainText() != m_kept)
        m_note->setPlainText(m_kept);
    updateNote();
    m_body->show();
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
