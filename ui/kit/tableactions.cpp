// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/tableactions.h"

#include "models/filterquery.h"
#include "models/roles.h"
#include "ui/kit/tables.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QMenu>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A clipboard is for people; more goes through the export.
constexpr qsizetype maximumCopiedRows = 10'000;

} // namespace

TableActions::TableActions(TableView& table)
    : QObject(&table)
    , m_table(table)
{
}

QString TableActions::termOf(const QModelIndex& cell, bool excluded)
{
    if (!cell.isValid())
        return {};
    const auto info = columnInfo(*cell.model(), cell.column());
    const auto raw = cell.data(ExportRole);
    FilterTerm term;
    term.field = info.name;
    term.op = FilterOperator::Equals;
    term.isNegated = excluded;
    switch (info.kind) {
    case ColumnKind::Text:
        // The shown word of the reader's language; the raw text where there is no other.
        term.text = raw.isValid() && cell.data(StatusRole).isNull() ? raw.toString() : cell.data().toString();
        break;
    case ColumnKind::Time:
        if (raw.isValid())
            term.text = QDateTime::fromMSecsSinceEpoch(raw.toLongLong(), QTimeZone::utc())
                            .toString(Qt::ISODateWithMs);
        break;
    case ColumnKind::Number:
    case ColumnKind::Ratio:
    case ColumnKind::Duration:
    case ColumnKind::Bytes:
        if (raw.isValid())
            term.text =
                raw.typeId() == QMetaType::Double ? QString::number(raw.toDouble(), 'g', 17) : raw.toString();
        break;
    }
    return term.text.isEmpty() ? QString() : term.toString();
}

TableData TableActions::copiedRows() const
{
    const auto columns = m_table.shownColumns();
    auto data = tableHead(*m_table.model(), columns);
    auto rows = m_table.selectedRowsInOrder();
    if (rows.isEmpty()) {
        for (int row = 0; row < m_table.model()->rowCount() && row < maximumCopiedRows; ++row)
            rows.append(m_table.model()->index(row, 0));
    }
    for (const auto& row : rows.first(std::min(rows.size(), maximumCopiedRows)))
        appendTableRow(data, *m_table.model(), row.row(), columns);
    return data;
}

void TableActions::copyAs(TableFormat format)
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(tableText(copiedRows(), {format})));
}

void TableActions::copyCell()
{
    QGuiApplication::clipboard()->setText(m_table.currentIndex().data(CopyRole).toString());
}

void TableActions::addTo(QMenu& menu, bool filters)
{
    const auto cell = m_table.currentIndex();
    const auto hasRows = m_table.model()->rowCount() > 0;
    auto* copy = menu.addAction(tr("Copy &cell"));
    copy->setObjectName(u"copyCell"_s);
    copy->setEnabled(cell.isValid());
    connect(copy, &QAction::triggered, this, &TableActions::copyCell);
    auto* copyMenu = menu.addMenu(tr("Copy &as"));
    copyMenu->setEnabled(hasRows);
    const std::pair<TableFormat, QString> formats[] = {{TableFormat::Csv, tr("&CSV")},
                                                       {TableFormat::Json, tr("&JSON")},
                                                       {TableFormat::JsonLines, tr("JSON &lines")},
                                                       {TableFormat::Markdown, tr("&Markdown")}};
    for (const auto& entry : formats)
        connect(copyMenu->addAction(entry.second), &QAction::triggered, this,
                [this, format = entry.first] { copyAs(format); });
    if (!filters)
        return;
    menu.addSeparator();
    for (const bool excluded : {false, true}) {
        const auto term = termOf(cell, excluded);
        auto* action = menu.addAction(excluded ? tr("&Exclude this") : tr("&Filter by this"));
        action->setObjectName(excluded ? u"excludeCell"_s : u"filterByCell"_s);
        action->setEnabled(!term.isEmpty());
        connect(action, &QAction::triggered, this, [this, term] { emit filterTermRequested(term); });
    }
}

} // namespace nostrscope
