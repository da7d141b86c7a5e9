// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"

#include <optional>

namespace nostrscope {

/// What a cell of a small table says.
struct Cell {
    QString text;
    QVariant raw = {}; ///< as the kind of its column says; invalid: missing
    QString tip = {};
    QString copy = {}; ///< empty: the text
    std::optional<int> status = {}; ///< int of Status
    int severity = 0; ///< of a cell with a status: orders the rows

    friend bool operator==(const Cell&, const Cell&) = default;
};
struct CellRow {
    QString key; ///< unique
    std::vector<Cell> cells; ///< one for each column
    friend bool operator==(const CellRow&, const CellRow&) = default;
};
using CellRows = std::vector<CellRow>;

/// A small table whose cells somebody made as a whole: what is the same stays as it is, so selection and
/// scroll position survive. For hundreds of rows; greater tables have models of their own.
class CellTableModel final : public ColumnModel {
    Q_OBJECT

public:
    explicit CellTableModel(std::vector<Column> columns, QObject* parent = nullptr);

    /// Rows with a key that was there before, or without as many cells as there are columns, are left out.
    void apply(CellRows rows);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] const CellRow& row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] std::optional<int> rowOf(const QString& key) const;

protected:
    [[nodiscard]] QString displayText(int row, int column) const override { return cell(row, column).text; }
    [[nodiscard]] QString toolTip(int row, int column) const override { return cell(row, column).tip; }
    [[nodiscard]] QString copyText(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override { return cell(row, column).raw; }
    [[nodiscard]] QVariant sortValue(int row, int column) const override;
    [[nodiscard]] QVariant key(int at) const override { return row(at).key; }
    [[nodiscard]] QVariant status(int row, int column) const override;
    [[nodiscard]] QVariant severity(int row) const override;

private:
    [[nodiscard]] const Cell& cell(int at, int column) const
    {
        return row(at).cells[static_cast<std::size_t>(column)];
    }

    CellRows m_rows;
};

} // namespace nostrscope
