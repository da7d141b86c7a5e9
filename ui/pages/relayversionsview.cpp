// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/relayversionsview.h"

#include "models/documentdiff.h"
#include "models/documentfields.h"
#include "models/healthtables.h"
#include "models/roles.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"
#include "ui/pages/panel.h"

#include <QFontDatabase>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

TableView* makeTable(const Theme& theme, CellTableModel& model, const QString& name, const QString& title,
                     const QList<int>& widths, int stretch)
{
    auto* table = new TableView(theme);
    table->setObjectName(name);
    table->setAccessibleName(title);
    table->setModel(&model);
    table->setColumnWidths(widths, stretch);
    table->setDefaults();
    table->setMinimumHeight(90);
    return table;
}

} // namespace

RelayVersionsView::RelayVersionsView(UiContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_versions(healthtables::documentColumns())
    , m_changes(documentChangeColumns())
    , m_bodies(context.engine)
    , m_line(new DataLine(context))
    , m_sentence(new QLabel)
    , m_versionTable(makeTable(context.theme, m_versions, u"relayDocuments"_s, tr("Versions of the document"),
                               {14, 13, 13}, 0))
    , m_changeTable(makeTable(context.theme, m_changes, u"relayDocumentChanges"_s,
                              tr("Changes since the version before"), {26, 11, 20, 20}, 3))
    , m_source(new QPlainTextEdit)
{
    m_versionTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_sentence->setObjectName(u"relayVersionSentence"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_source->setObjectName(u"relayVersionSource"_s);
    m_source->setAccessibleName(tr("The version as it came"));
    m_source->setReadOnly(true);
    m_source->setTabChangesFocus(true);
    m_source->setFrameShape(QFrame::NoFrame);
    m_source->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_line);
    column->addWidget(m_sentence);
    column->addWidget(new Panel(context.theme, tr("Changes since the version before"), m_changeTable, right),
                      3);
    column->addWidget(new Panel(context.theme, tr("As it came"), m_source, right), 2);
    auto* splitter = new QSplitter;
    splitter->setObjectName(u"relayVersionSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(new Panel(context.theme, tr("Versions"), m_versionTable, splitter));
    splitter->addWidget(right);
    splitter->setSizes({2000, 3000}); // in proportion: three columns have room
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 12);
    layout->addWidget(splitter);
    connect(m_versionTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RelayVersionsView::choose);
    connect(&m_bodies, &EngineAsk::changed, this, &RelayVersionsView::showBodies);
    connect(m_line, &DataLine::retryRequested, this, [this] { m_bodies.retry(); });
}

void RelayVersionsView::show(const RelayHealthDetail& detail, UnixMillis now)
{
    const bool isOther = detail.row.status.relay != m_relay;
    m_relay = detail.row.status.relay;
    m_sightings = detail.documents;
    m_versions.apply(healthtables::documentRows(detail, m_context.fmt, now));
    if (isOther || m_versionTable->selectedKeys().isEmpty()) {
        m_asked.clear();
        m_versionTable->clearSelection();
        if (m_versions.rowCount() > 0)
            m_versionTable->selectRow(0); // asks
    }
    choose();
}

void RelayVersionsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    choose();
}

void RelayVersionsView::hideEvent(QHideEvent* event)
{
    m_bodies.stop();
    QWidget::hideEvent(event);
}

/// Asks for the chosen version and its predecessor, unless they are there already or nobody sees them.
void RelayVersionsView::choose()
{
    if (!isVisible())
        return;
    const auto keys = m_versionTable->selectedKeys();
    const auto row = keys.isEmpty() ? std::nullopt : m_versions.rowOf(keys.constFirst().toString());
    QList<QByteArray> wanted;
    for (int i = row.value_or(0); row && i < *row + EngineLink::maximumDocuments; ++i) {
        if (i < static_cast<int>(m_sightings.size()))
            wanted.append(m_sightings[static_cast<std::size_t>(i)].sha256);
    }
    const bool isUnder = m_bodies.state() != EngineAsk::State::Idle; // or answered, or failed
    if (wanted == m_asked && (isUnder || wanted.isEmpty())) {
        showBodies();
        return;
    }
    m_asked = wanted;
    if (wanted.isEmpty())
        showBodies();
    else
        m_bodies.ask(wanted);
}

void RelayVersionsView::showBodies()
{
    DataLine::State state;
    state.isLoading = m_bodies.state() == EngineAsk::State::Loading;
    if (m_bodies.state() == EngineAsk::State::Failed)
        state.error = m_bodies.error();
    m_line->setState(state);
    m_line->setVisible(state.isLoading || !state.error.isEmpty());
    const auto& bodies = m_bodies.bodies();
    if (m_asked.isEmpty()) {
        m_sentence->setText(tr("No information document (NIP-11) seen yet."));
        m_changes.apply({});
        m_source->clear();
        return;
    }
    if (bodies.size() != m_asked.size()) { // on its way, or failed
        m_sentence->clear();
        m_changes.apply({});
        m_source->clear();
        return;
    }
    const auto source = bodies.constFirst().isEmpty() ? tr("This version is no longer stored.")
                                                      : documentSource(bodies.constFirst());
    if (m_source->toPlainText() != source)
        m_source->setPlainText(source);
    showChanges();
}

void RelayVersionsView::showChanges()
{
    const auto& bodies = m_bodies.bodies();
    if (bodies.size() < 2) {
        m_changes.apply({});
        m_sentence->setText(tr("The first version that was seen: there is none before it."));
        return;
    }
    if (bodies[0].isEmpty() || bodies[1].isEmpty()) {
        m_changes.apply({});
        m_sentence->setText(tr("One of the two versions is no longer stored."));
        return;
    }
    const auto diff = documentDiff(bodies[1], bodies[0]);
    m_changes.apply(documentChangeRows(diff));
    QStringList parts;
    if (!diff.problem.isEmpty())
        parts.append(diff.problem);
    else if (diff.changes.empty())
        parts.append(tr("The same fields and values, written in another way."));
    else
        parts.append(tr("%n field(s) changed.", nullptr, static_cast<int>(diff.changes.size() + diff.left)));
    if (diff.left > 0)
        parts.append(tr("The first %n are shown.", nullptr, static_cast<int>(diff.changes.size())));
    if (diff.isCut)
        parts.append(tr("The document has more fields than are compared."));
    m_sentence->setText(parts.join(u' '));
}

QList<QWidget*> RelayVersionsView::panes()
{
    return {m_versionTable, m_changeTable, m_source};
}

} // namespace nostrscope
