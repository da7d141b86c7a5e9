// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/jsonwriter_p.h"
#include "core/nostr/nip11members_p.h"

namespace nostrscope {

using namespace detail;

namespace {

void writeLimitation(const RelayLimitation& limitation, JsonWriter& out)
{
    if (limitation == RelayLimitation())
        return;
    out.name("limitation");
    out.open('{');
    for (const auto& row : limitNumbers)
        out.member(row.name, limitation.*row.member);
    for (const auto& row : limitFlags) {
        if (const auto flag = limitation.*row.member) {
            out.name(row.name);
            out.literal(*flag ? "true" : "false");
        }
    }
    out.close('}');
}

void writeRetention(const RelayRetention& entry, JsonWriter& out)
{
    out.open('{');
    out.list("kinds", entry.kinds, [&out](const KindRange& range) {
        if (range.first == range.second) {
            out.number(range.first);
            return;
        }
        out.open('[');
        out.number(range.first);
        out.number(range.second);
        out.close(']');
    });
    if (entry.isForever) {
        out.name("time");
        out.literal("null");
    }
    out.member("time", entry.time);
    out.member("count", entry.count);
    out.close('}');
}

void writeFee(const RelayFee& fee, JsonWriter& out)
{
    out.open('{');
    out.member("amount", fee.amount);
    out.member("unit", fee.unit);
    out.member("period", fee.period);
    out.list("kinds", fee.kinds, [&out](Kind kind) { out.number(kind); });
    out.close('}');
}

void writeNips(const RelayInformation& info, JsonWriter& out)
{
    if (info.supportedNips.empty() && info.supportedNipNames.empty())
        return;
    out.name("supported_nips");
    out.open('[');
    for (const int nip : info.supportedNips)
        out.number(nip);
    for (const auto& name : info.supportedNipNames)
        out.text(name);
    out.close(']');
}

} // namespace

QByteArray RelayInformation::toJson() const
{
    JsonWriter out;
    out.open('{');
    for (const auto& row : texts)
        out.member(row.name, this->*row.member);
    writeNips(*this, out);
    out.member("negentropy", negentropy);
    writeLimitation(limitation, out);
    out.list("retention", retention, [&out](const RelayRetention& entry) { writeRetention(entry, out); });
    if (fees != RelayFees()) {
        out.name("fees");
        out.open('{');
        for (const auto& row : feeLists)
            out.list(row.name, fees.*row.member, [&out](const RelayFee& fee) { writeFee(fee, out); });
        out.close('}');
    }
    for (const auto& row : textLists)
        out.list(row.name, this->*row.member, [&out](const QByteArray& text) { out.text(text); });
    out.close('}');
    return out.take();
}

} // namespace nostrscope
