// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/language.h"

#include "core/base/logging.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// A text of Qt, not of ours: by name, so that it does not get into our files.
constexpr auto* directionContext = "QGuiApplication";
constexpr auto* directionText = "QT_LAYOUT_DIRECTION";

} // namespace

void LanguageLoader::load(const QString& language)
{
    const auto folder = u":/i18n"_s;
    const bool isSystem = language == "system"_L1;
    const QLocale locale = isSystem ? QLocale::system() : QLocale(language);
    if (m_plurals.load(u"nostrscope_en"_s, folder))
        QCoreApplication::installTranslator(&m_plurals);
    m_code = u"en"_s;
    // A code that Qt does not know is the name of a file: pseudo languages of tests.
    const bool isEnglish = isSystem ? locale.language() == QLocale::English : language == "en"_L1;
    const bool isLoaded = !isEnglish
        && (locale.language() == QLocale::C && !isSystem
                ? m_ours.load(u"nostrscope_"_s + language, folder)
                : m_ours.load(locale, u"nostrscope"_s, u"_"_s, folder));
    if (isLoaded) {
        m_code = QFileInfo(m_ours.filePath()).completeBaseName().section(u'_', 1);
        if (m_qt.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(&m_qt);
        QCoreApplication::installTranslator(&m_ours); // the last one installed is asked first
    } else if (!isSystem && !isEnglish) {
        qCWarning(logApp, "There is no translation for the language \"%s\".", qPrintable(language));
    }
    if (!isSystem && locale.language() != QLocale::C)
        QLocale::setDefault(locale);
    const auto told = m_ours.translate(directionContext, directionText);
    const bool isRightToLeft =
        told.isEmpty() ? isLoaded && locale.textDirection() == Qt::RightToLeft : told == "RTL"_L1;
    QGuiApplication::setLayoutDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
}

} // namespace nostrscope
