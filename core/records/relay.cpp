// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/relay.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

QString toString(RelaySource source)
{
    switch (source) {
    case RelaySource::BuiltIn:
        return u"builtin"_s;
    case RelaySource::Imported:
        return u"imported"_s;
    case RelaySource::Manual:
        return u"manual"_s;
    case RelaySource::Discovered:
        return u"discovered"_s;
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
