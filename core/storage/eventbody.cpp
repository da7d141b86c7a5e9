// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/eventbody.h"

#include "core/base/limits.h"
#include "core/base/varint.h"
#include "core/storage/sqlite.h"

#include <zstd.h>

#include <memory>

namespace nostrscope {

namespace {

enum Encoding : std::uint8_t { Plain = 0, Zstd = 1 };

// A body is never larger than the JSON text it came from, plus a length byte or two per string.
constexpr std::size_t maxBodyBytes = 4 * limits::maxEventBytes;

void appendItem(QByteArrayView text, QByteArray& out)
{
    std::array<std::uint8_t, 32> bytes;
    if (text.size() == 64 && fromLowerHex(text, bytes)) {
        appendVarint(out, 1); // an odd head: 32 raw bytes follow
        out.append(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size()));
        return;
    }
    appendVarint(out, static_cast<std::uint64_t>(text.size()) << 1);
    out.append(text);
}

void appendPayload(const Event& event, QByteArray& out)
{
    out.append(event.sig.view());
    appendVarint(out, static_cast<std::uint64_t>(event.tags.size()));
    for (const auto tag : event.tags) {
        appendVarint(out, static_cast<std::uint64_t>(tag.size()));
        for (qsizetype i = 0; i < tag.size(); ++i)
            appendItem(tag.at(i), out);
    }
    out.append(event.content);
}

bool readPayload(QByteArrayView payload, Event& event)
{
    ByteReader in(payload);
    const auto sig = Sig::fromBytes(in.bytes(Sig::size));
    if (!sig)
        return false;
    event.sig = *sig;
    event.tags = {};
    const auto tags = in.varint();
    for (std::uint64_t t = 0; t < tags && !in.failed(); ++t) {
        event.tags.beginTag();
        const auto items = in.varint();
        for (std::uint64_t i = 0; i < items && !in.failed(); ++i) {
            const auto head = in.varint();
            if (head & 1) {
                const auto raw = in.bytes(32);
                char hex[64];
                if (!raw.isEmpty())
                    writeHex({reinterpret_cast<const std::uint8_t*>(raw.data()), 32}, hex);
                event.tags.addItem(raw.isEmpty() ? QByteArrayView() : QByteArrayView(hex, 64));
            } else {
                event.tags.addItem(in.bytes(head >> 1));
            }
        }
    }
    event.content = in.bytes(in.remaining()).toByteArray();
    return !in.failed();
}

using Compressor = std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)>;
using Decompressor = std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)>;

} // namespace

BodyDictionaries loadDictionaries(SqlDatabase& database)
{
    BodyDictionaries dictionaries;
    SqlStatement rows(database, "SELECT no, data FROM dictionary");
    while (rows.step())
        dictionaries[rows.number(0)] = rows.blob(1).toByteArray();
    return dictionaries;
}

void encodeBody(const Event& event, QByteArray& out)
{
    out.append(static_cast<char>(Plain));
    appendPayload(event, out);
}

QByteArray encodeBodyCompressed(const Event& event, int level, std::uint64_t number,
                                const QByteArray& dictionary)
{
    QByteArray payload;
    appendPayload(event, payload);
    QByteArray out;
    out.append(static_cast<char>(Zstd));
    appendVarint(out, number);
    const auto head = out.size();
    const auto bound = ZSTD_compressBound(static_cast<std::size_t>(payload.size()));
    out.resize(head + static_cast<qsizetype>(bound));
    thread_local const Compressor context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    const auto size =
        ZSTD_compress_usingDict(context.get(), out.data() + head, bound, payload.constData(),
                                static_cast<std::size_t>(payload.size()), dictionary.constData(),
                                static_cast<std::size_t>(dictionary.size()), level);
    if (ZSTD_isError(size))
        qFatal("zstd: %s", ZSTD_getErrorName(size)); // only out of memory: the output always fits
    out.resize(head + static_cast<qsizetype>(size));
    return out;
}

bool decodeBody(QByteArrayView body, const BodyDictionaries& dictionaries, Event& event)
{
    ByteReader in(body);
    const auto encoding = in.byte();
    if (encoding == Plain)
        return readPayload(in.bytes(in.remaining()), event);
    if (encoding != Zstd)
        return false;
    const auto number = in.varint();
    const auto frame = in.bytes(in.remaining());
    const auto dictionary = dictionaries.find(number);
    if (in.failed() || (number != 0 && dictionary == dictionaries.end()))
        return false;
    const auto size = ZSTD_getFrameContentSize(frame.data(), static_cast<std::size_t>(frame.size()));
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > maxBodyBytes)
        return false;
    const auto& bytes = number == 0 ? QByteArray() : dictionary->second;
    QByteArray payload(static_cast<qsizetype>(size), Qt::Uninitialized);
    thread_local const Decompressor context(ZSTD_createDCtx(), ZSTD_freeDCtx);
    const auto written = ZSTD_decompress_usingDict(context.get(), payload.data(), size, frame.data(),
                                                   static_cast<std::size_t>(frame.size()), bytes.constData(),
                                                   static_cast<std::size_t>(bytes.size()));
    return !ZSTD_isError(written) && written == size && readPayload(payload, event);
}

} // namespace nostrscope
