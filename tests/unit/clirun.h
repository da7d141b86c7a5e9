// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/eventfactory.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace nostrscope::test {

/// Signed events, one JSON line each.
[[nodiscard]] inline QByteArray linesOf(int count, unsigned seed = 7)
{
    EventFactory factory(seed, 20);
    return toLines(factory.take(count)).join('\n') + '\n';
}

/// What a call of nostrscope-cli did.
struct CliResult {
    int code = -1; ///< −1: it crashed, or did not end in time
    QByteArray out;
    QByteArray err;

    /// Lines of standard output as JSON objects; an invalid line becomes an empty object.
    [[nodiscard]] QList<QJsonObject> objects() const
    {
        QList<QJsonObject> all;
        for (const auto& line : out.split('\n')) {
            if (!line.isEmpty())
                all.append(QJsonDocument::fromJson(line).object());
        }
        return all;
    }
    [[nodiscard]] QJsonObject object() const { return objects().value(0); }
};

/// The program in a folder of its own, as scripts use it.
class Cli {
public:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    void write(const QString& name, const QByteArray& content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(name));
    }
    [[nodiscard]] QByteArray read(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setEnvironment(const QString& name, const QString& value) { m_extra.insert(name, value); }

    void start(QProcess& process, const QStringList& arguments) const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const auto& name : environment.keys()) {
            if (name.startsWith(QStringLiteral("NOSTRSCOPE_")))
                environment.remove(name);
        }
        environment.insert(QStringLiteral("XDG_DATA_HOME"), path(QStringLiteral("xdg")));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"),
                           path(QStringLiteral("xdg"))); // no settings of the user
        environment.insert(m_extra);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/nostrscope-cli"), arguments);
    }
    [[nodiscard]] CliResult run(const QStringList& arguments, const QByteArray& input = {}) const
    {
        QProcess process;
        start(process, arguments);
        process.write(input);
        process.closeWriteChannel();
        CliResult result;
        if (process.waitForFinished(100000) && process.exitStatus() == QProcess::NormalExit)
            result.code = process.exitCode();
        result.out = process.readAllStandardOutput();
        result.err = process.readAllStandardError();
        return result;
    }

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_extra;
};

} // namespace nostrscope::test
