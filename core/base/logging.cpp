// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"

namespace nostrscope {

Q_LOGGING_CATEGORY(logNet, "nostrscope.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logIngest, "nostrscope.ingest", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "nostrscope.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logEngine, "nostrscope.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(logCollect, "nostrscope.collect", QtInfoMsg)
Q_LOGGING_CATEGORY(logUi, "nostrscope.ui", QtInfoMsg)
Q_LOGGING_CATEGORY(logApp, "nostrscope.app", QtInfoMsg)
Q_LOGGING_CATEGORY(logSimnet, "nostrscope.simnet", QtInfoMsg)

} // namespace nostrscope
