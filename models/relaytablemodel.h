// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/fmt.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace nostrscope {

/// The relays of a snapshot, in order of RelayId. Takes the chunks of the snapshot without copying a row;
/// never resets: removals, insertions and changed runs only, so selection and scroll position stay.
class RelayTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using Chunks = std::vector<std::shared_ptr<const RelayChunk>>;
    enum Column {
        StatusColumn,
        RelayColumn,
        EventsColumn,
        NovelColumn,
        RateColumn,
        OpenColumn,
        LastColumn,
        ErrorColumn
    };
    static constexpr int columns = ErrorColumn + 1;

    explicit RelayTableModel(const Fmt& fmt, QObject* parent = nullptr);

    /// Shows these rows (sorted by id, ids unique). Chunks whose pointer is known are not looked into.
    void apply(const Chunks& chunks, UnixMillis asOf);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const RelayRow& row(int row) const { return *m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] std::optional<int> rowOf(RelayId id) const;
    /// Name of a column that never changes: settings keep widths and order by it.
    [[nodiscard]] static QString columnName(int column);
    /// −1, 0, 1 by the raw value of the column; ties are not broken. For sorting without QVariant.
    [[nodiscard]] static int compare(const RelayRow& a, const RelayRow& b, int column);
    /// Share of what the relay sent that it brought first; none when it sent nothing.
    [[nodiscard]] static std::optional<double> novelRatio(const RelayRow& row);

private:
    [[nodiscard]] QString displayText(const RelayRow& row, int column) const;
    [[nodiscard]] QString toolTip(const RelayRow& row, int column) const;
    [[nodiscard]] static QVariant sortValue(const RelayRow& row, int column);
    [[nodiscard]] std::vector<int> replaceRows(const Chunks& chunks);
    void insertAndRemove(const std::vector<const RelayRow*>& rows);
    void refreshAges(UnixMillis asOf);

    Fmt m_fmt;
    Chunks m_chunks; ///< keeps the rows alive
    std::vector<const RelayRow*> m_rows;
    UnixMillis m_asOf{};
    UnixMillis m_agesAsOf{};
};

} // namespace nostrscope
