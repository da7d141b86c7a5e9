// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/patience.h"

#include <QCoreApplication>
#include <QProcess>
#include <QtTest>

#include <random>
#include <thread>

namespace nostrscope::test {

[[nodiscard]] inline QString crashChild()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/crashchild");
}

/// Starts the child and kills it (SIGKILL) when it has said so many lines, or that it holds; what it said,
/// nothing when it ended by itself. The moment is counted in what the child says and then in parts of a
/// commit, so that it is spread over the work on a machine of any speed.
[[nodiscard]] inline QByteArray killedAfter(int lines, const QStringList& arguments, std::mt19937& random)
{
    QProcess child;
    child.start(crashChild(), arguments);
    if (!child.waitForStarted(patienceMs))
        return {};
    QByteArray output;
    while (output.count('\n') < lines && !output.contains("held") && child.waitForReadyRead(patienceMs))
        output += child.readAllStandardOutput();
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 5000));
    child.kill();
    if ((child.state() != QProcess::NotRunning && !child.waitForFinished(patienceMs))
        || child.exitStatus() != QProcess::CrashExit) // it was there, with the store open
        return {};
    return output + child.readAllStandardOutput();
}

/// Runs the child to its end; its exit status, or -1.
[[nodiscard]] inline int ranChild(const QStringList& arguments)
{
    QProcess child;
    child.start(crashChild(), arguments);
    return child.waitForFinished(patienceMs) && child.exitStatus() == QProcess::NormalExit ? child.exitCode()
                                                                                           : -1;
}

} // namespace nostrscope::test
