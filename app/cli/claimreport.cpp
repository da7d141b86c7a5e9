// SPDX-License-Identifier: GPL-3.0-or-later
// What relays claim against what was seen, as JSON and for people.
#include "app/cli/claimreport.h"

#include "app/cli/checkreport.h"
#include "app/cli/console.h"
#include "core/nostr/plaintext.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxShown = 100;

void writeValue(JsonWriter& json, QByteArrayView name, const ClaimValue& value)
{
    json.key(name);
    switch (value.kind) {
    case ClaimValue::Kind::None:
        json.null();
        return;
    case ClaimValue::Kind::No:
    case ClaimValue::Kind::Yes:
        json.boolean(value.kind == ClaimValue::Kind::Yes);
        return;
    case ClaimValue::Kind::Number:
        json.number(value.number);
        return;
    case ClaimValue::Kind::AtLeast:
        json.beginObject().key("at_least").number(value.number).endObject();
        return;
    }
    Q_UNREACHABLE();
}

QString textOf(const ClaimValue& value)
{
    switch (value.kind) {
    case ClaimValue::Kind::None:
        return u"–"_s;
    case ClaimValue::Kind::No:
        return u"no"_s;
    case ClaimValue::Kind::Yes:
        return u"yes"_s;
    case ClaimValue::Kind::Number:
        return QString::number(value.number);
    case ClaimValue::Kind::AtLeast:
        return u"≥ %1"_s.arg(value.number);
    }
    Q_UNREACHABLE();
}

} // namespace

void writeClaims(JsonWriter& json, const std::optional<RelayObservation>& observation)
{
    json.key("claims");
    if (!observation) {
        json.null();
        return;
    }
    json.beginObject().key("at").number(toSeconds(observation->at)).key("findings").beginArray();
    for (const auto& finding : observation->findings) {
        json.beginObject().key("claim").text(toString(finding.item));
        writeValue(json, "claimed", finding.claimed);
        writeValue(json, "observed", finding.observed);
        json.key("verdict").text(toString(finding.verdict));
        json.key("reason");
        if (finding.reason == ClaimReason::None)
            json.null();
        else
            json.text(toString(finding.reason));
        json.key("evidence");
        if (finding.evidence.isEmpty())
            json.null();
        else
            json.text(QString::fromUtf8(finding.evidence)); // a frame that was cut may end within a letter
        json.endObject();
    }
    json.endArray().endObject();
}

QString claimTables(const std::vector<CheckedRelay>& relays)
{
    QString out;
    for (const auto& relay : relays) {
        if (!relay.observation)
            continue;
        TextTable table({{u"Claim"_s, false},
                         {u"Claimed"_s, true},
                         {u"Observed"_s, true},
                         {u"Verdict"_s, false},
                         {u"Why"_s, false},
                         {u"Evidence"_s, false}});
        for (const auto& finding : relay.observation->findings)
            table.addRow({QString::fromLatin1(toString(finding.item)), textOf(finding.claimed),
                          textOf(finding.observed), QString::fromLatin1(toString(finding.verdict)),
                          QString::fromLatin1(toString(finding.reason)),
                          plainText(QByteArrayView(finding.evidence), maxShown)});
        out += u"\n%1\n"_s.arg(plainText(relay.url->text(), 200)) + table.toString();
    }
    return out;
}

} // namespace nostrscope
