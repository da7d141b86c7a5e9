// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace nostrscope {

/// Translations of our texts and of Qt's dialogs, for the life of the program. Texts that exist do not
/// change: another language counts at the next start.
class LanguageLoader {
public:
    /// "system", or a code such as "de" or "pt_BR"; what there is no translation for stays English. A named
    /// language is also that of numbers and dates. Sets the direction of the window: that of the language, or
    /// right to left where its file says so (QT_LAYOUT_DIRECTION, as Qt's own files do). Once, before
    /// windows.
    void load(const QString& language);
    /// The code that was found, "en" when none.
    [[nodiscard]] const QString& code() const { return m_code; }

private:
    QTranslator m_plurals; ///< of the English source
    QTranslator m_ours;
    QTranslator m_qt;
    QString m_code;
};

} // namespace nostrscope
