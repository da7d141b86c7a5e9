// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/monitorview.h"

namespace nostrscope {

Beat beatOf(SpanKind kind) noexcept
{
    switch (kind) {
    case SpanKind::Up:
        return Beat::Up;
    case SpanKind::Degraded:
        return Beat::Degraded;
    case SpanKind::Down:
        return Beat::Down;
    case SpanKind::Gap:
        return Beat::Gap;
    case SpanKind::Excluded:
        return Beat::Excluded;
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
