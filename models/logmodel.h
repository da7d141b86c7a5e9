// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/columnmodel.h"
#include "models/fmt.h"

#include <deque>
#include <vector>

namespace nostrscope {

/// The newest log lines, oldest first: a ring, one remove-run and one insert-run per call. In front of them
/// older lines of the stored log, as far as somebody asked for them.
class LogModel final : public ColumnModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, LevelColumn, ServiceColumn, RelayColumn, MessageColumn };
    static constexpr int columns = MessageColumn + 1;
    /// Lines kept in memory (ux.md §3.11).
    static constexpr int defaultCapacity = 50'000;

    explicit LogModel(const Fmt& fmt, int capacity = defaultCapacity, QObject* parent = nullptr);

    void append(std::vector<LogRecord> records);
    /// Lines older than all that are here, oldest first. At most as many as the ring holds: the oldest of
    /// them are left out; how many were taken.
    int prepend(std::vector<LogRecord> records);
    /// Forgets what prepend() brought.
    void dropOlder();
    [[nodiscard]] int olderCount() const { return static_cast<int>(m_older); }
    [[nodiscard]] bool canTakeOlder() const { return m_older < m_capacity; }
    /// First row that is not before the moment; rowCount() when all are.
    [[nodiscard]] int rowAt(UnixMillis time) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

    [[nodiscard]] const LogRecord& record(int row) const { return m_records[static_cast<std::size_t>(row)]; }
    /// The whole line as text: for the clipboard and the detail pane.
    [[nodiscard]] QString lineText(int row) const;
    /// The same, each field with its name on a line of its own.
    [[nodiscard]] QString detailText(int row) const;

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QString toolTip(int row, int column) const override;
    [[nodiscard]] QString copyText(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant sortValue(int row, int column) const override;
    /// Number of the line since the start; below 0 for older ones.
    [[nodiscard]] QVariant key(int row) const override;
    [[nodiscard]] QVariant status(int row, int column) const override;
    [[nodiscard]] QVariant severity(int row) const override;

private:
    void removeFirst(std::size_t count);

    Fmt m_fmt;
    std::size_t m_capacity;
    std::deque<LogRecord> m_records;
    std::size_t m_older = 0; ///< lines in front that prepend() brought
    qint64 m_first = 0; ///< key of the first row; below 0 for older lines
};

} // namespace nostrscope
