// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"
#include "models/fmt.h"

#include <vector>

namespace nostrscope {

/// Somebody or something with a count.
struct RankRow {
    QString key; ///< unique
    QString name; ///< as the table shows it
    QString fullName; ///< tooltip and copy
    std::uint64_t events = 0;
    double share = 0;
    friend bool operator==(const RankRow&, const RankRow&) = default;
};

/// Who or what is most: name, events, share. In order of the keys; a proxy sorts.
class RankTableModel final : public ColumnModel {
    Q_OBJECT

public:
    enum Column { NameColumn, EventsColumn, ShareColumn };
    static constexpr int columns = ShareColumn + 1;

    RankTableModel(const Fmt& fmt, const QString& nameTitle, QObject* parent = nullptr);

    void apply(std::vector<RankRow> rows);
    [[nodiscard]] static QString columnName(int column);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QString toolTip(int row, int column) const override;
    [[nodiscard]] QString copyText(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant key(int row) const override { return at(row).key; }
    [[nodiscard]] QVariant bar(int row, int column) const override;

private:
    [[nodiscard]] const RankRow& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    Fmt m_fmt;
    std::vector<RankRow> m_rows;
};

} // namespace nostrscope
