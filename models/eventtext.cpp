// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventtext.h"

#include "core/nostr/json.h"
#include "core/nostr/nip19.h"
#include "core/nostr/plaintext.h"

namespace nostrscope {

namespace {

void appendField(QByteArray& out, const char* name, QByteArrayView text, bool isLast = false)
{
    out.append("  \"").append(name).append("\": ");
    appendJsonString(text, out);
    out.append(isLast ? "\n" : ",\n");
}

void appendTags(QByteArray& out, const Tags& tags)
{
    out.append("  \"tags\": [");
    bool isFirst = true;
    for (const auto tag : tags) {
        out.append(isFirst ? "\n    [" : ",\n    [");
        isFirst = false;
        for (qsizetype i = 0; i < tag.size(); ++i) {
            if (i > 0)
                out.append(", ");
            appendJsonString(tag.at(i), out);
        }
        out.append(']');
    }
    out.append(isFirst ? "],\n" : "\n  ],\n");
}

} // namespace

QByteArray prettyJson(const Event& event)
{
    QByteArray out = "{\n";
    appendField(out, "id", event.id.toHex());
    appendField(out, "pubkey", event.pubkey.toHex());
    out.append("  \"created_at\": ").append(QByteArray::number(qlonglong(event.createdAt))).append(",\n");
    out.append("  \"kind\": ").append(QByteArray::number(int(event.kind))).append(",\n");
    appendTags(out, event.tags);
    appendField(out, "content", event.content);
    appendField(out, "sig", event.sig.toHex(), true);
    return out.append('}');
}

QString jsonForReading(const Event& event, qsizetype maxLength)
{
    return plainText(QByteArrayView(prettyJson(event)), maxLength, TextLines::Keep);
}

QByteArray neventOf(const Event& event)
{
    return encodeNevent({event.id, {}, event.pubkey, event.kind});
}

} // namespace nostrscope
