// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/builtinrelays.h"

#include <QFile>

namespace nostrscope {

QByteArray builtinRelays()
{
    QFile file(QStringLiteral(":/nostrscope/relays.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the list of relays is not part of this executable");
    return file.readAll();
}

} // namespace nostrscope
