// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <optional>

namespace nostrscope {

/// What `nostrscope` was asked for (architecture.md §7).
struct DesktopOptions {
    QString database; ///< empty: that of the profile
    QString profile; ///< empty: "default"
    QString page; ///< empty: the one of the last session
    QStringList files; ///< to import, absolute
    QStringList urls; ///< ws://, wss:// or nostr:, to go to
    bool demo = false;
    bool resetLayout = false;
    QHash<QString, QString> settings; ///< of --set, valid
    QString screenshot; ///< for the documentation: a picture of the window goes here, then the program ends
    std::chrono::milliseconds screenshotAfter{3000};
    std::optional<std::int64_t> reportStart; ///< CLOCK_MONOTONIC at the start: report and end (StartReport)

    /// Demo, picture and report of the start run beside whatever has the database: they are not the session
    /// of the user.
    [[nodiscard]] bool standsBeside() const { return demo || !screenshot.isEmpty() || reportStart; }
};

/// Why the program ends before it starts: text for people and the exit status (0 for --help and --version).
struct CommandLineEnd {
    QString text;
    int status = 0;
};

/// `arguments` with the program's name first.
[[nodiscard]] Expected<DesktopOptions, CommandLineEnd> parseCommandLine(const QStringList& arguments);

} // namespace nostrscope
