// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fuzzymatch.h"

#include <QString>

namespace nostrscope {

namespace {

constexpr qsizetype longest = 200;

bool isWordStart(QStringView text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

} // namespace

std::optional<int> fuzzyMatch(QStringView typed, QStringView name)
{
    const auto wanted = typed.left(longest).trimmed().toString().toCaseFolded();
    const auto text = name.left(longest).toString().toCaseFolded();
    if (wanted.isEmpty())
        return 0;
    const auto shorter = static_cast<int>(longest - std::min<qsizetype>(text.size(), longest));
    if (text.startsWith(wanted))
        return 3000 + shorter;
    for (auto at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        if (isWordStart(text, at))
            return 2000 + shorter;
    }
    if (text.contains(wanted))
        return 1000 + shorter;
    // Letters in order; those that begin a word count double, gaps do not.
    int score = 0;
    qsizetype at = 0;
    for (const auto letter : wanted) {
        if (letter.isSpace())
            continue;
        at = text.indexOf(letter, at);
        if (at < 0)
            return std::nullopt;
        score += isWordStart(text, at) ? 2 : 1;
        ++at;
    }
    return score;
}

} // namespace nostrscope
