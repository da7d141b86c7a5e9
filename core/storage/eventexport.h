// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archive.h"
#include "core/storage/eventreader.h"

#include <atomic>
#include <functional>

namespace nostrscope {

/// A field of CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in front.
[[nodiscard]] QByteArray csvField(QByteArrayView value);
/// id, pubkey, created_at, kind, tags (JSON), content, sig.
[[nodiscard]] QByteArray csvHeader();
void appendCsv(const Event& event, QByteArray& out);

/// True when the path is the database or one of the files beside it: an export that replaced it would be the
/// last one.
[[nodiscard]] bool isOfDatabase(const QString& path, const QString& database);
/// How many events match, when the conditions are on time and kind only and the filter has no limit above it;
/// none where counting would mean reading events. Reads an index.
[[nodiscard]] std::optional<std::uint64_t> countMatching(SqlDatabase& database, const Filter& filter);

/// Streams stored events, oldest first, page by page: memory does not grow with their number.
/// Shared by "export" and the window.
class Exporter {
public:
    /// Takes bytes; false when they could not be written.
    using Writer = std::function<bool(QByteArrayView bytes)>;
    enum class Result : std::uint8_t { Done, Cancelled, StoreFailed, WriteFailed };

    Exporter(EventReader& events, ExportFormat format, Writer writer);

    /// Events that match; the filter's `limit` keeps the newest ones, as a relay would.
    [[nodiscard]] Result run(const Filter& filter, const std::atomic<bool>& cancelled);
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    /// Events that match but were trimmed, so that nothing of them could be written; known when it is done.
    [[nodiscard]] std::uint64_t trimmed() const { return m_trimmed; }
    [[nodiscard]] const StoreError& storeError() const { return m_error; }

private:
    [[nodiscard]] Result countTrimmed(const Filter& filter);
    /// Where the newest `limit` events begin; none: all of them.
    [[nodiscard]] StoreResult<std::optional<EventCursor>> startOf(const Filter& filter, std::uint32_t limit);

    EventReader& m_events;
    const ExportFormat m_format;
    const Writer m_writer;
    std::uint64_t m_count = 0;
    std::uint64_t m_trimmed = 0;
    StoreError m_error;
};

} // namespace nostrscope
