// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/columnmodel.h"
#include "models/fmt.h"

#include <vector>

namespace nostrscope {

/// The running parts of the engine, in order of their names.
class ServiceTableModel final : public ColumnModel {
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        NameColumn,
        DetailColumn,
        LastColumn,
        CycleColumn,
        FailuresColumn,
        QueueColumn
    };
    static constexpr int columns = QueueColumn + 1;

    explicit ServiceTableModel(const Fmt& fmt, QObject* parent = nullptr);

    void apply(std::vector<ServiceStatus> services, UnixMillis asOf);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QString toolTip(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant sortValue(int row, int column) const override;
    [[nodiscard]] QVariant key(int row) const override;
    [[nodiscard]] QVariant status(int row, int column) const override;
    [[nodiscard]] QVariant severity(int row) const override;

private:
    [[nodiscard]] const ServiceStatus& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    Fmt m_fmt;
    std::vector<ServiceStatus> m_rows;
    UnixMillis m_asOf{};
};

} // namespace nostrscope
