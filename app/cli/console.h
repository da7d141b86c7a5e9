// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"

#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <vector>

namespace nostrscope {

/// Standard output for results, standard error for what a person should know.
class Console {
public:
    /// With a line break; flushed, so that a reader of a pipe sees each line when it is true.
    void line(QByteArrayView utf8);
    void say(const QString& text) { line(text.toUtf8()); }
    /// As it is, buffered.
    void write(QByteArrayView bytes);
    /// "nostrscope-cli: …" on standard error.
    void error(const QString& text);
    void note(const QString& text) { error(text); }
    /// The error that ends a command.
    [[nodiscard]] ExitCode fail(const QString& text);
    /// False when standard output did not take everything (closed pipe, full disk).
    [[nodiscard]] bool finish();
    [[nodiscard]] bool failed() const { return m_failed; }

    /// Shown in place on a terminal, nowhere else.
    void progress(const QString& text);
    void clearProgress();
    [[nodiscard]] static bool showsProgress();

private:
    bool m_failed = false;
    bool m_hasProgress = false;
};

/// Columns of text, aligned: the first one and texts left, numbers right.
class TextTable {
public:
    struct Column {
        QString title;
        bool isNumber = true;
    };
    explicit TextTable(std::vector<Column> columns)
        : m_columns(std::move(columns))
    {
    }
    void addRow(QStringList cells) { m_rows.push_back(std::move(cells)); }
    [[nodiscard]] QString toString() const;

private:
    std::vector<Column> m_columns;
    std::vector<QStringList> m_rows;
};

/// 1234567 → "1,234,567".
[[nodiscard]] QString grouped(quint64 value);
/// "1.5 GiB".
[[nodiscard]] QString bytesText(quint64 bytes);
/// "1:02:03", "4:05".
[[nodiscard]] QString durationText(qint64 seconds);

} // namespace nostrscope
