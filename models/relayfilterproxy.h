// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/relaytablemodel.h"
#include "models/tablefilterproxy.h"

#include <array>

namespace nostrscope {

/// The built-in views of the relays (ux.md §3.2), as far as there is data for them.
enum class RelayView : std::uint8_t {
    All,
    Watched, ///< by the user
    Down,
    Degraded,
    Slow, ///< read p95 above slowRead
    Certificate, ///< ends within certificateWarningDays, or has ended
    Calendar, ///< ends within certificateHorizonDays, has ended, or has another issuer or key than before
    Paid,
    Auth,
    Overlay, ///< .onion, .i2p, .loki
    NewThisWeek,
    Paused
};
inline constexpr std::array relayViews{RelayView::All,      RelayView::Watched,     RelayView::Down,
                                       RelayView::Degraded, RelayView::Slow,        RelayView::Certificate,
                                       RelayView::Calendar, RelayView::Paid,        RelayView::Auth,
                                       RelayView::Overlay,  RelayView::NewThisWeek, RelayView::Paused};
using RelayViewCounts = std::array<int, relayViews.size()>;

/// Order and filter over a RelayTableModel. Rows do not jump while values change: the order is made
/// anew only by resort(), which the page calls when nobody points at a row (ux.md §2).
class RelayFilterProxy final : public TableFilterProxy {
    Q_OBJECT

public:
    explicit RelayFilterProxy(RelayTableModel* source, QObject* parent = nullptr);

    void setView(RelayView view);
    [[nodiscard]] RelayView view() const { return m_view; }
    /// Relays of each view, in order of relayViews. Looks only at chunks that are new since the last call,
    /// and once a minute at all of them, as time moves relays into views.
    [[nodiscard]] const RelayViewCounts& counts(UnixMillis now);
    /// Rows that counts() looked at so far; for tests.
    [[nodiscard]] std::uint64_t rowsCounted() const { return m_rowsCounted; }
    [[nodiscard]] static bool isInView(const RelayRow& row, RelayView view, UnixMillis now);

protected:
    /// Address, name, purpose, software, state, result and error, whether their columns are shown or not.
    [[nodiscard]] bool rowContains(int sourceRow, const QString& word) const override;
    [[nodiscard]] bool acceptsRow(int sourceRow) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    struct ChunkCounts {
        std::shared_ptr<const RelayChunk> chunk;
        RelayViewCounts counts{};
    };

    RelayTableModel* m_source;
    std::vector<ChunkCounts> m_counted; ///< in order of the chunks
    RelayViewCounts m_counts{};
    UnixMillis m_countedAt{}; ///< all of them
    std::uint64_t m_rowsCounted = 0;
    RelayView m_view = RelayView::All;
};

} // namespace nostrscope
