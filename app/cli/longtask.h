// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "core/storage/maintenance.h"

#include <QElapsedTimer>

namespace nostrscope {

/// Progress of a long task on the terminal; Ctrl+C ends the task early. `title`: "Verifying". The console
/// outlives what is returned.
[[nodiscard]] inline Progress progressOn(Console& console, const QString& title)
{
    auto timer = std::make_shared<QElapsedTimer>();
    return [&console, title, timer](quint64 done, quint64 total) {
        constexpr qint64 showEveryMs = 250;
        if (Console::showsProgress() && total > 0 && (!timer->isValid() || timer->elapsed() >= showEveryMs)) {
            timer->start();
            console.progress(QStringLiteral("%1: %2 of %3 (%4 %)")
                                 .arg(title, grouped(done), grouped(total))
                                 .arg(done * 100 / total));
        }
        return !interruption();
    };
}

} // namespace nostrscope
