// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/languages.h"

#include <QDir>
#include <QLocale>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

QList<UiLanguage> uiLanguages()
{
    QList<UiLanguage> languages;
    const auto files = QDir(u":/i18n"_s).entryList({u"nostrscope_*.qm"_s}, QDir::Files);
    const auto add = [&languages](const QString& code) {
        const QLocale locale(code);
        if (locale.language() == QLocale::C
            || std::any_of(languages.begin(), languages.end(),
                           [&code](const UiLanguage& known) { return known.code == code; }))
            return;
        auto name = locale.nativeLanguageName();
        if (!name.isEmpty())
            name.front() = name.front().toUpper();
        if (code.contains(u'_'))
            name += u" ("_s + locale.nativeCountryName() + u')';
        languages.append({code, name.isEmpty() ? code : name});
    };
    add(u"en"_s);
    for (const auto& file : files)
        add(file.mid(11).chopped(3));
    std::sort(languages.begin(), languages.end(),
              [](const UiLanguage& a, const UiLanguage& b) { return a.name.localeAwareCompare(b.name) < 0; });
    return languages;
}

} // namespace nostrscope
