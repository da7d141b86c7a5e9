// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nostrscope {

/// Gives labels of one dialog mnemonics of their own, whatever language they are in.
class Mnemonics {
public:
    /// Letters that are taken by others: those after "&" in these texts.
    void reserve(const QString& labelled);
    /// The text with a mark before a free letter: one that begins a word where there is one. Unchanged when
    /// no letter is left. The text has no mark; "&" in it is doubled.
    [[nodiscard]] QString mark(const QString& text);

private:
    QString m_taken; ///< in lower case
};

} // namespace nostrscope
