// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/event.h"

#include "core/nostr/json.h"

namespace nostrscope {

namespace {

template <std::size_t Size> void appendQuotedHex(std::span<const std::uint8_t, Size> bytes, QByteArray& out)
{
    std::array<char, Size * 2 + 2> text;
    text.front() = '"';
    writeHex(bytes, text.data() + 1);
    text.back() = '"';
    out.append(text.data(), text.size());
}

void appendTags(const Tags& tags, QByteArray& out)
{
    out.append('[');
    bool firstTag = true;
    for (const auto tag : tags) {
        out.append(firstTag ? "[" : ",[");
        firstTag = false;
        for (qsizetype i = 0; i < tag.size(); ++i) {
            if (i > 0)
                out.append(',');
            appendJsonString(tag.at(i), out);
        }
        out.append(']');
    }
    out.append(']');
}

} // namespace

void appendCanonical(const Event& event, QByteArray& out)
{
    out.append("[0,");
    appendQuotedHex(event.pubkey.bytes(), out);
    out.append(',');
    appendNumber(event.createdAt, out);
    out.append(',');
    appendNumber(event.kind, out);
    out.append(',');
    appendTags(event.tags, out);
    out.append(',');
    appendJsonString(event.content, out);
    out.append(']');
}

void appendJson(const Event& event, QByteArray& out)
{
    out.append("{\"id\":");
    appendQuotedHex(event.id.bytes(), out);
    out.append(",\"pubkey\":");
    appendQuotedHex(event.pubkey.bytes(), out);
    out.append(",\"created_at\":");
    appendNumber(event.createdAt, out);
    out.append(",\"kind\":");
    appendNumber(event.kind, out);
    out.append(",\"tags\":");
    appendTags(event.tags, out);
    out.append(",\"content\":");
    appendJsonString(event.content, out);
    out.append(",\"sig\":");
    appendQuotedHex(event.sig.bytes(), out);
    out.append('}');
}

QByteArray toJson(const Event& event)
{
    QByteArray out;
    out.reserve(event.content.size() + 512);
    appendJson(event, out);
    return out;
}

QByteArrayView identifier(const Event& event) noexcept
{
    for (const auto tag : event.tags) {
        if (tag.name() == "d")
            return tag.value();
    }
    return {};
}

QByteArray address(Kind kind, const PubKey& author, QByteArrayView identifier)
{
    QByteArray text;
    appendNumber(kind, text);
    text.append(':');
    text.append(author.toHex());
    text.append(':');
    text.append(identifier);
    return text;
}

} // namespace nostrscope
