// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archive.h"
#include "models/columnmodel.h"
#include "models/fmt.h"

#include <vector>

namespace nostrscope {

/// What the store holds of each group of kinds.
class KindGroupModel final : public ColumnModel {
    Q_OBJECT

public:
    enum Column {
        GroupColumn,
        EventsColumn,
        SizeColumn,
        ShareColumn,
        OldestColumn,
        NewestColumn,
        FloorColumn
    };
    static constexpr int columns = FloorColumn + 1;

    explicit KindGroupModel(const Fmt& fmt, QObject* parent = nullptr);

    void apply(const StoreFigures& figures);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QString toolTip(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant key(int row) const override;
    [[nodiscard]] QVariant bar(int row, int column) const override;

private:
    [[nodiscard]] const StoreFigures::Group& at(int row) const
    {
        return m_rows[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] double shareOf(int row) const;

    Fmt m_fmt;
    std::vector<StoreFigures::Group> m_rows; ///< in order of the groups
    quint64 m_bytes = 0; ///< of all
};

} // namespace nostrscope
