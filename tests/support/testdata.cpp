// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testdata.h"

#include <QDir>
#include <QFile>

namespace nostrscope::test {

QString dataFolder()
{
    const auto folder = qEnvironmentVariable("NOSTRSCOPE_TEST_DATA");
    return !folder.isEmpty() && QDir(folder).exists() ? QDir(folder).absolutePath() : QString();
}

QByteArray readData(const QString& path)
{
    QFile file(dataFolder() + QLatin1Char('/') + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read test data %s", qPrintable(file.fileName()));
    return file.readAll();
}

QJsonDocument readJson(const QString& path)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(readData(path), &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("%s: %s", qPrintable(path), qPrintable(error.errorString()));
    return document;
}

QList<QByteArray> readLines(const QString& path)
{
    auto lines = readData(path).split('\n');
    lines.removeIf([](const QByteArray& line) { return line.trimmed().isEmpty(); });
    return lines;
}

} // namespace nostrscope::test
