// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/relayclaimsview.h"

#include "models/claimtable.h"
#include "models/roles.h"
#include "ui/kit/tables.h"
#include "ui/pages/panel.h"

#include <QAction>
#include <QFontDatabase>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

RelayClaimsView::RelayClaimsView(UiContext& context, QAction* observe, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_claims(claimColumns())
    , m_sentence(new QLabel(this))
    , m_table(new TableView(context.theme, {}, this))
    , m_evidence(new QPlainTextEdit(this))
{
    m_sentence->setObjectName(u"relayClaimsSentence"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_table->setObjectName(u"relayClaims"_s);
    m_table->setAccessibleName(tr("Advertised and observed"));
    m_table->setModel(&m_claims);
    m_table->setColumnWidths({28, 13, 15, 40}, 3);
    m_table->setDefaults();
    m_table->setMinimumHeight(110);
    m_evidence->setObjectName(u"relayClaimEvidence"_s);
    m_evidence->setAccessibleName(tr("Evidence"));
    m_evidence->setReadOnly(true);
    m_evidence->setTabChangesFocus(true);
    m_evidence->setFrameShape(QFrame::NoFrame);
    m_evidence->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto* button = new QToolButton(this);
    button->setDefaultAction(observe);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setMinimumHeight(28);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_sentence, 1);
    head->addWidget(button, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(new Panel(context.theme, tr("Advertised and observed"), m_table, this), 3);
    layout->addWidget(new Panel(context.theme, tr("Evidence: the frame that shows it"), m_evidence, this), 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RelayClaimsView::showEvidence);
}

void RelayClaimsView::show(const std::shared_ptr<const RelayHealthDetail>& detail, UnixMillis now)
{
    m_detail = detail;
    const auto& fmt = m_context.fmt;
    m_claims.apply(claimRows(*detail, fmt));
    QStringList parts;
    if (detail->isObserving)
        parts.append(tr("Being tested now."));
    else if (detail->observation)
        parts.append(tr("Tested %1.", "… 3 h ago").arg(fmt.moment(detail->observation->at, now)));
    else if (m_claims.rowCount() == 0)
        parts.append(tr("No information document (NIP-11) seen yet, and nothing tested."));
    else
        parts.append(tr("Not tested yet."));
    if (detail->nextObservation > now)
        parts.append(
            tr("At most once a day; possible again from %1.").arg(fmt.dateTimeZone(detail->nextObservation)));
    m_sentence->setText(parts.join(u' '));
    showEvidence();
}

void RelayClaimsView::showEvidence()
{
    if (!m_detail)
        return;
    const auto keys = m_table->selectedKeys();
    const auto text = keys.isEmpty() ? tr("Select a claim to see the frame that shows it.")
                                     : claimEvidence(*m_detail, keys.constFirst().toString());
    if (m_evidence->toPlainText() != text) // keeps what is selected in it
        m_evidence->setPlainText(text);
}

QList<QWidget*> RelayClaimsView::panes()
{
    return {m_table, m_evidence};
}

} // namespace nostrscope
