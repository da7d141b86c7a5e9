// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/plaintext.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr int maxMarks = 8;

bool isRemoved(char32_t c)
{
    return c == 0x00ad || c == 0x034f || c == 0x061c || c == 0x180e || c == 0xfeff // invisible
        || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 // blank letters
        || c == 0x200b || c == 0x200e || c == 0x200f // zero width space, marks of direction
        || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) // bidi controls, invisible operators
        || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff); // annotations, tags
}

/// What stands for a character; 0 = nothing.
char32_t replacement(char32_t c, TextLines lines)
{
    const bool isBreak = c == u'\n' || c == 0x0085 || c == 0x2028 || c == 0x2029;
    if (isBreak || c == u'\t') {
        if (lines == TextLines::Single)
            return u' ';
        return isBreak ? u'\n' : c;
    }
    if (c < 0x20)
        return 0x2400 + c;
    if (c == 0x7f)
        return 0x2421;
    if (c >= 0x80 && c < 0xa0)
        return QChar::ReplacementCharacter;
    return isRemoved(c) ? 0 : c;
}

/// The character at `at`, which moves on; a lone surrogate is U+FFFD.
char32_t next(QStringView text, qsizetype& at)
{
    const auto unit = text[at++];
    if (!unit.isSurrogate())
        return unit.unicode();
    if (unit.isHighSurrogate() && at < text.size() && text[at].isLowSurrogate())
        return QChar::surrogateToUcs4(unit, text[at++]);
    return QChar::ReplacementCharacter;
}

bool isMark(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

} // namespace

QString plainText(QStringView text, qsizetype maxLength, TextLines lines)
{
    QString out;
    // One unit beyond the bound tells that something was cut; the input may be much longer than that.
    out.reserve(std::min(text.size(), maxLength + 2));
    int marks = 0;
    for (qsizetype at = 0; at < text.size() && out.size() <= maxLength;) {
        auto c = next(text, at);
        if (c == u'\r' && at < text.size() && text[at] == u'\n')
            continue;
        c = replacement(c == u'\r' ? u'\n' : c, lines);
        if (c == 0)
            continue; // does not end a row of marks
        marks = isMark(c) ? marks + 1 : 0;
        if (marks <= maxMarks)
            out.append(QChar::fromUcs4(c));
    }
    if (out.size() <= maxLength)
        return out;
    auto end = std::max<qsizetype>(maxLength - 1, 0);
    if (end > 0 && out.at(end - 1).isHighSurrogate())
        --end;
    out.truncate(end);
    if (maxLength > 0)
        out.append(u'…');
    return out;
}

QString plainText(QByteArrayView utf8, qsizetype maxLength, TextLines lines)
{
    // A character takes at most four bytes, and what is removed should not cost the rest its place.
    const auto bound = std::min<qsizetype>(utf8.size(), 16 * maxLength + 64);
    return plainText(QString::fromUtf8(utf8.first(bound)), maxLength, lines);
}

} // namespace nostrscope
