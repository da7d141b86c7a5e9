// SPDX-License-Identifier: GPL-3.0-or-later
// What relays claim against what they do: the judgement, and the questions that lead to it.
#include "app/simnet/simrelay.h"
#include "core/nostr/clientmessages.h"
#include "tests/support/eventfactory.h"
#include "tests/unit/probebench.h"
#include "tests/unit/scriptedrelay.h"

using namespace nostrscope;
using namespace std::chrono_literals;
using test::ProbeBench;
using test::ScriptedRelay;
using Client = ScriptedRelay::Client;
using How = ClaimAnswer::How;

Q_DECLARE_METATYPE(ClaimAnswers)
Q_DECLARE_METATYPE(RelayClaims)

namespace {

constexpr std::optional<bool> unsaid;
constexpr int manyNotes = 60; ///< more than the cap of a relay with that fault

QByteArray text(const ClaimValue& value)
{
    switch (value.kind) {
    case ClaimValue::Kind::None:
        return "-";
    case ClaimValue::Kind::No:
        return "no";
    case ClaimValue::Kind::Yes:
        return "yes";
    case ClaimValue::Kind::Number:
        return QByteArray::number(qlonglong(value.number));
    case ClaimValue::Kind::AtLeast:
        return ">=" + QByteArray::number(qlonglong(value.number));
    }
    Q_UNREACHABLE();
}

/// "500 50 contradicts", "yes - not-tested no-answer".
QByteArray text(const ClaimFinding& finding)
{
    auto line = text(finding.claimed) + ' ' + text(finding.observed) + ' ' + toString(finding.verdict);
    if (finding.reason != ClaimReason::None)
        line += QByteArray(" ") + toString(finding.reason);
    return line;
}

const ClaimFinding& of(const std::vector<ClaimFinding>& findings, ClaimItem item)
{
    return findings.at(static_cast<std::size_t>(item));
}

/// A relay that can be read, and holds notes.
ClaimAnswers readable()
{
    ClaimAnswers answers;
    answers.read = ProbeCode::Ok;
    answers.sawNote = true;
    answers.readFrame = "[\"EOSE\",\"a\"]";
    return answers;
}

ClaimAnswers with(ClaimItem item, ClaimAnswer answer)
{
    auto answers = readable();
    answers.items[static_cast<std::size_t>(item)] = std::move(answer);
    return answers;
}

ClaimAnswer limited(How how, std::int64_t asked, std::int64_t events, std::optional<bool> older = {})
{
    ClaimAnswer answer;
    answer.how = how;
    answer.asked = asked;
    answer.events = events;
    answer.hasOlder = older;
    return answer;
}

ClaimAnswer answer(How how, const char* prefix = "")
{
    ClaimAnswer answer;
    answer.how = how;
    answer.prefix = prefix;
    return answer;
}

std::vector<Event> notes(int count)
{
    test::EventFactory factory(3, 2);
    std::vector<Event> events;
    for (int i = 0; i < count; ++i)
        events.push_back(factory.make(i % 2, 1, 1'700'000'000 + i, {}, "note " + QByteArray::number(i)));
    return events;
}

/// Everything a relay can be asked, as a polite one answers it; a test replaces what it is about.
struct Script {
    std::map<QByteArray, QList<QByteArray>>
        answers; ///< by verb, "SEARCH" and "LIMIT" for those REQs; `$`: the id
    QByteArray document =
        R"({"supported_nips":[1,11,45,50,77],"limitation":{"max_limit":3,"auth_required":false}})";
};

QByteArray kindOf(const QByteArray& frame)
{
    if (frame.contains("\"search\""))
        return "SEARCH";
    if (frame.contains("\"until\""))
        return "OLDER";
    if (frame.startsWith("[\"REQ\"") && frame.contains("[1,7]"))
        return frame.contains("\"limit\"") ? "LIMIT" : "DEFAULT";
    return frame.mid(2, frame.indexOf('"', 2) - 2);
}

} // namespace

class TestClaims : public QObject {
    Q_OBJECT

private slots:
    void claims_data();
    void claims();
    void limits_data();
    void limits();
    void verbs_data();
    void verbs();
    void searches_data();
    void searches();
    void access_data();
    void access();
    void allItemsInOrder();
    void scripts_data();
    void scripts();
    void absurdLimitsAreNotAskedFor();
    void floods();
    void simulated_data();
    void simulated();
    void nothingIsWritten();
};

void TestClaims::claims_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<RelayClaims>("claims");
    const auto row = [](const char* name, const char* document, const RelayClaims& claims) {
        QTest::newRow(name) << QByteArray(document) << claims;
    };
    row("nothing", "{}", {});
    RelayClaims claims;
    claims.count = claims.search = false;
    claims.negentropy = true;
    row("NIPs", R"({"supported_nips":[1,77]})", claims);
    claims.negentropy = false;
    row("no NIP of these", R"({"supported_nips":[1]})", claims);
    row("no NIP at all", R"({"supported_nips":[]})", {});
    row("NIPs of another type", R"({"supported_nips":"45"})", {});
    RelayClaims strfry;
    strfry.negentropy = true;
    row("strfry", R"({"negentropy":1})", strfry);
    RelayClaims limits;
    limits.maxLimit = 500;
    limits.defaultLimit = 100;
    limits.authRequired = true;
    limits.paymentRequired = false;
    limits.restrictedWrites = true;
    row("limits",
        R"({"limitation":{"max_limit":500,"default_limit":100,"auth_required":true,"payment_required":false,)"
        R"("restricted_writes":true}})",
        limits);
    row("limits of other types", R"({"limitation":{"max_limit":"many","auth_required":"no"}})", {});
}

void TestClaims::claims()
{
    QFETCH(QByteArray, document);
    QFETCH(RelayClaims, claims);
    const auto information = parseRelayInformation(document);
    QVERIFY(information);
    QCOMPARE(claimsOf(*information), claims);
}

void TestClaims::limits_data()
{
    QTest::addColumn<qlonglong>("claim"); // −1: none
    QTest::addColumn<ClaimAnswers>("answers");
    QTest::addColumn<QByteArray>("finding");
    const auto row = [](const char* name, qlonglong claim, const ClaimAnswer& got, const char* finding) {
        QTest::newRow(name) << claim << with(ClaimItem::MaxLimit, got) << QByteArray(finding);
    };
    row("as claimed", 500, limited(How::Answered, 501, 500, true), "500 500 agrees");
    row("nearly as claimed", 500, limited(How::Answered, 501, 450, true), "500 450 agrees");
    row("fewer than claimed", 500, limited(How::Answered, 501, 449, true), "500 449 contradicts");
    row("far fewer", 500, limited(How::Answered, 501, 50, true), "500 50 contradicts");
    row("more than claimed", 500, limited(How::Enough, 501, 501), "500 >=501 contradicts");
    row("a relay with little", 500, limited(How::Answered, 501, 20, false),
        "500 >=20 not-tested too-few-events");
    row("exactly as many as it holds", 500, limited(How::Answered, 501, 500, false),
        "500 >=500 not-tested too-few-events");
    row("an empty relay", 500, limited(How::Answered, 501, 0), "500 - not-tested too-few-events");
    row("older ones not known", 500, limited(How::Answered, 501, 500), "500 >=500 not-tested no-answer");
    row("too much to ask", 10'000'000, limited(How::Enough, 1001, 1001),
        "10000000 >=1001 not-tested too-much-to-ask");
    row("a large claim, a small cap", 10'000'000, limited(How::Answered, 1001, 500, true),
        "10000000 500 contradicts");
    row("large notes", 500, limited(How::TooManyBytes, 501, 30), "500 >=30 not-tested too-many-bytes");
    row("large notes, more than claimed", 20, limited(How::TooManyBytes, 21, 30), "20 >=30 contradicts");
    row("no claim", -1, {}, "- - not-tested not-claimed");
    row("zero", 0, {}, "0 - not-tested impossible");
    row("refused", 500, answer(How::Refused, "error"), "500 - not-tested refused");
    row("refused without a word", 500, answer(How::Refused), "500 - not-tested refused");
    row("only with NIP-42", 500, answer(How::Refused, "auth-required"), "500 - not-tested needs-auth");
    row("members", 500, answer(How::Refused, "restricted"), "500 - not-tested restricted");
    row("silence", 500, answer(How::Silent), "500 - not-tested no-answer");
    row("gone", 500, answer(How::Ended), "500 - not-tested unreachable");
    row("not reached", 500, {}, "500 - not-tested unreachable");
}

void TestClaims::limits()
{
    QFETCH(qlonglong, claim);
    QFETCH(ClaimAnswers, answers);
    QFETCH(QByteArray, finding);
    RelayClaims claims;
    if (claim >= 0)
        claims.maxLimit = claim;
    QCOMPARE(text(of(judgeClaims(claims, answers), ClaimItem::MaxLimit)), finding);
    // The default limit is judged by the same rules.
    std::swap(claims.maxLimit, claims.defaultLimit);
    std::swap(answers.items[int(ClaimItem::MaxLimit)], answers.items[int(ClaimItem::DefaultLimit)]);
    QCOMPARE(text(of(judgeClaims(claims, answers), ClaimItem::DefaultLimit)), finding);
}

void TestClaims::verbs_data()
{
    QTest::addColumn<int>("claim"); // −1: none
    QTest::addColumn<ClaimAnswers>("answers");
    QTest::addColumn<QByteArray>("finding");
    const auto row = [](const char* name, int claim, const ClaimAnswer& got, const char* finding,
                        How later = How::NotAsked) {
        auto answers = with(ClaimItem::Count, got);
        answers.items[int(ClaimItem::Search)].how = later;
        QTest::newRow(name) << claim << answers << QByteArray(finding);
    };
    row("kept", 1, answer(How::Answered), "yes yes agrees");
    row("more than promised", 0, answer(How::Answered), "no yes contradicts");
    row("not said", -1, answer(How::Answered), "- yes unclaimed");
    row("refused", 1, answer(How::Refused, "unsupported"), "yes no contradicts refused");
    row("refused as said", 0, answer(How::Refused, "error"), "no no agrees refused");
    row("refused, not said", -1, answer(How::Refused), "- no unclaimed refused");
    row("only with NIP-42", 1, answer(How::Refused, "auth-required"), "yes - not-tested needs-auth");
    row("members", 1, answer(How::Refused, "restricted"), "yes - not-tested restricted");
    row("payment", 1, answer(How::Refused, "payment-required"), "yes - not-tested needs-payment");
    row("slow down", 1, answer(How::Refused, "rate-limited"), "yes - not-tested rate-limited");
    row("silence", 1, answer(How::Silent), "yes - not-tested no-answer");
    row("silence of one that goes on", 1, answer(How::Silent), "yes no contradicts no-answer", How::Answered);
    row("silence as said", 0, answer(How::Silent), "no no agrees no-answer", How::Refused);
    row("silence twice", 1, answer(How::Silent), "yes - not-tested no-answer", How::Silent);
    row("gone", 1, answer(How::Ended), "yes - not-tested unreachable");
}

void TestClaims::verbs()
{
    QFETCH(int, claim);
    QFETCH(ClaimAnswers, answers);
    QFETCH(QByteArray, finding);
    RelayClaims claims;
    claims.count = claim < 0 ? unsaid : std::optional(claim == 1);
    claims.negentropy = claims.count;
    answers.items[int(ClaimItem::Negentropy)] = answers.items[int(ClaimItem::Count)];
    // As both fail alike, only what comes after both is a sign of life.
    const auto findings = judgeClaims(claims, answers);
    QCOMPARE(text(of(findings, ClaimItem::Negentropy)), finding);
    QCOMPARE(text(of(findings, ClaimItem::Count)), finding);
}

void TestClaims::searches_data()
{
    QTest::addColumn<ClaimAnswers>("answers");
    QTest::addColumn<QByteArray>("finding");
    const auto row = [](const char* name, const ClaimAnswer& got, const char* finding, bool sawNote = true) {
        auto answers = with(ClaimItem::Search, got);
        answers.sawNote = sawNote;
        QTest::newRow(name) << answers << QByteArray(finding);
    };
    auto ignored = limited(How::Enough, 1, 1);
    ignored.isNewest = true;
    row("nothing found", limited(How::Answered, 1, 0), "yes yes agrees");
    row("something similar found", limited(How::Enough, 1, 1), "yes yes agrees");
    row("not heeded", ignored, "yes no contradicts ignored");
    row("an empty relay", limited(How::Answered, 1, 0), "yes - not-tested too-few-events", false);
    row("refused", answer(How::Refused, "error"), "yes no contradicts refused");
    row("silence", answer(How::Silent), "yes - not-tested no-answer");
    row("only with NIP-42", answer(How::Refused, "auth-required"), "yes - not-tested needs-auth");
}

void TestClaims::searches()
{
    QFETCH(ClaimAnswers, answers);
    QFETCH(QByteArray, finding);
    RelayClaims claims;
    claims.search = true;
    QCOMPARE(text(of(judgeClaims(claims, answers), ClaimItem::Search)), finding);
}

void TestClaims::access_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("claim"); // −1: none; of both
    QTest::addColumn<QByteArray>("auth");
    QTest::addColumn<QByteArray>("payment");
    QTest::addColumn<QByteArray>("others"); // of max_limit, 500
    const auto row = [](const char* code, int status, int claim, const char* auth, const char* payment,
                        const char* others) {
        QTest::addRow("%s %d %d", code, status, claim)
            << QByteArray(code) << status << claim << QByteArray(auth) << QByteArray(payment)
            << QByteArray(others);
    };
    row("ok", 101, 0, "no no agrees", "no no agrees", "500 - not-tested unreachable");
    row("ok", 101, 1, "yes no contradicts", "yes no contradicts", "500 - not-tested unreachable");
    row("ok", 101, -1, "- no unclaimed", "- no unclaimed", "500 - not-tested unreachable");
    row("auth-required", 101, 1, "yes yes agrees", "yes - not-tested needs-auth",
        "500 - not-tested needs-auth");
    row("auth-required", 101, 0, "no yes contradicts", "no - not-tested needs-auth",
        "500 - not-tested needs-auth");
    row("payment-required", 101, 0, "no - not-tested needs-payment", "no yes contradicts",
        "500 - not-tested needs-payment");
    row("http-status", 401, 1, "yes yes agrees", "yes - not-tested needs-auth",
        "500 - not-tested needs-auth");
    row("http-status", 402, 1, "yes - not-tested needs-payment", "yes yes agrees",
        "500 - not-tested needs-payment");
    row("http-status", 503, 0, "no - not-tested unreachable", "no - not-tested unreachable",
        "500 - not-tested unreachable");
    row("restricted", 101, 0, "no - not-tested restricted", "no - not-tested restricted",
        "500 - not-tested restricted");
    row("rate-limited", 101, 0, "no - not-tested rate-limited", "no - not-tested rate-limited",
        "500 - not-tested rate-limited");
    row("read-timeout", 101, 0, "no - not-tested no-answer", "no - not-tested no-answer",
        "500 - not-tested no-answer");
    row("read-closed", 101, 0, "no - not-tested refused", "no - not-tested refused",
        "500 - not-tested refused");
    row("tcp-refused", 0, 0, "no - not-tested unreachable", "no - not-tested unreachable",
        "500 - not-tested unreachable");
}

void TestClaims::access()
{
    QFETCH(QByteArray, code);
    QFETCH(int, status);
    QFETCH(int, claim);
    QFETCH(QByteArray, auth);
    QFETCH(QByteArray, payment);
    QFETCH(QByteArray, others);
    RelayClaims claims;
    claims.authRequired = claims.paymentRequired = claim < 0 ? unsaid : std::optional(claim == 1);
    claims.maxLimit = 500;
    ClaimAnswers answers;
    answers.read = probeCodeFrom(code).value();
    answers.httpStatus = status;
    answers.readFrame = QByteArray(10'000, 'x');
    const auto findings = judgeClaims(claims, answers);
    QCOMPARE(text(of(findings, ClaimItem::AuthRequired)), auth);
    QCOMPARE(text(of(findings, ClaimItem::PaymentRequired)), payment);
    QCOMPARE(text(of(findings, ClaimItem::MaxLimit)), others);
    QCOMPARE(of(findings, ClaimItem::AuthRequired).evidence.size(), maxEvidenceBytes);
}

void TestClaims::allItemsInOrder()
{
    for (const auto& claims : {RelayClaims(), claimsOf(*parseRelayInformation(Script().document))}) {
        for (const auto& answers : {ClaimAnswers(), readable()}) {
            const auto findings = judgeClaims(claims, answers);
            QCOMPARE(findings.size(), std::size_t(claimItemCount));
            for (int i = 0; i < claimItemCount; ++i)
                QCOMPARE(int(findings[std::size_t(i)].item), i);
            QCOMPARE(findings.back().reason, ClaimReason::OnlyByWriting);
        }
    }
}

void TestClaims::scripts_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QList<QByteArray>>("lines");
    QTest::addColumn<ClaimItem>("item");
    QTest::addColumn<QByteArray>("finding");
    QTest::addColumn<QByteArray>("evidence"); // is part of it
    QTest::addColumn<QByteArray>("last"); // question that was asked
    const auto row = [](const char* name, const char* verb, const QList<QByteArray>& lines, ClaimItem item,
                        const char* finding, const char* evidence, const char* last = "SEARCH") {
        QTest::newRow(name) << QByteArray(verb) << lines << item << QByteArray(finding)
                            << QByteArray(evidence) << QByteArray(last);
    };
    QList<QByteArray> events;
    for (const auto& event : notes(5))
        events.append("[\"EVENT\",$," + toJson(event) + ']');
    const QByteArray eose("[\"EOSE\",$]");
    row("everything as claimed", "", {}, ClaimItem::MaxLimit, "3 3 agrees", "EVENT");
    row("COUNT", "", {}, ClaimItem::Count, "yes yes agrees", "\"count\":1");
    row("NEG-OPEN", "", {}, ClaimItem::Negentropy, "yes yes agrees", "NEG-MSG");
    row("search", "", {}, ClaimItem::Search, "yes yes agrees", "EOSE");
    row("no authentication", "", {}, ClaimItem::AuthRequired, "no no agrees", "EOSE");
    row("more than claimed", "LIMIT", {events[0], events[1], events[2], events[3], events[4]},
        ClaimItem::MaxLimit, "3 >=4 contradicts", "note 3");
    row("the same one again and again", "LIMIT", {events[4], events[4], events[4], events[4], eose},
        ClaimItem::MaxLimit, "3 1 contradicts", "EVENT");
    row("of another kind", "LIMIT",
        {"[\"EVENT\",$," + toJson(test::EventFactory(3, 2).make(0, 30023, 1'700'000'000, {}, "long")) + ']',
         eose},
        ClaimItem::MaxLimit, "3 - not-tested too-few-events", "EOSE");
    row("nothing older", "OLDER", {eose}, ClaimItem::MaxLimit, "3 >=3 not-tested too-few-events", "EOSE");
    row("older ones that are none", "OLDER", {events[4], eose}, ClaimItem::MaxLimit,
        "3 >=3 not-tested too-few-events", "EOSE");
    row("COUNT is refused", "COUNT", {"[\"CLOSED\",$,\"error: COUNT is not supported\"]"}, ClaimItem::Count,
        "yes no contradicts refused", "not supported");
    row("COUNT of another subscription", "COUNT",
        {"[\"COUNT\",\"other\",{\"count\":7}]", "[\"NOTICE\",\"unknown verb\"]"}, ClaimItem::Count,
        "yes no contradicts refused", "unknown verb");
    row("NEG-ERR", "NEG-OPEN", {"[\"NEG-ERR\",$,\"blocked: not here\"]"}, ClaimItem::Negentropy,
        "yes no contradicts refused", "NEG-ERR");
    row("a NOTICE for NEG-OPEN", "NEG-OPEN", {"[\"NOTICE\",\"negentropy disabled\"]"}, ClaimItem::Negentropy,
        "yes no contradicts refused", "disabled");
    row("search is not heeded", "SEARCH", {events[4], eose}, ClaimItem::Search, "yes no contradicts ignored",
        "note 4");
    row("search finds something like it", "SEARCH", {events[2], eose}, ClaimItem::Search, "yes yes agrees",
        "note 2");
    row("rate-limited ends it", "COUNT", {"[\"CLOSED\",$,\"rate-limited: slow down\"]"}, ClaimItem::Count,
        "yes - not-tested rate-limited", "slow down", "COUNT");
    row("and the questions after it", "COUNT", {"[\"CLOSED\",$,\"rate-limited: slow down\"]"},
        ClaimItem::Search, "yes - not-tested rate-limited", "", "COUNT");
    row("by NOTICE", "LIMIT", {"[\"NOTICE\",\"ERROR: Rate limit exceeded\"]"}, ClaimItem::Negentropy,
        "yes - not-tested rate-limited", "", "LIMIT");
    row("the connection ends", "COUNT", {"close"}, ClaimItem::Count, "yes - not-tested unreachable", "",
        "COUNT");
    row("AUTH for one question", "COUNT", {"[\"AUTH\",\"c\"]", "[\"CLOSED\",$,\"auth-required: log in\"]"},
        ClaimItem::Count, "yes - not-tested needs-auth", "log in");
    row("nonsense", "COUNT", {"hello", "[]", "{}", "[\"COUNT\",$,{\"count\":2}]"}, ClaimItem::Count,
        "yes yes agrees", "\"count\":2");
}

void TestClaims::scripts()
{
    QFETCH(QByteArray, verb);
    QFETCH(QList<QByteArray>, lines);
    QFETCH(ClaimItem, item);
    QFETCH(QByteArray, finding);
    QFETCH(QByteArray, evidence);
    QFETCH(QByteArray, last);
    const auto events = notes(5);
    const auto event = [&events](std::size_t i) { return "[\"EVENT\",$," + toJson(events[i]) + ']'; };
    const QByteArray eose("[\"EOSE\",$]");
    Script script;
    script.answers = {{"REQ", {event(4), eose}},
                      {"LIMIT", {event(4), event(3), event(2), eose}},
                      {"OLDER", {event(1), eose}},
                      {"COUNT", {"[\"COUNT\",$,{\"count\":1}]"}},
                      {"NEG-OPEN", {"[\"NEG-MSG\",$,\"6100000200\"]"}},
                      {"SEARCH", {eose}}};
    if (!verb.isEmpty())
        script.answers[verb] = lines;
    ScriptedRelay relay(
        [&script](Client& client, const HttpRequestHead& request) {
            if (upgradeKey(request))
                client.upgrade(request);
            else
                client.answer(200, "OK", {}, script.document);
        },
        [&script](Client& client, const QByteArray& frame) {
            for (auto line : script.answers[kindOf(frame)]) {
                if (line == "close")
                    client.end();
                else
                    client.text(line.replace("$", ScriptedRelay::subscriptionOf(frame)));
            }
        });
    QVERIFY(relay.listen());
    ProbeBench bench;
    bench.settings.limits.close = 100ms; // after a NOTICE nothing else comes, however long one waits
    auto request = ProbeBench::request(relay.url());
    request.info.emplace();
    request.observe.emplace(); // the document says more
    const auto result = bench.run(request);
    QCOMPARE(toString(result.main.code), "ok");
    QVERIFY(bench.observation);
    const auto& got = of(bench.observation->findings, item);
    QCOMPARE(text(got), finding);
    QVERIFY2(got.evidence.contains(evidence), got.evidence.constData());
    QVERIFY(got.evidence.size() <= maxEvidenceBytes);
    QByteArray asked;
    for (const auto& frame : relay.texts) {
        if (!frame.startsWith("[\"CLOSE\"") && !frame.startsWith("[\"NEG-CLOSE\""))
            asked = kindOf(frame);
        QVERIFY(!frame.startsWith("[\"EVENT\"") && !frame.startsWith("[\"AUTH\""));
    }
    QCOMPARE(asked, last);
    QVERIFY(relay.texts.size() <= 18);
    QCOMPARE(relay.connections, 3); // the measured one, the document, the questions
}

void TestClaims::absurdLimitsAreNotAskedFor()
{
    RelayClaims claims;
    claims.maxLimit = 10'000'000;
    claims.defaultLimit = std::int64_t(1) << 52;
    ClaimTrial trial(claims, readable(), {}, "s");
    const auto first = trial.start();
    QCOMPARE(first.send.size(), 1U);
    QVERIFY2(first.send[0].contains("\"limit\":1001"), first.send[0].constData());
    const auto events = notes(1);
    (void)trial.hear(EoseMessage{"sa", false, false}, "[\"EOSE\",\"sa\"]");
    QVERIFY(!trial.answers().items[int(ClaimItem::MaxLimit)].hasOlder); // nothing came: nothing to be older
    // Without a limit of ours we end it ourselves.
    test::EventFactory factory(3, 2);
    int sent = 0;
    ClaimTrial::Turn turn;
    while (turn.send.empty() && sent < 5000) {
        const auto event = factory.make(0, 1, 1'700'000'000 + sent++, {}, "n");
        turn = trial.hear(EventMessage{"sc", event}, "[\"EVENT\",\"sc\",{}]");
    }
    QCOMPARE(sent, int(maxAskedLimit) + 1);
    QCOMPARE(turn.send[0], closeMessage("sc"));
}

/// A relay that does not stop is cut by bytes, and one frame after another by the rest.
void TestClaims::floods()
{
    RelayClaims claims;
    claims.maxLimit = 500;
    ClaimTrial trial(claims, readable(), {}, "s");
    (void)trial.start();
    test::EventFactory factory(3, 2);
    const QByteArray frame(100'000, 'x');
    ClaimTrial::Turn turn;
    qint64 bytes = 0;
    for (int i = 0; turn.send.empty() && i < 500; ++i) {
        turn = trial.hear(EventMessage{"sa", factory.make(0, 1, 1'700'000'000 + i, {}, "n")}, frame);
        bytes += frame.size();
    }
    QVERIFY(bytes <= maxClaimBytes + frame.size());
    const auto finding = of(judgeClaims(claims, trial.answers()), ClaimItem::MaxLimit);
    QCOMPARE(finding.reason, ClaimReason::TooManyBytes);
    QCOMPARE(finding.evidence.size(), maxEvidenceBytes);
}

void TestClaims::simulated_data()
{
    QTest::addColumn<int>("fault"); // −1: none
    QTest::addColumn<ClaimItem>("item");
    QTest::addColumn<QByteArray>("finding");
    const auto row = [](const char* name, int fault, ClaimItem item, const char* finding) {
        QTest::newRow(name) << fault << item << QByteArray(finding);
    };
    row("a limit that is not claimed", -1, ClaimItem::MaxLimit, "- - not-tested not-claimed");
    row("COUNT", -1, ClaimItem::Count, "yes yes agrees");
    row("NEG-OPEN", -1, ClaimItem::Negentropy, "yes yes agrees");
    row("NEG-OPEN is refused", int(Fault::NegNotice), ClaimItem::Negentropy, "yes no contradicts refused");
    row("search is not heeded as said", -1, ClaimItem::Search, "no no agrees ignored");
    row("free for all", -1, ClaimItem::AuthRequired, "no no agrees");
    row("no payment", -1, ClaimItem::PaymentRequired, "no no agrees");
    row("writes are not tried", -1, ClaimItem::RestrictedWrites, "no - not-tested only-by-writing");
    row("a cap below the claim", int(Fault::Cap), ClaimItem::MaxLimit, "500 50 contradicts");
    row("needs authentication", int(Fault::ClosedAuth), ClaimItem::AuthRequired, "yes yes agrees");
    row("COUNT needs it too", int(Fault::ClosedAuth), ClaimItem::Count, "yes - not-tested needs-auth");
    row("members only", int(Fault::Restricted), ClaimItem::Count, "yes - not-tested restricted");
    row("slow down", int(Fault::RateLimit), ClaimItem::Negentropy, "yes - not-tested rate-limited");
    row("slow down for the last one", int(Fault::RateLimit), ClaimItem::Search,
        "no - not-tested rate-limited");
}

void TestClaims::simulated()
{
    QFETCH(int, fault);
    QFETCH(ClaimItem, item);
    QFETCH(QByteArray, finding);
    SimRelayOptions options;
    if (fault >= 0)
        options.faults.add(static_cast<Fault>(fault));
    SimRelay relay(options);
    QVERIFY(relay.listen());
    for (const auto& event : notes(manyNotes))
        relay.add(event);
    ProbeBench bench;
    bench.settings.limits.close = 100ms;
    auto request = ProbeBench::request(relay.url());
    request.info.emplace();
    request.observe.emplace();
    (void)bench.run(request);
    QVERIFY(bench.observation);
    QCOMPARE(text(of(bench.observation->findings, item)), finding);
    QCOMPARE(relay.counters().published, 0U);
}

/// Without a wish nothing is asked, and what cannot be reached is not looked at.
void TestClaims::nothingIsWritten()
{
    SimRelay relay({});
    QVERIFY(relay.listen());
    ProbeBench bench;
    (void)bench.run(relay.url());
    QVERIFY(!bench.observation);
    QCOMPARE(relay.counters().connections, 1U);
    SimRelayOptions options;
    options.faults = {Fault::Http503};
    SimRelay busy(options);
    QVERIFY(busy.listen());
    auto request = ProbeBench::request(busy.url());
    request.observe.emplace();
    (void)bench.run(request);
    QVERIFY(!bench.observation);
}

QTEST_GUILESS_MAIN(TestClaims)
#include "tst_claims.moc"
