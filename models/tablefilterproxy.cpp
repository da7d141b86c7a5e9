// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tablefilterproxy.h"

#include <algorithm>

namespace nostrscope {

namespace {

bool compare(double value, FilterOperator op, double wanted)
{
    switch (op) {
    case FilterOperator::Contains:
    case FilterOperator::Equals:
        return value == wanted;
    case FilterOperator::Less:
        return value < wanted;
    case FilterOperator::LessOrEqual:
        return value <= wanted;
    case FilterOperator::Greater:
        return value > wanted;
    case FilterOperator::GreaterOrEqual:
        return value >= wanted;
    }
    Q_UNREACHABLE();
}

} // namespace

TableFilterProxy::TableFilterProxy(QAbstractItemModel* source, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_fields(filterFields(*source))
{
    setDynamicSortFilter(false);
    setSortRole(SortRole);
    setSortLocaleAware(true);
    setSourceModel(source);
}

void TableFilterProxy::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    auto query = parseFilter(text, m_fields);
    const bool isSame = query.terms == m_query.terms;
    m_query = std::move(query);
    if (isSame)
        return;
    m_conditions.clear();
    for (const auto& term : std::as_const(m_query.terms)) {
        const auto field = std::find_if(m_fields.begin(), m_fields.end(), [&term](const FilterField& known) {
            return known.name == term.field;
        });
        m_conditions.push_back(
            {term, field == m_fields.end() ? -1 : static_cast<int>(field - m_fields.begin())});
    }
    refilter();
}

void TableFilterProxy::refilter()
{
    invalidateRowsFilter();
}

bool TableFilterProxy::acceptsRow(int) const
{
    return true;
}

bool TableFilterProxy::rowContains(int sourceRow, const QString& word) const
{
    for (int column = 0; column < m_fields.size(); ++column) {
        if (m_fields.at(column).kind == ColumnKind::Text
            && sourceModel()->index(sourceRow, column).data().toString().contains(word, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

bool TableFilterProxy::meetsColumn(int sourceRow, const Condition& condition) const
{
    const auto& term = condition.term;
    const auto index = sourceModel()->index(sourceRow, condition.column);
    const auto raw = index.data(ExportRole);
    if (term.op == FilterOperator::Contains || !term.number) {
        // Both what is shown and what does not depend on the language.
        const bool isWhole = term.op == FilterOperator::Equals;
        const auto has = [&term, isWhole](const QString& text) {
            return isWhole ? text.compare(term.text, Qt::CaseInsensitive) == 0
                           : text.contains(term.text, Qt::CaseInsensitive);
        };
        return has(index.data().toString()) || has(raw.toString());
    }
    if (!raw.isValid())
        return false; // nothing is known, so nothing can be said
    double value = raw.toDouble();
    if (term.isAge)
        value = static_cast<double>(toMillis(m_now)) - value;
    return compare(value, term.op, *term.number);
}

bool TableFilterProxy::meets(int sourceRow, const Condition& condition) const
{
    const bool isMet = condition.column < 0 ? rowContains(sourceRow, condition.term.text)
                                            : meetsColumn(sourceRow, condition);
    return isMet != condition.term.isNegated;
}

bool TableFilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    if (sourceParent.isValid())
        return true;
    return acceptsRow(sourceRow)
        && std::all_of(m_conditions.begin(), m_conditions.end(),
                       [this, sourceRow](const Condition& condition) { return meets(sourceRow, condition); });
}

void TableFilterProxy::resort()
{
    const int column = sortColumn();
    if (column < 0)
        return;
    for (int row = 1; row < rowCount(); ++row) {
        const auto previous = mapToSource(index(row - 1, column));
        const auto current = mapToSource(index(row, column));
        const bool isWrong =
            sortOrder() == Qt::AscendingOrder ? lessThan(current, previous) : lessThan(previous, current);
        if (isWrong) {
            sort(column, sortOrder());
            return;
        }
    }
}

} // namespace nostrscope
