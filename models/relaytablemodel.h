// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/columnmodel.h"
#include "models/fmt.h"

#include <memory>
#include <optional>
#include <vector>

namespace nostrscope {

/// The relays of a snapshot, in order of RelayId. Takes the chunks of the snapshot without copying a row;
/// never resets: removals, insertions and changed runs only, so selection and scroll position stay.
class RelayTableModel final : public ColumnModel {
    Q_OBJECT

public:
    using Chunks = std::vector<std::shared_ptr<const RelayChunk>>;
    enum Column {
        StatusColumn,
        RelayColumn,
        OpenP50Column,
        ReadP50Column,
        UptimeColumn,
        RateColumn,
        EventsColumn,
        CertificateColumn,
        CheckedColumn,
        OthersColumn,
        StarColumn,
        // Not shown unless the user wants them:
        NovelColumn,
        LastColumn,
        LinkColumn,
        OpenColumn,
        ErrorColumn,
        ReadP95Column,
        CauseColumn,
        SoftwareColumn,
        NameColumn,
        PurposeColumn,
        SourceColumn,
        SeenColumn,
        DuplicatesColumn,
        RefusedColumn,
        ReceivedColumn,
        SinceColumn,
        AddedColumn,
        AccessColumn,
        CertificateNoteColumn,
        IssuerColumn,
        AddressColumn,
        CountryColumn, ///< only where HealthTotals::knowsCountries
        NetworkColumn ///< only where HealthTotals::knowsNetworks
    };
    static constexpr int columns = NetworkColumn + 1;
    static constexpr int firstOptional = NovelColumn;
    /// The columns of the page "Relays" before the user chose some: addresses need the room of the events.
    [[nodiscard]] static constexpr bool isShownFirst(int column)
    {
        return column < firstOptional && column != EventsColumn;
    }

    /// Those of the view of certificates.
    [[nodiscard]] static constexpr bool isInCalendar(int column)
    {
        return column == StatusColumn || column == RelayColumn || column == CertificateColumn
            || column == CertificateNoteColumn || column == IssuerColumn || column == CheckedColumn;
    }

    explicit RelayTableModel(const Fmt& fmt, QObject* parent = nullptr);

    /// Shows these rows (sorted by id, ids unique). Chunks whose pointer is known are not looked into.
    void apply(const Chunks& chunks, UnixMillis asOf);
    /// Bars in the column of the events, as shares of the greatest.
    void setBars(bool bars) { m_hasBars = bars; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] const RelayRow& row(int row) const { return *m_rows[static_cast<std::size_t>(row)]; }
    /// What the rows were made of: a chunk that is the same object has the same rows.
    [[nodiscard]] const Chunks& chunks() const { return m_chunks; }
    [[nodiscard]] std::optional<int> rowOf(RelayId id) const;
    /// Name of a column that never changes: settings keep widths and order by it.
    [[nodiscard]] static QString columnName(int column);
    /// −1, 0, 1 by the raw value of the column; ties are not broken. For sorting without QVariant.
    [[nodiscard]] static int compare(const RelayRow& a, const RelayRow& b, int column);
    /// Name of its document (NIP-11), else that of a list, neutralised; may be empty.
    [[nodiscard]] static QString nameText(const RelayRow& row);
    /// The last error with what the relay or the system said about it, neutralised.
    [[nodiscard]] static QString errorText(const RelayRow& row);
    /// Share of what the relay sent that it brought first; none when it sent nothing.
    [[nodiscard]] static std::optional<double> novelRatio(const RelayRow& row);

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QString toolTip(int row, int column) const override;
    [[nodiscard]] QString copyText(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant sortValue(int row, int column) const override;
    [[nodiscard]] QVariant key(int row) const override;
    [[nodiscard]] QVariant status(int row, int column) const override;
    [[nodiscard]] QVariant severity(int row) const override;
    [[nodiscard]] QVariant bar(int row, int column) const override;
    [[nodiscard]] QVariant heartbeat(int row, int column) const override;

private:
    [[nodiscard]] QString optionalText(const RelayRow& row, int column) const;
    [[nodiscard]] QString healthText(const RelayRow& row, int column) const;
    [[nodiscard]] QString healthTip(const RelayRow& row, int column) const;
    [[nodiscard]] QVariant healthValue(const RelayRow& row, int column) const;
    [[nodiscard]] static int compareHealth(const RelayRow& a, const RelayRow& b, int column);
    [[nodiscard]] std::vector<int> replaceRows(const Chunks& chunks);
    void insertAndRemove(const std::vector<const RelayRow*>& rows);
    void refreshAges(UnixMillis asOf);

    Fmt m_fmt;
    Chunks m_chunks; ///< keeps the rows alive
    std::vector<const RelayRow*> m_rows;
    UnixMillis m_asOf{};
    UnixMillis m_agesAsOf{};
    std::uint64_t m_mostEvents = 0;
    bool m_hasBars = false;
};

} // namespace nostrscope
