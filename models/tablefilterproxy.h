// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "models/filterquery.h"

#include <QSortFilterProxyModel>

#include <vector>

namespace nostrscope {

/// Filters and sorts a table in memory by what is typed (filterquery.h). Sorts by SortRole and only when it
/// is told to, so that rows never jump under the pointer; equal rows keep the order of the source.
class TableFilterProxy : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit TableFilterProxy(QAbstractItemModel* source, QObject* parent = nullptr);

    /// What is typed; its faults are in query().
    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] const FilterQuery& query() const { return m_query; }
    [[nodiscard]] const QList<FilterField>& fields() const { return m_fields; }
    /// Now, for terms about ages (`last<1h`).
    void setNow(UnixMillis now) { m_now = now; }
    [[nodiscard]] UnixMillis now() const { return m_now; }
    /// Sorts again if the order is not right any more. The model does not do it by itself.
    void resort();

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    /// What words without a column are looked for in: the texts of the text columns. Others than these
    /// (a name that is in the tooltip) a table adds itself.
    [[nodiscard]] virtual bool rowContains(int sourceRow, const QString& word) const;
    /// Conditions besides the text.
    [[nodiscard]] virtual bool acceptsRow(int sourceRow) const;
    /// Must be called when the conditions of acceptsRow() change.
    void refilter();

private:
    struct Condition {
        FilterTerm term;
        int column = -1; ///< −1: any
    };
    [[nodiscard]] bool meets(int sourceRow, const Condition& condition) const;
    [[nodiscard]] bool meetsColumn(int sourceRow, const Condition& condition) const;

    QString m_text;
    QList<FilterField> m_fields;
    FilterQuery m_query;
    std::vector<Condition> m_conditions;
    UnixMillis m_now{};
};

} // namespace nostrscope
