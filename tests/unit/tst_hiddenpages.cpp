// SPDX-License-Identifier: GPL-3.0-or-later
// A page that is not shown costs nothing: no questions to the engine, no painting, no layout, no changes of
// its own models, while snapshots and log lines arrive.
#include "tests/unit/windowfixture.h"
#include "ui/pages/page.h"

#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QSet>
#include <QStandardPaths>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Counts what the widgets and the models of one page do.
class Watcher final : public QObject {
public:
    Watcher(Page* page, const QSet<const QAbstractItemModel*>& shared)
        : m_page(page)
    {
        const auto widgets = page->findChildren<QWidget*>();
        for (auto* widget : widgets)
            widget->installEventFilter(this);
        page->installEventFilter(this);
        // The models that pages share go on, and what filters them passes changes and log lines through;
        // neither sorts nor starts anew.
        QSet<QAbstractItemModel*> models;
        const auto views = page->findChildren<QAbstractItemView*>();
        for (const auto* view : views) {
            if (view->model() != nullptr && !shared.contains(view->model()))
                models.insert(view->model());
        }
        for (auto* model : models) {
            connect(model, &QAbstractItemModel::modelReset, this, [this, model] { note(model); });
            connect(model, &QAbstractItemModel::layoutChanged, this, [this, model] { note(model); });
        }
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            note(watched);
        return QObject::eventFilter(watched, event);
    }
    [[nodiscard]] QStringList notes() const { return m_notes; }

private:
    void note(const QObject* object)
    {
        m_notes.append(m_page->id() + u": "_s + QString::fromLatin1(object->metaObject()->className()) + u' '
                       + object->objectName());
    }
    Page* m_page;
    QStringList m_notes;
};

QSet<const QAbstractItemModel*> sharedModels(const WindowFixture& f)
{
    auto& feed = const_cast<LiveFeed&>(f.window->feed());
    return {&feed.relays(), &feed.topRelays(), &feed.services(), &feed.log()};
}

} // namespace

class TestHiddenPages : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void hiddenPagesCostNothing_data()
    {
        QTest::addColumn<QString>("shown");
        for (const auto& page : MainWindow::pageIds())
            QTest::newRow(qPrintable(page)) << page;
    }
    void hiddenPagesCostNothing()
    {
        QFETCH(QString, shown);
        WindowFixture f(300);
        const auto pages = MainWindow::pageIds();
        const auto show = [&f](const QString& page) {
            return f.window->showPage(page, page == "kind"_L1 ? u"1"_s : QString());
        };
        for (const auto& page : pages)
            QVERIFY(show(page)); // all of them exist
        QVERIFY(show(shown));
        QTest::qWait(0);
        std::vector<std::unique_ptr<Watcher>> watchers;
        const auto all = f.window->findChildren<Page*>();
        for (auto* page : all) {
            if (page->id() != shown)
                watchers.push_back(std::make_unique<Watcher>(page, sharedModels(f)));
        }
        QCOMPARE(static_cast<qsizetype>(watchers.size()), pages.size() - 1);
        const auto asked = f.engine.questions().size();
        const auto* before = f.window->feed().shown().get();
        for (int i = 0; i < 3; ++i) {
            f.engine.addLog(LogLevel::Info, u"line %1"_s.arg(i));
            f.engine.tick();
            QTRY_VERIFY(f.window->feed().shown().get() != before); // taken into the window
            before = f.window->feed().shown().get();
        }
        QTest::qWait(0);
        if (shown == "relays"_L1 || shown == "logs"_L1) // these two ask nothing themselves
            QCOMPARE(f.engine.questions().size(), asked);
        QStringList notes;
        for (const auto& watcher : watchers)
            notes += watcher->notes();
        notes.removeDuplicates();
        QVERIFY2(notes.isEmpty(), qPrintable(u"\n  "_s + notes.join(u"\n  "_s)));
    }

    void theWatcherSeesAShownPage()
    {
        WindowFixture f(300);
        f.window->showPage(u"relays"_s);
        QTest::qWait(0);
        Watcher watcher(f.window->currentPage(), sharedModels(f));
        f.engine.tick();
        QTRY_VERIFY(!watcher.notes().isEmpty());
    }
};

QTEST_MAIN(TestHiddenPages)
#include "tst_hiddenpages.moc"
