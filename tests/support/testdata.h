// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QList>
#include <QString>

namespace nostrscope::test {

/// Folder of recorded events and public vectors (environment NOSTRSCOPE_TEST_DATA), or empty when this
/// machine does not have it: such tests skip.
[[nodiscard]] QString dataFolder();
/// The bytes of a file of that folder; a missing file fails loudly, because a present folder is whole.
[[nodiscard]] QByteArray readData(const QString& path);
[[nodiscard]] QJsonDocument readJson(const QString& path);
/// Non-empty lines.
[[nodiscard]] QList<QByteArray> readLines(const QString& path);

} // namespace nostrscope::test

/// Skips the test function when the recorded data are not on this machine.
#define NOSTRSCOPE_NEEDS_DATA()                                                                              \
    do {                                                                                                     \
        if (nostrscope::test::dataFolder().isEmpty())                                                        \
            QSKIP("recorded data not present (NOSTRSCOPE_TEST_DATA)");                                       \
    } while (false)
