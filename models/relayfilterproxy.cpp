// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/relayfilterproxy.h"

#include "models/relaytablemodel.h"
#include "models/words.h"

namespace nostrscope {

RelayFilterProxy::RelayFilterProxy(RelayTableModel* source, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setDynamicSortFilter(false);
    setSourceModel(source);
}

void RelayFilterProxy::setText(const QString& text)
{
    auto words = text.split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = std::move(words);
    invalidateFilter();
}

bool RelayFilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    if (m_words.isEmpty() || sourceParent.isValid())
        return true;
    const auto& row = m_source->row(sourceRow);
    const auto url = QString::fromUtf8(row.entry.url);
    const auto state = words::linkState(row.state);
    const auto error = words::linkError(row.lastError);
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        const auto has = [&word](const QString& text) { return text.contains(word, Qt::CaseInsensitive); };
        return has(url) || has(row.entry.name) || has(row.entry.purpose) || has(state) || has(error)
            || has(row.lastErrorDetail);
    });
}

bool RelayFilterProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const auto& a = m_source->row(left.row());
    const auto& b = m_source->row(right.row());
    const int order = RelayTableModel::compare(a, b, left.column());
    if (order != 0)
        return order < 0;
    // Within a state the busiest first, and equal rows always in the same order.
    if (left.column() == RelayTableModel::StatusColumn && a.eventsPerMinute != b.eventsPerMinute)
        return a.eventsPerMinute < b.eventsPerMinute;
    return b.entry.id < a.entry.id;
}

void RelayFilterProxy::resort()
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
