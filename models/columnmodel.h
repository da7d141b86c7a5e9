// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyeddiff.h"
#include "models/roles.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace nostrscope {

/// One column of a table.
struct Column {
    QLatin1StringView name; ///< of ColumnNameRole
    QString title;
    QString tip;
    ColumnKind kind = ColumnKind::Text;
    QLatin1StringView unit = {}; ///< of ColumnUnitRole
};

/// What all our flat tables share: columns that describe themselves, one place that answers the roles. A
/// model adds its rows and what their cells say.
class ColumnModel : public QAbstractTableModel {
    Q_OBJECT

public:
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const final;
    /// Zone, units or language of the texts changed: views ask for them again.
    void refreshTexts();

protected:
    explicit ColumnModel(std::vector<Column> columns, QObject* parent);

    [[nodiscard]] virtual QString displayText(int row, int column) const = 0;
    /// Raw value, as the kind of the column says; invalid when it is missing.
    [[nodiscard]] virtual QVariant rawValue(int row, int column) const = 0;
    /// Identity of the row.
    [[nodiscard]] virtual QVariant key(int row) const = 0;
    [[nodiscard]] virtual QString toolTip(int row, int column) const;
    [[nodiscard]] virtual QString copyText(int row, int column) const { return displayText(row, column); }
    /// Orders the rows; by default the raw value, below all others when it is missing.
    [[nodiscard]] virtual QVariant sortValue(int row, int column) const;
    /// int of Status, −1 or invalid.
    [[nodiscard]] virtual QVariant status(int row, int column) const;
    [[nodiscard]] virtual QVariant severity(int row) const;
    /// double 0 … 1 or invalid.
    [[nodiscard]] virtual QVariant bar(int row, int column) const;
    /// QList<int> of HeartbeatRole or invalid.
    [[nodiscard]] virtual QVariant heartbeat(int row, int column) const;

    /// Announces the way from one keyed list to another: `erase(first, last)` and `insert(first, last)`
    /// change the rows, both ends included.
    template <typename Erase, typename Insert>
    void applyDiff(const KeyedDiff& diff, Erase erase, Insert insert)
    {
        for (const auto& run : diff.removals) {
            beginRemoveRows({}, run.first, run.last);
            erase(run.first, run.last);
            endRemoveRows();
        }
        for (const auto& run : diff.insertions) {
            beginInsertRows({}, run.first, run.last);
            insert(run.first, run.last);
            endInsertRows();
        }
    }

private:
    std::vector<Column> m_columns;
};

/// Right for what is compared by its digits.
[[nodiscard]] Qt::Alignment alignmentOf(ColumnKind kind);

/// What a column of any model says about itself; models that say nothing have text columns "column1" ….
struct ColumnInfo {
    QString name;
    QString title;
    QString unit;
    ColumnKind kind = ColumnKind::Text;
    /// Name of the column in exported files, the unit behind it: "open_ms".
    [[nodiscard]] QString exportName() const { return unit.isEmpty() ? name : name + u'_' + unit; }
};
[[nodiscard]] ColumnInfo columnInfo(const QAbstractItemModel& model, int column);

} // namespace nostrscope
