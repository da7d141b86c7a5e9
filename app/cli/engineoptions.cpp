// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/engineoptions.h"

#include "app/settings/engineconfigof.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

Expected<EngineConfig, QString> engineConfigOf(const Settings& settings, Timestamp now)
{
    const auto problems = settings.layers().problems({u"collect/"_s, u"network/"_s, u"ingest/"_s});
    if (!problems.isEmpty())
        return Unexpected(problems.constFirst());
    return makeEngineConfig(settings.layers(), now);
}

} // namespace nostrscope
