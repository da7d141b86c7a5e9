// SPDX-License-Identifier: GPL-3.0-or-later
// Information documents of relays: what changed between versions, what is claimed and what was observed.
#include "models/claimtable.h"
#include "models/documentdiff.h"
#include "tests/unit/windowfixture.h"
#include "ui/kit/tables.h"
#include "ui/pages/page.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabBar>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Fixture = WindowFixture;

namespace {

constexpr int claimsTab = 2;
constexpr int versionsTab = 3;
const Fmt fmt(QLocale::c(), QTimeZone::utc());

/// "+field=after", "-field=before", "~field=before>after", one a line.
QString text(const DocumentDiff& diff)
{
    QStringList lines;
    for (const auto& change : diff.changes) {
        switch (change.kind) {
        case DocumentChange::Kind::Added:
            lines.append(u"+%1=%2"_s.arg(change.field, change.after));
            break;
        case DocumentChange::Kind::Removed:
            lines.append(u"-%1=%2"_s.arg(change.field, change.before));
            break;
        case DocumentChange::Kind::Changed:
            lines.append(u"~%1=%2>%3"_s.arg(change.field, change.before, change.after));
            break;
        }
    }
    return lines.join(u'\n');
}

bool isHarmless(const QString& text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x20 || c == QChar(0x202e) || c == QChar(0x2066) || c == QChar(0x200b);
    });
}

QByteArray manyMembers(int count, int value)
{
    QByteArray out("{");
    for (int i = 0; i < count; ++i)
        out += (i > 0 ? ",\"m" : "\"m") + QByteArray::number(i) + "\":" + QByteArray::number(value);
    return out + '}';
}

QByteArray nested(int depth, const QByteArray& core)
{
    return QByteArray("{\"a\":").repeated(depth) + core + QByteArray("}").repeated(depth);
}

/// A relay that answers, with a detail of every part.
QString readableRelay(const FakeEngine& engine, bool isTestedToday)
{
    for (const auto& row : engine.rows) {
        const auto number = row.entry.id.number();
        if (row.health && row.health->status.state == RelayState::Up && row.health->status.lastCheck
            && !row.entry.paused && (number % 2 == 0) == isTestedToday)
            return QString::number(number);
    }
    return {};
}

} // namespace

class TestRelayDocuments : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }
    void diffs_data();
    void diffs();
    void hostileDocuments_data();
    void hostileDocuments();
    void boundsAreTold();
    void claimsBeforeAndAfter();
    void claimsOnThePage();
    void versionsOnThePage();
    void versionsThatCannotBeRead();
};

void TestRelayDocuments::diffs_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* before, const char* after, const QString& expected) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << expected;
    };
    row("the same", R"({"a":1})", R"({"a":1})", {});
    row("another order and blanks", R"({"a":1,"b":[1,2]})", R"( { "b" : [1, 2], "a":1.0 } )", {});
    row("added", "{}", R"({"name":"x"})", u"+name=x"_s);
    row("removed", R"({"name":"x"})", "{}", u"-name=x"_s);
    row("changed", R"({"name":"x"})", R"({"name":"y"})", u"~name=x>y"_s);
    row("all three", R"({"a":1,"b":true,"d":null})", R"({"b":false,"c":"z","d":null})",
        u"-a=1\n~b=true>false\n+c=z"_s);
    row("inside", R"({"limitation":{"max_limit":500,"x":1}})", R"({"limitation":{"max_limit":1000,"x":1}})",
        u"~limitation.max_limit=500>1000"_s);
    row("a list of values", R"({"supported_nips":[1,11]})", R"({"supported_nips":[1,11,77]})",
        u"~supported_nips=1,11>1,11,77"_s);
    row("a list of texts", R"({"tags":["a"]})", R"({"tags":["a","b"]})", u"~tags=\"a\">\"a\", \"b\""_s);
    row("a list of objects", R"({"fees":[{"amount":1}]})", R"({"fees":[{"amount":2},{"amount":3}]})",
        u"~fees[0].amount=1>2\n+fees[1].amount=3"_s);
    row("an object becomes a value", R"({"a":{"b":1}})", R"({"a":1})", u"+a=1\n-a.b=1"_s);
    row("an empty object", R"({"a":{}})", R"({"a":[]})", u"~a={}>"_s);
    row("a number becomes a text", R"({"a":1})", R"({"a":"1"})", u"~a=1>\"1\""_s);
    row("what is not seen", R"({"a":"x"})", "{\"a\":\"x\xe2\x80\xae\"}", u"~a=\"x\">\"x\\u202e\""_s);
    row("a great number", R"({"a":9007199254740993})", R"({"a":9007199254740992})",
        u"~a=9007199254740993>9007199254740992"_s);
    row("a byte order mark", "\xef\xbb\xbf{\"a\":1}", R"({"a":2})", u"~a=1>2"_s);
}

void TestRelayDocuments::diffs()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, expected);
    const auto diff = documentDiff(before, after);
    QVERIFY(diff.problem.isEmpty());
    QVERIFY(!diff.isCut && diff.left == 0);
    QCOMPARE(text(diff), expected);
    // The other way round it is the opposite.
    const auto back = documentDiff(after, before);
    QCOMPARE(back.changes.size(), diff.changes.size());
}

void TestRelayDocuments::hostileDocuments_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<bool>("isComparable");
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("a page") << QByteArray("<html>") << false;
    QTest::newRow("torn") << QByteArray(R"({"a":)") << false;
    QTest::newRow("a list") << QByteArray("[1]") << false;
    QTest::newRow("a number") << QByteArray("7") << false;
    QTest::newRow("bytes") << QByteArray("\xff\xfe\x00{", 4) << false;
    QTest::newRow("nested 500 deep") << nested(500, "1") << true;
    QTest::newRow("nested 100,000 deep") << nested(100'000, "1") << false;
    QTest::newRow("lists in lists") << "{\"a\":" + QByteArray("[").repeated(300)
            + QByteArray("]").repeated(300)
            + '}' << true;
    QTest::newRow("10,000 members") << manyMembers(10'000, 1) << true;
    QTest::newRow("60,000 members") << manyMembers(60'000, 1) << true;
    QTest::newRow("a long text") << "{\"a\":\"" + QByteArray(1'000'000, 'x') + "\"}" << true;
    QTest::newRow("a long name") << "{\"" + QByteArray(1'000'000, 'x') + "\":1}" << true;
    QTest::newRow("bidi text") << QByteArray(
        "{\"na\xe2\x80\xaeme\":\"x\xe2\x80\xae\xe2\x81\xa6y\\u0000\\u200b\"}")
                               << true;
    QTest::newRow("lone surrogates") << QByteArray(R"({"a":"\ud800","\udc00":1})") << true;
    QTest::newRow("members twice") << QByteArray(R"({"a":1,"a":2,"a":{"b":3}})") << true;
    QTest::newRow("names with dots") << QByteArray(R"({"a.b":1,"a":{"b":2},"a[0]":3,"":4})") << true;
}

/// Whatever comes, the comparison ends, is bounded and shows nothing that moves or hides text.
void TestRelayDocuments::hostileDocuments()
{
    QFETCH(QByteArray, document);
    QFETCH(bool, isComparable);
    for (const auto& [before, after] :
         {std::pair(document, QByteArray("{}")), {QByteArray("{}"), document}, {document, document}}) {
        const auto diff = documentDiff(before, after);
        QCOMPARE(diff.problem.isEmpty(), isComparable);
        QVERIFY(diff.changes.size() <= maximumChanges);
        if (before == after)
            QVERIFY(diff.changes.empty() && diff.left == 0);
        else
            QCOMPARE(diff.changes.empty(), !isComparable);
        for (const auto& change : diff.changes) {
            for (const auto& shown : {change.field, change.before, change.after}) {
                QVERIFY(shown.size() <= 600);
                QVERIFY(isHarmless(shown));
            }
        }
        CellTableModel model(documentChangeColumns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.apply(documentChangeRows(diff));
        QCOMPARE(model.rowCount(), int(diff.changes.size())); // no row is lost for a key that looks alike
    }
}

void TestRelayDocuments::boundsAreTold()
{
    auto diff = documentDiff(manyMembers(10'000, 1), manyMembers(10'000, 2));
    QCOMPARE(diff.changes.size(), maximumChanges);
    QCOMPARE(diff.left, 10'000 - maximumChanges);
    QVERIFY(!diff.isCut);
    diff = documentDiff("{}", manyMembers(60'000, 2));
    QVERIFY(diff.isCut);
    const auto other = documentDiff("<html>", "{}").problem;
    QVERIFY(documentDiff("{}", "<html>").problem != other);
}

void TestRelayDocuments::claimsBeforeAndAfter()
{
    RelayHealthDetail detail;
    QVERIFY(claimRows(detail, fmt).empty());
    detail.document = "<html>";
    QVERIFY(claimRows(detail, fmt).empty());
    detail.document = R"({"supported_nips":[1,45],"limitation":{"max_limit":5000}})";
    auto rows = claimRows(detail, fmt);
    QCOMPARE(int(rows.size()), claimItemCount);
    const auto cell = [&rows](ClaimItem item, int column) {
        return rows[std::size_t(item)].cells[std::size_t(column)].text;
    };
    QCOMPARE(cell(ClaimItem::MaxLimit, 1), u"5000"_s);
    QCOMPARE(cell(ClaimItem::MaxLimit, 2), Fmt::missing());
    QCOMPARE(cell(ClaimItem::MaxLimit, 3), u"Not tested yet"_s);
    QCOMPARE(cell(ClaimItem::Count, 1), u"yes"_s);
    QCOMPARE(cell(ClaimItem::Search, 1), u"no"_s);
    QCOMPARE(cell(ClaimItem::AuthRequired, 1), Fmt::missing());

    RelayObservation observation;
    for (int i = 0; i < claimItemCount; ++i) {
        ClaimFinding finding;
        finding.item = static_cast<ClaimItem>(i);
        finding.evidence = "[\"NOTICE\",\"<b>\xe2\x80\xae\"]" + QByteArray(3000, 'x');
        observation.findings.push_back(finding);
    }
    observation.findings[std::size_t(ClaimItem::MaxLimit)].claimed = {ClaimValue::Kind::Number, 5000};
    observation.findings[std::size_t(ClaimItem::MaxLimit)].observed = {ClaimValue::Kind::AtLeast, 1001};
    observation.findings[std::size_t(ClaimItem::MaxLimit)].reason = ClaimReason::TooMuchToAsk;
    detail.observation = observation;
    rows = claimRows(detail, fmt);
    QCOMPARE(cell(ClaimItem::MaxLimit, 2), u"at least 1001"_s);
    QCOMPARE(cell(ClaimItem::MaxLimit, 3), u"Not tested: more than we ask for"_s);
    for (const auto& row : rows) {
        for (const auto& one : row.cells)
            QVERIFY(isHarmless(one.text) && isHarmless(one.tip) && one.tip.size() <= 400);
        const auto evidence = claimEvidence(detail, row.key);
        QVERIFY(evidence.startsWith(u"[\"NOTICE\",\"<b>"_s) && isHarmless(evidence));
        QVERIFY(evidence.size() <= maxEvidenceBytes);
    }
    QVERIFY(!claimEvidence(detail, u"nonsense"_s).isEmpty());
    // Every reason and verdict has words.
    QSet<QString> words;
    for (int reason = 1; reason < claimReasonCount; ++reason) {
        detail.observation->findings[0].reason = static_cast<ClaimReason>(reason);
        words.insert(claimRows(detail, fmt)[0].cells[3].text);
    }
    QCOMPARE(words.size(), claimReasonCount - 1);
}

void TestRelayDocuments::claimsOnThePage()
{
    Fixture f(60);
    f.window->showPage(u"relay"_s, readableRelay(f.engine, false));
    f.find<QTabBar>(u"relayTabs"_s)->setCurrentIndex(claimsTab);
    auto* table = f.find<TableView>(u"relayClaims"_s);
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), claimItemCount);
    auto* evidence = f.find<QPlainTextEdit>(u"relayClaimEvidence"_s);
    table->selectRow(int(ClaimItem::MaxLimit));
    QVERIFY(evidence->toPlainText().contains(u"<b>hostile</b>"_s)); // as text
    QVERIFY(!evidence->toPlainText().contains(QChar(0x202e)));
    QVERIFY(table->model()
                ->index(int(ClaimItem::MaxLimit), 2)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"hostile"_s));
    table->selectRow(int(ClaimItem::RestrictedWrites));
    QVERIFY(!evidence->toPlainText().contains(u"EVENT"_s));

    auto* observe = f.window->findChild<QAction*>(u"relay.observe"_s);
    QVERIFY(observe && observe->isEnabled());
    observe->trigger();
    QCOMPARE(f.engine.calls().filter(u"observeNow"_s).size(), 1);
    // The other one was tested today already.
    f.window->showPage(u"relay"_s, readableRelay(f.engine, true));
    QVERIFY(!observe->isEnabled());
    QVERIFY(f.find<QLabel>(u"relayClaimsSentence"_s)->text().contains(u"possible again from"_s));
}

void TestRelayDocuments::versionsOnThePage()
{
    Fixture f(60);
    f.window->showPage(u"relay"_s, readableRelay(f.engine, true));
    f.find<QTabBar>(u"relayTabs"_s)->setCurrentIndex(versionsTab);
    auto* versions = f.find<TableView>(u"relayDocuments"_s);
    auto* changes = f.find<TableView>(u"relayDocumentChanges"_s);
    auto* source = f.find<QPlainTextEdit>(u"relayVersionSource"_s);
    auto* sentence = f.find<QLabel>(u"relayVersionSentence"_s);
    QVERIFY(versions->isVisible());
    QCOMPARE(versions->model()->rowCount(), 4);
    QCOMPARE(versions->selectedKeys().size(), 1); // the newest
    QVERIFY(changes->model()->rowCount() > 5);
    QVERIFY(source->toPlainText().contains(u"1.0.4"_s));
    QVERIFY(sentence->text().contains(u"changed"_s));
    QStringList kinds;
    for (int row = 0; row < changes->model()->rowCount(); ++row)
        kinds.append(changes->model()->index(row, 1).data().toString());
    QVERIFY(kinds.contains(u"Added"_s) && kinds.contains(u"Removed"_s) && kinds.contains(u"Changed"_s));

    versions->selectRow(1); // the one before it is a page of an error
    QVERIFY(source->toPlainText().contains(u"1.0.3"_s));
    QCOMPARE(changes->model()->rowCount(), 0);
    QVERIFY(sentence->text().contains(u"no JSON object"_s));
    versions->selectRow(2);
    QCOMPARE(source->toPlainText(), u"<html>502 Bad Gateway</html>"_s);
    versions->selectRow(3);
    QVERIFY(sentence->text().contains(u"first version"_s));
    // What is chosen stays when newer figures come.
    const auto asked = f.engine.calls().filter(u"readDocuments"_s).size();
    f.engine.tick();
    f.engine.tick();
    QCOMPARE(versions->selectedKeys().size(), 1);
    QVERIFY(sentence->text().contains(u"first version"_s));
    QCOMPARE(f.engine.calls().filter(u"readDocuments"_s).size(), asked);
}

void TestRelayDocuments::versionsThatCannotBeRead()
{
    Fixture f(60);
    f.window->showPage(u"relay"_s, readableRelay(f.engine, true));
    f.find<QTabBar>(u"relayTabs"_s)->setCurrentIndex(versionsTab);
    auto* versions = f.find<TableView>(u"relayDocuments"_s);
    auto* changes = f.find<TableView>(u"relayDocumentChanges"_s);
    f.engine.answers = FakeEngine::Answers::Fail;
    versions->selectRow(3);
    QCOMPARE(changes->model()->rowCount(), 0);
    QVERIFY(f.find<QPlainTextEdit>(u"relayVersionSource"_s)->toPlainText().isEmpty());
    f.engine.answers = FakeEngine::Answers::AtOnce;
    for (auto* button : f.window->currentPage()->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text().remove(u'&') == u"Retry"_s)
            button->click();
    }
    QVERIFY(!f.find<QPlainTextEdit>(u"relayVersionSource"_s)->toPlainText().isEmpty());
    f.engine.answers = FakeEngine::Answers::Empty;
    versions->selectRow(0);
    QVERIFY(f.find<QLabel>(u"relayVersionSentence"_s)->text().contains(u"no longer stored"_s));
    // A question that is under way ends with the page.
    f.engine.answers = FakeEngine::Answers::Never;
    versions->selectRow(1);
    const auto cancelled = f.engine.cancelled().size();
    f.window->showPage(u"logs"_s);
    QVERIFY(f.engine.cancelled().size() > cancelled);
}

QTEST_MAIN(TestRelayDocuments)
#include "tst_relaydocuments.moc"
