// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tableexport.h"

#include "core/nostr/json.h"

#include <QBuffer>
#include <QDateTime>
#include <QSaveFile>

#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Written to the device in pieces of this size.
constexpr qsizetype bufferBytes = 64 * 1024;

constexpr std::pair<TableFormat, QLatin1StringView> formatNames[] = {{TableFormat::Csv, "csv"_L1},
                                                                     {TableFormat::Tsv, "tsv"_L1},
                                                                     {TableFormat::Json, "json"_L1},
                                                                     {TableFormat::JsonLines, "jsonl"_L1},
                                                                     {TableFormat::Markdown, "md"_L1}};

bool isFormula(QByteArrayView text)
{
    // Spreadsheets skip blanks in front of a formula.
    for (const char c : text) {
        if (c != ' ')
            return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' || c == '\n';
    }
    return false;
}

QByteArray isoTime(qint64 millis, const QTimeZone& zone)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(millis, zone);
    const auto form = millis % 1000 == 0 ? Qt::ISODate : Qt::ISODateWithMs;
    if (zone == QTimeZone::utc())
        return time.toUTC().toString(form).toLatin1();
    return time.toOffsetFromUtc(time.offsetFromUtc()).toString(form).toLatin1();
}

QByteArray numberText(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Double:
    case QMetaType::Float: {
        const double number = value.toDouble();
        return std::isfinite(number) ? QByteArray::number(number, 'g', QLocale::FloatingPointShortest)
                                     : QByteArray();
    }
    case QMetaType::ULongLong:
    case QMetaType::ULong:
    case QMetaType::UInt:
        return QByteArray::number(value.toULongLong());
    default:
        return QByteArray::number(value.toLongLong());
    }
}

QByteArray markdownText(QByteArray text)
{
    for (const auto& [from, to] :
         {std::pair{"\\", "\\\\"}, {"|", "\\|"}, {"\r\n", " "}, {"\n", " "}, {"\r", " "}})
        text.replace(from, to);
    return text;
}

} // namespace

TableData tableHead(const QAbstractItemModel& model, const QList<int>& columns)
{
    TableData data;
    for (const int column : columns)
        data.columns.push_back(columnInfo(model, column));
    return data;
}

void appendTableRow(TableData& data, const QAbstractItemModel& model, int row, const QList<int>& columns)
{
    for (std::size_t i = 0; i < data.columns.size(); ++i) {
        const auto index = model.index(row, columns.at(static_cast<qsizetype>(i)));
        auto value = index.data(ExportRole);
        if (!value.isValid() && data.columns[i].kind == ColumnKind::Text)
            value = index.data();
        data.cells.push_back(std::move(value));
    }
}

QByteArray csvText(QByteArrayView text)
{
    auto field = text.toByteArray();
    if (isFormula(field))
        field.prepend('\'');
    const bool needsQuotes = field.contains('"') || field.contains(',') || field.contains('\n')
        || field.contains('\r') || field.startsWith(' ') || field.endsWith(' ');
    return needsQuotes ? '"' + field.replace("\"", "\"\"") + '"' : field;
}

TableWriter::TableWriter(QIODevice& device, std::vector<ColumnInfo> columns, TableOptions options)
    : m_device(device)
    , m_columns(std::move(columns))
    , m_options(std::move(options))
{
}

QByteArray TableWriter::cellText(const QVariant& value, ColumnKind kind) const
{
    if (!value.isValid())
        return {};
    switch (kind) {
    case ColumnKind::Text:
        return value.toString().toUtf8();
    case ColumnKind::Time:
        return isoTime(value.toLongLong(), m_options.zone);
    case ColumnKind::Number:
    case ColumnKind::Ratio:
    case ColumnKind::Duration:
    case ColumnKind::Bytes:
        return numberText(value);
    }
    Q_UNREACHABLE();
}

void TableWriter::appendSeparated(std::span<const QVariant> cells, char separator)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0)
            m_buffer += separator;
        auto text = cellText(cells[i], m_columns[i].kind);
        if (m_columns[i].kind != ColumnKind::Text) {
            m_buffer += text;
        } else if (separator == ',') {
            m_buffer += csvText(text);
        } else {
            if (isFormula(text))
                text.prepend('\'');
            for (const char c : {'\t', '\n', '\r'})
                text.replace(c, ' ');
            m_buffer += text;
        }
    }
    m_buffer += separator == ',' ? "\r\n" : "\n";
}

void TableWriter::appendJson(std::span<const QVariant> cells)
{
    m_buffer += '{';
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0)
            m_buffer += ',';
        appendJsonString(m_columns[i].exportName().toUtf8(), m_buffer);
        m_buffer += ':';
        const auto text = cellText(cells[i], m_columns[i].kind);
        const bool isString = m_columns[i].kind == ColumnKind::Text || m_columns[i].kind == ColumnKind::Time;
        if (!cells[i].isValid() || (!isString && text.isEmpty()))
            m_buffer += "null";
        else if (isString)
            appendJsonString(text, m_buffer);
        else
            m_buffer += text;
    }
    m_buffer += '}';
}

bool TableWriter::begin()
{
    switch (m_options.format) {
    case TableFormat::Csv:
    case TableFormat::Tsv: {
        const char separator = m_options.format == TableFormat::Csv ? ',' : '\t';
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if (i > 0)
                m_buffer += separator;
            m_buffer += csvText(m_columns[i].exportName().toUtf8());
        }
        m_buffer += separator == ',' ? "\r\n" : "\n";
        break;
    }
    case TableFormat::Json:
        m_buffer += '[';
        break;
    case TableFormat::JsonLines:
        break;
    case TableFormat::Markdown: {
        QByteArray rule;
        for (const auto& column : m_columns) {
            m_buffer += "| " + markdownText(column.title.toUtf8()) + ' ';
            rule += column.kind == ColumnKind::Text ? "| --- " : "| ---: ";
        }
        m_buffer += "|\n" + rule + "|\n";
        break;
    }
    }
    return flush(false);
}

bool TableWriter::writeRow(std::span<const QVariant> cells)
{
    Q_ASSERT(cells.size() == m_columns.size());
    switch (m_options.format) {
    case TableFormat::Csv:
        appendSeparated(cells, ',');
        break;
    case TableFormat::Tsv:
        appendSeparated(cells, '\t');
        break;
    case TableFormat::Json:
        m_buffer += m_isFirstRow ? "\n" : ",\n";
        appendJson(cells);
        break;
    case TableFormat::JsonLines:
        appendJson(cells);
        m_buffer += '\n';
        break;
    case TableFormat::Markdown:
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            m_buffer += "| " + markdownText(cellText(cells[i], m_columns[i].kind)) + ' ';
        m_buffer += "|\n";
        break;
    }
    m_isFirstRow = false;
    return flush(false);
}

bool TableWriter::end()
{
    if (m_options.format == TableFormat::Json)
        m_buffer += m_isFirstRow ? "]\n" : "\n]\n";
    return flush(true);
}

bool TableWriter::flush(bool all)
{
    if (!m_error.isEmpty())
        return false;
    if (!all && m_buffer.size() < bufferBytes)
        return true;
    if (m_device.write(m_buffer) != m_buffer.size()) {
        m_error = m_device.errorString();
        return false;
    }
    m_buffer.clear();
    return true;
}

namespace {

/// False when it was cancelled or the device refused.
bool writeAll(TableWriter& writer, const TableData& data, const std::atomic<bool>& cancel)
{
    if (!writer.begin())
        return false;
    for (std::size_t row = 0; row < data.rowCount(); ++row) {
        if (cancel.load(std::memory_order_relaxed) || !writer.writeRow(data.row(row)))
            return false;
    }
    return writer.end();
}

} // namespace

QByteArray tableText(const TableData& data, const TableOptions& options)
{
    QByteArray text;
    QBuffer buffer(&text);
    buffer.open(QIODevice::WriteOnly);
    TableWriter writer(buffer, data.columns, options);
    const std::atomic<bool> never = false;
    [[maybe_unused]] const bool isWritten = writeAll(writer, data, never);
    Q_ASSERT(isWritten);
    return text;
}

Expected<std::size_t, QString> writeTableFile(const TableData& data, const TableOptions& options,
                                              const QString& file, const std::atomic<bool>& cancel)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly))
        return Unexpected(target.errorString());
    TableWriter writer(target, data.columns, options);
    if (!writeAll(writer, data, cancel)) {
        target.cancelWriting();
        return Unexpected(writer.error());
    }
    if (!target.commit())
        return Unexpected(target.errorString());
    return data.rowCount();
}

QString tableFormatName(TableFormat format)
{
    for (const auto& [known, name] : formatNames) {
        if (known == format)
            return name;
    }
    Q_UNREACHABLE();
}

std::optional<TableFormat> tableFormatFromName(QStringView name)
{
    for (const auto& [format, known] : formatNames) {
        if (name == known)
            return format;
    }
    return std::nullopt;
}

} // namespace nostrscope
