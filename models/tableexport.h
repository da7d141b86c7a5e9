// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "models/columnmodel.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QTimeZone>
#include <QVariant>

#include <atomic>
#include <optional>
#include <span>
#include <vector>

class QIODevice;

namespace nostrscope {

/// Rows of any model as they are shown: filtered, sorted, the visible columns in visible order. A plain
/// value, so that a worker can write it while the table goes on.
struct TableData {
    std::vector<ColumnInfo> columns;
    std::vector<QVariant> cells; ///< raw values (ExportRole), row by row
    [[nodiscard]] std::size_t rowCount() const { return columns.empty() ? 0 : cells.size() / columns.size(); }
    [[nodiscard]] std::span<const QVariant> row(std::size_t row) const
    {
        return {cells.data() + row * columns.size(), columns.size()};
    }
};

/// Columns without their rows.
[[nodiscard]] TableData tableHead(const QAbstractItemModel& model, const QList<int>& columns);
/// Appends one row. A model without ExportRole gives what it shows.
void appendTableRow(TableData& data, const QAbstractItemModel& model, int row, const QList<int>& columns);

enum class TableFormat : std::uint8_t {
    Csv, ///< RFC 4180, UTF-8, CRLF, names in the first line
    Tsv, ///< for the clipboard; tabs and line breaks inside cells become blanks
    Json, ///< one array of objects
    JsonLines, ///< one object in each line
    Markdown, ///< a table, titles as shown
};

struct TableOptions {
    TableFormat format = TableFormat::Csv;
    /// Times are ISO 8601 in this zone with its offset ("Z" for UTC). Numbers are in the C locale.
    QTimeZone zone = QTimeZone::utc();
};

/// Text as CSV field. What a spreadsheet would take for a formula (=, +, -, @, tab or CR in front; also after
/// blanks) gets an apostrophe in front: the text comes from strangers. Numbers of number columns are not
/// texts and stay as they are. JSON and Markdown have no formulas and stay true to the letter.
[[nodiscard]] QByteArray csvText(QByteArrayView text);

/// Writes rows one after another, so that a table of any length needs the memory of one row.
class TableWriter {
public:
    TableWriter(QIODevice& device, std::vector<ColumnInfo> columns, TableOptions options);

    /// Each returns false when the device refuses; error() says why. No call after that does anything.
    bool begin();
    bool writeRow(std::span<const QVariant> cells);
    bool end();
    [[nodiscard]] const QString& error() const { return m_error; }

private:
    void appendSeparated(std::span<const QVariant> cells, char separator);
    void appendJson(std::span<const QVariant> cells);
    [[nodiscard]] QByteArray cellText(const QVariant& value, ColumnKind kind) const;
    bool flush(bool all);

    QIODevice& m_device;
    std::vector<ColumnInfo> m_columns;
    TableOptions m_options;
    QByteArray m_buffer;
    QString m_error;
    bool m_isFirstRow = true;
};

/// The whole table as text, for the clipboard.
[[nodiscard]] QByteArray tableText(const TableData& data, const TableOptions& options);
/// Writes the file at once or not at all (QSaveFile). Rows written, or why not. `cancel` may become true at
/// any time; then the file is as it was and the error is empty. May run in any thread.
[[nodiscard]] Expected<std::size_t, QString> writeTableFile(const TableData& data,
                                                            const TableOptions& options, const QString& file,
                                                            const std::atomic<bool>& cancel);
/// "csv", "json" …: ending of the file and name in settings.
[[nodiscard]] QString tableFormatName(TableFormat format);
[[nodiscard]] std::optional<TableFormat> tableFormatFromName(QStringView name);

} // namespace nostrscope
