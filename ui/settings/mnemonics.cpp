// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/mnemonics.h"

namespace nostrscope {

void Mnemonics::reserve(const QString& labelled)
{
    const auto mark = labelled.indexOf(u'&');
    if (mark >= 0 && mark + 1 < labelled.size())
        m_taken += labelled.at(mark + 1).toLower();
}

QString Mnemonics::mark(const QString& text)
{
    const auto isFree = [this, &text](qsizetype i) {
        return text.at(i).isLetterOrNumber() && !m_taken.contains(text.at(i).toLower());
    };
    qsizetype chosen = -1;
    for (qsizetype i = 0; i < text.size() && chosen < 0; ++i) {
        if ((i == 0 || text.at(i - 1).isSpace()) && isFree(i))
            chosen = i;
    }
    for (qsizetype i = 0; i < text.size() && chosen < 0; ++i) {
        if (isFree(i))
            chosen = i;
    }
    QString marked;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i == chosen) {
            m_taken += text.at(i).toLower();
            marked += u'&';
        } else if (text.at(i) == u'&') {
            marked += u'&';
        }
        marked += text.at(i);
    }
    return marked;
}

} // namespace nostrscope
