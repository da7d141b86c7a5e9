// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QByteArray>
#include <QStringList>

#include <vector>

namespace nostrscope {

/// What a chart shows, as rows. The same rows are the table in place of the chart and the CSV file.
struct ChartTable {
    struct Cell {
        QString shown; ///< for people
        QString raw; ///< for programs: C locale, ISO 8601; empty when missing
        double order = 0; ///< sorts the column, when `isText` is false
        bool isText = false;
        friend bool operator==(const Cell&, const Cell&) = default;
    };
    QStringList header;
    std::vector<std::vector<Cell>> rows; ///< each as long as the header

    [[nodiscard]] static Cell text(const QString& text) { return {text, text, 0, true}; }
    /// RFC 4180 with a header line, UTF-8, lines end in CR LF.
    [[nodiscard]] QByteArray toCsv() const;
};

/// Holds a ChartTable for a view; new data changes cells and adds or takes rows at the end.
class ChartTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(ChartTable table);
    [[nodiscard]] const ChartTable& table() const { return m_table; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ChartTable m_table;
};

} // namespace nostrscope
