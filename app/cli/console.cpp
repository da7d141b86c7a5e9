// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <QLocale>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

void Console::write(QByteArrayView bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    if (!m_failed && std::fwrite(bytes.data(), 1, size, stdout) != size)
        m_failed = true;
}

void Console::line(QByteArrayView utf8)
{
    clearProgress();
    write(utf8);
    write("\n");
    if (!m_failed && std::fflush(stdout) != 0)
        m_failed = true;
}

void Console::error(const QString& text)
{
    clearProgress();
    std::fprintf(stderr, "nostrscope-cli: %s\n", text.toUtf8().constData());
}

ExitCode Console::fail(const QString& text)
{
    error(text);
    return ExitCode::Failed;
}

bool Console::finish()
{
    clearProgress();
    if (!m_failed && std::fflush(stdout) != 0)
        m_failed = true;
    return !m_failed;
}

bool Console::showsProgress()
{
    return ::isatty(STDERR_FILENO) == 1;
}

void Console::progress(const QString& text)
{
    if (!showsProgress())
        return;
    std::fprintf(stderr, "\r\x1b[K%s", text.toUtf8().constData());
    std::fflush(stderr);
    m_hasProgress = true;
}

void Console::clearProgress()
{
    if (!std::exchange(m_hasProgress, false))
        return;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
}

QString TextTable::toString() const
{
    std::vector<qsizetype> widths;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        auto width = m_columns[column].title.size();
        for (const auto& row : m_rows)
            width = std::max(width, row.value(static_cast<qsizetype>(column)).size());
        widths.push_back(width);
    }
    const auto lineOf = [&](const QStringList& cells) {
        QString line;
        for (std::size_t column = 0; column < m_columns.size(); ++column) {
            const auto cell = cells.value(static_cast<qsizetype>(column));
            line += (column == 0 ? u""_s : u"  "_s)
                + (m_columns[column].isNumber ? cell.rightJustified(widths[column])
                                              : cell.leftJustified(widths[column]));
        }
        while (line.endsWith(u' '))
            line.chop(1);
        return line + u'\n';
    };
    QStringList titles;
    for (const auto& column : m_columns)
        titles.append(column.title);
    auto text = lineOf(titles);
    for (const auto& row : m_rows)
        text += lineOf(row);
    return text;
}

QString grouped(quint64 value)
{
    return QLocale(QLocale::English).toString(value);
}

QString bytesText(quint64 bytes)
{
    return QLocale(QLocale::English).formattedDataSize(static_cast<qint64>(bytes), 1);
}

QString durationText(qint64 seconds)
{
    const auto twoDigits = [](qint64 value) { return QString::number(value).rightJustified(2, u'0'); };
    const auto minutes = seconds / 60;
    const auto tail = twoDigits(seconds % 60);
    return minutes < 60 ? u"%1:%2"_s.arg(minutes).arg(tail)
                        : u"%1:%2:%3"_s.arg(minutes / 60).arg(twoDigits(minutes % 60), tail);
}

} // namespace nostrscope
