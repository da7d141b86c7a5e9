// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/discoverytable.h"

#include "ui/kit/emptystate.h"
#include "ui/kit/filterbar.h"
#include "ui/kit/tableactions.h"
#include "ui/kit/tables.h"

#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

DiscoveryTable::DiscoveryTable(UiContext& context, std::vector<Column> columns, const QString& name,
                               const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_model(std::move(columns))
    , m_proxy(&m_model)
    , m_filter(new FilterBar(context.theme, this))
    , m_table(new TableView(context.theme, {}, this))
    , m_cells(new TableActions(*m_table))
    , m_empty(new EmptyState(context.theme, u"search"_s, this))
    , m_clear(m_empty->addButton(tr("Clear filter")))
    , m_stack(new QStackedLayout)
{
    setObjectName(name + u"Box"_s);
    m_table->setObjectName(name);
    m_table->setAccessibleName(title);
    m_table->setModel(&m_proxy);
    m_table->setSortingEnabled(true);
    m_empty->setObjectName(name + u"Empty"_s);
    m_clear->setObjectName(name + u"Clear"_s);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_filter);
    layout->addLayout(m_stack, 1);
    connect(m_table, &TableView::rowMenuRequested, this, &DiscoveryTable::showRowMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DiscoveryTable::selectionChanged);
    connect(m_cells, &TableActions::filterTermRequested, this,
            [this](const QString& term) { emit filterEdited(FilterBar::withTerm(m_proxy.text(), term)); });
    connect(m_filter, &FilterBar::textEdited, this, &DiscoveryTable::filterEdited);
    connect(m_clear, &QPushButton::clicked, this, [this] { emit filterEdited({}); });
    showStack();
}

DiscoveryTable::~DiscoveryTable() = default;

void DiscoveryTable::setRows(CellRows rows)
{
    m_model.apply(std::move(rows));
    m_proxy.resort();
    showStack();
}

void DiscoveryTable::setEmptyText(const QString& text)
{
    m_emptyText = text;
    showStack();
}

void DiscoveryTable::setFilterText(const QString& text)
{
    m_proxy.setText(text);
    m_filter->setQuery(text, m_proxy.fields());
    showStack();
}

QStringList DiscoveryTable::selectedKeys() const
{
    QStringList keys;
    for (const auto& key : m_table->selectedKeys())
        keys.append(key.toString());
    return keys;
}

QWidget* DiscoveryTable::mainView()
{
    return m_table;
}

QList<QWidget*> DiscoveryTable::panes()
{
    return {m_filter, m_table};
}

void DiscoveryTable::showStack()
{
    m_empty->setText(m_model.rowCount() > 0 ? tr("Nothing matches “%1”").arg(m_proxy.text()) : m_emptyText);
    m_clear->setVisible(m_model.rowCount() > 0);
    m_stack->setCurrentWidget(m_proxy.rowCount() > 0 ? static_cast<QWidget*>(m_table) : m_empty);
}

void DiscoveryTable::showRowMenu(const QPoint& globalPos)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_rowActions);
    if (!m_rowActions.isEmpty())
        menu->addSeparator();
    m_cells->addTo(*menu, true);
    menu->addSeparator();
    m_table->addColumnMenu(*menu);
    menu->popup(globalPos);
}

} // namespace nostrscope
