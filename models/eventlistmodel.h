// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginelink.h"
#include "models/columnmodel.h"
#include "models/fmt.h"

#include <optional>
#include <vector>

namespace nostrscope {

/// Stored events that match a filter, newest first, a page at a time: older ones come on demand. What the
/// rows show of an event is short and harmless text.
class EventListModel final : public ColumnModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, KindColumn, AuthorColumn, ContentColumn, SizeColumn };
    static constexpr int columns = SizeColumn + 1;
    static constexpr int pageSize = 50;
    static constexpr int maximumRows = 5000;
    static constexpr qsizetype previewLength = 200;
    /// A page may end before it is full, when little matches: so many are read for one demand.
    static constexpr int maximumReads = 20;

    EventListModel(EngineLink& engine, const Fmt& fmt, QObject* parent = nullptr);
    ~EventListModel() override;

    /// Reads the newest page again; the rows stay until it comes when the filter is the same.
    void load(const Filter& filter);
    /// Appends the next page, when there is one and nothing is under way.
    void fetchOlder();
    /// Ends what is under way.
    void stop();

    [[nodiscard]] bool isLoading() const { return m_token.has_value(); }
    [[nodiscard]] bool hasOlder() const;
    [[nodiscard]] const QString& error() const { return m_error; }
    /// How far back was looked; none: to the end.
    [[nodiscard]] std::optional<UnixMillis> lookedBackTo() const;
    [[nodiscard]] EventId idAt(int row) const { return at(row).id; }
    [[nodiscard]] static QString columnName(int column);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

signals:
    void stateChanged();

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QString toolTip(int row, int column) const override;
    [[nodiscard]] QString copyText(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant key(int row) const override;

private:
    struct Row {
        EventId id;
        PubKey author;
        Timestamp createdAt = 0;
        Kind kind = 0;
        QString preview;
        std::uint64_t size = 0;
    };
    [[nodiscard]] const Row& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] static Row rowOf(const StoredEvent& stored);
    [[nodiscard]] static QString npub(const Row& row);
    void read();
    void onRead(int token, const std::shared_ptr<const EventPage>& page);
    void onFailed(int token, const QString& message);

    EngineLink& m_engine;
    Fmt m_fmt;
    std::vector<Row> m_rows;
    EventQuery m_query;
    std::optional<EventCursor> m_next;
    std::optional<int> m_token;
    bool m_replaces = false; ///< what comes is the first page
    int m_reads = 0; ///< for this demand
    std::size_t m_wanted = 0; ///< rows that end this demand
    QString m_error;
};

} // namespace nostrscope
