// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nostrscope {

/// Text for a tooltip that is never taken for HTML: Qt guesses it from the text, and tips quote strangers.
[[nodiscard]] inline QString plainToolTip(const QString& text)
{
    if (!text.contains(u'<') && !text.contains(u'&'))
        return text;
    return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

} // namespace nostrscope
