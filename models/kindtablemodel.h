// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"
#include "models/columnmodel.h"
#include "models/fmt.h"

#include <optional>
#include <vector>

namespace nostrscope {

/// What is told of one kind in a range.
struct KindRow {
    Kind kind = 0;
    std::uint64_t events = 0;
    std::uint64_t authors = 0;
    double share = 0; ///< of all events of the range
    double meanSize = 0; ///< bytes of content
    std::optional<std::uint64_t> previous; ///< events of the period before; none: not known
    std::optional<Timestamp> lastAt; ///< newest event; none: not known
    std::optional<Timestamp> lastBefore; ///< without lastAt: the newest one is older than this
    friend bool operator==(const KindRow&, const KindRow&) = default;
};
/// Puts the answers to Kinds, Kinds of the period before (may be null) and KindsLast (may be null) together,
/// by kind.
[[nodiscard]] std::vector<KindRow> kindRows(const Table& kinds, const Table* previous, const Table* last);

/// The kinds of a range, by number.
class KindTableModel final : public ColumnModel {
    Q_OBJECT

public:
    enum Column {
        KindColumn,
        EventsColumn,
        ShareColumn,
        AuthorsColumn,
        SizeColumn,
        ChangeColumn,
        LastColumn
    };
    static constexpr int columns = LastColumn + 1;

    explicit KindTableModel(const Fmt& fmt, QObject* parent = nullptr);

    /// `rows` by kind.
    void apply(std::vector<KindRow> rows, UnixMillis asOf);
    [[nodiscard]] const std::vector<KindRow>& rows() const { return m_rows; }
    [[nodiscard]] std::optional<int> rowOf(Kind kind) const;
    /// Name of a column that never changes.
    [[nodiscard]] static QString columnName(int column);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QString toolTip(int row, int column) const override;
    [[nodiscard]] QString copyText(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant sortValue(int row, int column) const override;
    [[nodiscard]] QVariant key(int row) const override;
    [[nodiscard]] QVariant bar(int row, int column) const override;

private:
    [[nodiscard]] const KindRow& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] QString changeText(const KindRow& row) const;
    [[nodiscard]] QString lastText(const KindRow& row) const;

    Fmt m_fmt;
    std::vector<KindRow> m_rows;
    UnixMillis m_asOf{};
};

} // namespace nostrscope
