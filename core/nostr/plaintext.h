// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringView>

namespace nostrscope {

enum class TextLines : std::uint8_t {
    Single, ///< line breaks and tabs become blanks: cells, titles
    Keep, ///< "\n" and tabs stay
};

/// Network text that is safe to show as plain text: no character that moves, hides or reorders others.
/// Control characters become their pictures (U+2400 …), bidi controls and invisible characters go, broken
/// UTF-8 and lone surrogates become U+FFFD, more than eight combining marks in a row are cut, other line
/// separators become line breaks. At most `maxLength` UTF-16 units, an ellipsis among them when cut.
/// Joiners stay: emoji and several scripts need them. Escaping for HTML is the caller's.
[[nodiscard]] QString plainText(QByteArrayView utf8, qsizetype maxLength,
                                TextLines lines = TextLines::Single);
[[nodiscard]] QString plainText(QStringView text, qsizetype maxLength, TextLines lines = TextLines::Single);

} // namespace nostrscope
