// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace nostrscope {

/// Sentences of the core for people: what failed, why, what to do. In the window they follow its language;
/// where no translator is installed (command line, tests) they are English. Logs and the texts of protocols
/// stay English and do not come from here.
struct CoreText {
    Q_DECLARE_TR_FUNCTIONS(CoreText)
};

} // namespace nostrscope
