// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filepreviewmodel.h"

#include "models/taskwords.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype textLength = 200;

} // namespace

FilePreviewModel::FilePreviewModel(const Fmt& fmt, QObject* parent)
    : ColumnModel({{"line"_L1, tr("Line"), tr("Line of the file"), ColumnKind::Number},
                   {"verdict"_L1, tr("Result"), tr("Whether it is an event whose id and signature hold")},
                   {"kind"_L1, tr("Kind"), tr("Kind of the event")},
                   {"date"_L1, tr("Date"), tr("As the author set it"), ColumnKind::Time},
                   {"text"_L1, tr("Text"), tr("Beginning of the content, or of the line")}},
                  parent)
    , m_fmt(fmt)
{
}

void FilePreviewModel::setRows(std::vector<FilePreview::Row> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int FilePreviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString FilePreviewModel::displayText(int row, int column) const
{
    const auto& line = m_rows[static_cast<std::size_t>(row)];
    const bool isEvent = line.problem != InvalidReason::Malformed && line.problem != InvalidReason::TooLarge;
    switch (column) {
    case LineColumn:
        return m_fmt.numberFull(line.line);
    case VerdictColumn:
        return line.problem ? words::invalidReason(*line.problem) : tr("event");
    case KindColumn:
        return isEvent ? m_fmt.kind(line.kind) : Fmt::missing();
    case DateColumn:
        return isEvent ? m_fmt.dateTime(fromSeconds(line.createdAt)) : Fmt::missing();
    default:
        return m_fmt.stranger(line.excerpt, textLength);
    }
}

QVariant FilePreviewModel::rawValue(int row, int column) const
{
    const auto& line = m_rows[static_cast<std::size_t>(row)];
    switch (column) {
    case LineColumn:
        return QVariant::fromValue<quint64>(line.line);
    case VerdictColumn:
        return line.problem ? QString::fromLatin1(toString(*line.problem)) : u"event"_s;
    case KindColumn:
        return int(line.kind);
    case DateColumn:
        return QVariant::fromValue<qint64>(toMillis(fromSeconds(line.createdAt)));
    default:
        return line.excerpt;
    }
}

QVariant FilePreviewModel::key(int row) const
{
    return row;
}

QVariant FilePreviewModel::status(int row, int column) const
{
    if (column != VerdictColumn)
        return {};
    const auto& line = m_rows[static_cast<std::size_t>(row)];
    return static_cast<int>(line.problem ? Status::Down : Status::Online);
}

} // namespace nostrscope
