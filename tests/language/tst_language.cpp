// SPDX-License-Identifier: GPL-3.0-or-later
// The window in German and in a pseudo language that is 40 % longer and runs from right to left
// (tests/language/make_pseudo.py): nothing is cut, nothing stays English, everything is mirrored.
#include "tests/language/labelcheck.h"
#include "tests/unit/windowfixture.h"
#include "ui/headerbar.h"
#include "ui/pages/page.h"
#include "ui/shell/pageregistry.h"
#include "ui/sidebar.h"

#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QLibraryInfo>
#include <QStandardPaths>
#include <QTranslator>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// As the program loads its languages; taken off again at the end.
class Spoken {
public:
    explicit Spoken(const QString& language)
    {
        load(u":/i18n/nostrscope_en.qm"_s);
        if (language == "pseudo"_L1)
            load(qEnvironmentVariable("NOSTRSCOPE_PSEUDO_QM"));
        else if (language != "en"_L1)
            load(u":/i18n/nostrscope_"_s + language + u".qm"_s);
        const bool isRightToLeft =
            QGuiApplication::translate("QGuiApplication", "QT_LAYOUT_DIRECTION") == "RTL"_L1;
        QGuiApplication::setLayoutDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    }
    ~Spoken()
    {
        for (const auto& translator : m_translators)
            QCoreApplication::removeTranslator(translator.get());
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    }
    Q_DISABLE_COPY_MOVE(Spoken)
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }

private:
    void load(const QString& file)
    {
        auto translator = std::make_unique<QTranslator>();
        m_isLoaded = m_isLoaded && translator->load(file);
        QCoreApplication::installTranslator(translator.get());
        m_translators.push_back(std::move(translator));
    }
    std::vector<std::unique_ptr<QTranslator>> m_translators;
    bool m_isLoaded = true;
};

QString markOf(const QString& language)
{
    return language == "pseudo"_L1 ? u"["_s : QString();
}

} // namespace

class TestLanguage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void everyPageFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("page");
        QTest::addColumn<QSize>("size");
        for (const auto* language : {"en", "de", "pseudo"}) {
            for (const auto& page : pageIds()) {
                for (const auto size : {QSize(1280, 800), QSize(960, 600)})
                    QTest::addRow("%s %s %d", language, qPrintable(page), size.width())
                        << QString::fromLatin1(language) << page << size;
            }
        }
    }
    void everyPageFits()
    {
        QFETCH(QString, language);
        QFETCH(QString, page);
        QFETCH(QSize, size);
        const Spoken spoken(language);
        QVERIFY(spoken.isLoaded());
        WindowFixture f(60);
        f.window->resize(size);
        QVERIFY(f.window->showPage(page, page == "kind"_L1 ? u"1"_s : QString()));
        f.engine.tick();
        QTest::qWait(0);
        QCOMPARE(f.window->size(), size); // no text makes the window larger than that
        LabelCheck labels(markOf(language));
        labels.check(*f.window);
        QVERIFY2(labels.faults().isEmpty(), qPrintable(u"\n  "_s + labels.faults().join(u"\n  "_s)));
    }

    /// At 200 % text in the smallest window: pages scroll down, never aside, and nothing is cut.
    void everyPageFitsLargeText_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("page");
        for (const auto* language : {"en", "de"}) {
            for (const auto& page : pageIds())
                QTest::addRow("%s %s", language, qPrintable(page)) << QString::fromLatin1(language) << page;
        }
    }
    void everyPageFitsLargeText()
    {
        QFETCH(QString, language);
        QFETCH(QString, page);
        const Spoken spoken(language);
        const QSize size(960, 600);
        const auto font = QApplication::font();
        {
            WindowFixture f(60);
            f.window->settings().change(u"window/textPercent"_s, u"200"_s);
            f.window->resize(size);
            QVERIFY(f.window->showPage(page, page == "kind"_L1 ? u"1"_s : QString()));
            f.engine.tick();
            QTest::qWait(0);
            QCOMPARE(f.window->size(), size);
            LabelCheck labels(markOf(language));
            labels.check(*f.window);
            labels.checkScrolling(*f.window);
            QVERIFY2(labels.faults().isEmpty(), qPrintable(u"\n  "_s + labels.faults().join(u"\n  "_s)));
        }
        QApplication::setFont(font);
    }

    void everyEmptyPageFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("page");
        for (const auto* language : {"en", "de", "pseudo"}) {
            for (const auto& page : pageIds())
                QTest::addRow("%s %s", language, qPrintable(page)) << QString::fromLatin1(language) << page;
        }
    }
    void everyEmptyPageFits()
    {
        QFETCH(QString, language);
        QFETCH(QString, page);
        const Spoken spoken(language);
        WindowFixture f(0);
        f.engine.answers = FakeEngine::Answers::Empty;
        f.window->resize(960, 600);
        QVERIFY(f.window->showPage(page, page == "kind"_L1 ? u"1"_s : QString()));
        QTest::qWait(0);
        LabelCheck labels(markOf(language));
        labels.check(*f.window);
        QVERIFY2(labels.faults().isEmpty(), qPrintable(u"\n  "_s + labels.faults().join(u"\n  "_s)));
    }

    void everyDialogFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("command");
        WindowFixture f(3);
        for (const auto* language : {"en", "de", "pseudo"}) {
            for (const auto& command : f.window->actions().commands()) {
                // What asks for more says so by its dots; a choice of files is Qt's own dialog.
                if (command.text.endsWith(u'…') && !command.id.contains("import"_L1))
                    QTest::addRow("%s %s", language, qPrintable(command.id))
                        << QString::fromLatin1(language) << command.id;
            }
        }
    }
    void everyDialogFits()
    {
        QFETCH(QString, language);
        QFETCH(QString, command);
        const Spoken spoken(language);
        WindowFixture f(10);
        f.window->resize(1280, 800);
        if (command.startsWith("relays."_L1))
            f.window->showPage(u"relays"_s);
        auto* action = f.window->actions().find(command);
        QVERIFY(action != nullptr);
        if (!action->isEnabled())
            QSKIP("not available without a choice");
        action->trigger();
        QTest::qWait(0);
        const auto dialogs = f.window->findChildren<QDialog*>();
        LabelCheck labels(markOf(language));
        for (const auto* dialog : dialogs) {
            const bool isOfQt = qobject_cast<const QFileDialog*>(dialog) != nullptr
                || dialog->inherits("QPrintPreviewDialog");
            if (dialog->isVisible() && !isOfQt)
                labels.check(*dialog);
        }
        QVERIFY2(labels.faults().isEmpty(), qPrintable(u"\n  "_s + labels.faults().join(u"\n  "_s)));
        for (auto* dialog : dialogs) {
            if (!dialog->isVisible())
                continue;
            QTest::keyClick(dialog, Qt::Key_Escape);
            QVERIFY2(!dialog->isVisible(), qPrintable(dialog->objectName() + u" stays open at Esc"_s));
        }
    }

    void everyCommandIsTranslated()
    {
        const Spoken spoken(u"pseudo"_s);
        WindowFixture f(3);
        for (const auto& page : pageIds())
            f.window->showPage(page);
        for (const auto& command : f.window->actions().commands()) {
            QVERIFY2(command.text.contains(u'['), qPrintable(command.id + u": "_s + command.text));
            QVERIFY2(command.group.contains(u'['), qPrintable(command.id + u": "_s + command.group));
        }
    }

    void rightToLeftMirrorsTheWindow()
    {
        const auto places = [] {
            WindowFixture f(20);
            f.window->resize(1280, 800);
            f.window->showPage(u"relays"_s);
            QTest::qWait(0);
            const auto center = [&f](const QWidget* widget) {
                return widget->mapTo(f.window.get(), widget->rect().center()).x();
            };
            return std::array{center(f.window->findChild<Sidebar*>()), center(f.window->currentPage()),
                              center(f.find<QWidget>(u"title"_s)), center(f.find<QWidget>(u"menu"_s))};
        };
        const auto plain = places();
        QVERIFY(plain[0] < plain[1]);
        QVERIFY(plain[2] < plain[3]);
        const Spoken spoken(u"pseudo"_s);
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::RightToLeft);
        const auto mirrored = places();
        QVERIFY(mirrored[0] > mirrored[1]);
        QVERIFY(mirrored[2] > mirrored[3]);
    }

    void aMissingPseudoLanguageIsNoPass()
    {
        const auto file = qEnvironmentVariable("NOSTRSCOPE_PSEUDO_QM");
        QVERIFY2(QFile::exists(file), qPrintable(file));
        const Spoken spoken(u"pseudo"_s);
        QVERIFY(QCoreApplication::translate("nostrscope::Pages", "Overview").startsWith(u'['));
    }

    void germanHasItsPluralsAndItsTexts()
    {
        const Spoken spoken(u"de"_s);
        QVERIFY(spoken.isLoaded());
        QCOMPARE(QCoreApplication::translate("nostrscope::Pages", "Overview"), u"Übersicht"_s);
        QCOMPARE(QCoreApplication::translate("nostrscope::LogsPage", "%n line(s)", nullptr, 1), u"1 Zeile"_s);
        QCOMPARE(QCoreApplication::translate("nostrscope::LogsPage", "%n line(s)", nullptr, 2),
                 u"2 Zeilen"_s);
    }
};

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
