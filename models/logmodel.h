// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/fmt.h"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace nostrscope {

/// The newest log lines, oldest first; a fixed ring: one remove-run and one insert-run per call.
class LogModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, LevelColumn, ServiceColumn, RelayColumn, MessageColumn };
    static constexpr int columns = MessageColumn + 1;
    /// Lines kept in memory (ux.md §3.11).
    static constexpr int defaultCapacity = 50'000;

    explicit LogModel(const Fmt& fmt, int capacity = defaultCapacity, QObject* parent = nullptr);

    void append(std::vector<LogRecord> records);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const LogRecord& record(int row) const { return m_records[static_cast<std::size_t>(row)]; }
    /// The whole line as text: for the clipboard and the detail pane.
    [[nodiscard]] QString lineText(int row) const;

private:
    [[nodiscard]] QString displayText(const LogRecord& record, int column) const;

    Fmt m_fmt;
    std::size_t m_capacity;
    std::deque<LogRecord> m_records;
};

} // namespace nostrscope
