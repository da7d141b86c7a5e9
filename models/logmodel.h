// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/columnmodel.h"
#include "models/fmt.h"

#include <deque>
#include <vector>

namespace nostrscope {

/// The newest log lines, oldest first; a fixed ring: one remove-run and one insert-run per call.
class LogModel final : public ColumnModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, LevelColumn, ServiceColumn, RelayColumn, MessageColumn };
    static constexpr int columns = MessageColumn + 1;
    /// Lines kept in memory (ux.md §3.11).
    static constexpr int defaultCapacity = 50'000;

    explicit LogModel(const Fmt& fmt, int capacity = defaultCapacity, QObject* parent = nullptr);

    void append(std::vector<LogRecord> records);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

    [[nodiscard]] const LogRecord& record(int row) const { return m_records[static_cast<std::size_t>(row)]; }
    /// The whole line as text: for the clipboard and the detail pane.
    [[nodiscard]] QString lineText(int row) const;

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QString toolTip(int row, int column) const override;
    [[nodiscard]] QString copyText(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant sortValue(int row, int column) const override;
    /// Number of the line since the start.
    [[nodiscard]] QVariant key(int row) const override;
    [[nodiscard]] QVariant status(int row, int column) const override;
    [[nodiscard]] QVariant severity(int row) const override;

private:
    Fmt m_fmt;
    std::size_t m_capacity;
    std::deque<LogRecord> m_records;
    quint64 m_removed = 0; ///< lines that left the ring
};

} // namespace nostrscope
