// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/fmt.h"

#include <QAbstractTableModel>

#include <vector>

namespace nostrscope {

/// The running parts of the engine, in order of their names.
class ServiceTableModel final : public QAbstractTableModel {
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
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString displayText(const ServiceStatus& service, int column) const;
    [[nodiscard]] static QVariant sortValue(const ServiceStatus& service, int column);

    Fmt m_fmt;
    std::vector<ServiceStatus> m_rows;
    UnixMillis m_asOf{};
};

} // namespace nostrscope
