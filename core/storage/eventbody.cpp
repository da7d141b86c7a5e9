// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/eventbody.h"

#include "core/base/limits.h"
#include "core/base/varint.h"
#include "core/storage/sqlite.h"

#include <zstd.h>

#include <memory>

namespace nostrscope {

namespace {

enum Encoding : std::uint8_t { Plain = 0, Zstd = compressedBodyMark };

// A body is never larger than the JSON text it came from, plus a length byte or two per string.
constexpr qsizetype maxDictionaryBytes = 1024 * 1024;
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

using Decompressor = std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)>;

} // namespace

void BodyDictionaries::Free::operator()(ZSTD_DDict_s* dictionary) const
{
    ZSTD_freeDDict(dictionary);
}

BodyDictionaries::BodyDictionaries(std::initializer_list<std::pair<std::uint64_t, QByteArray>> dictionaries)
{
    for (const auto& [number, bytes] : dictionaries)
        add(number, bytes);
}

const ZSTD_DDict_s* BodyDictionaries::add(std::uint64_t number, QByteArrayView bytes) const
{
    auto& place = m_dictionaries[number];
    place.reset(ZSTD_createDDict(bytes.data(), static_cast<std::size_t>(bytes.size())));
    return place.get();
}

const ZSTD_DDict_s* BodyDictionaries::find(std::uint64_t number) const
{
    if (const auto found = m_dictionaries.find(number); found != m_dictionaries.end())
        return found->second.get();
    if (!m_database)
        return nullptr;
    SqlStatement row(*m_database, "SELECT data FROM dictionary WHERE no = ?");
    if (!row.bind(1, number).step() || row.blob(0).size() > maxDictionaryBytes)
        return nullptr;
    return add(number, row.blob(0));
}

void encodeBody(const Event& event, QByteArray& out)
{
    out.append(static_cast<char>(Plain));
    appendPayload(event, out);
}

QByteArrayView plainPayload(QByteArrayView body)
{
    return !body.isEmpty() && body.front() == static_cast<char>(Plain) ? body.sliced(1) : QByteArrayView();
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
    const auto* dictionary = in.failed() || number == 0 ? nullptr : dictionaries.find(number);
    if (in.failed() || (number != 0 && !dictionary))
        return false;
    const auto size = ZSTD_getFrameContentSize(frame.data(), static_cast<std::size_t>(frame.size()));
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > maxBodyBytes)
        return false;
    QByteArray payload(static_cast<qsizetype>(size), Qt::Uninitialized);
    thread_local const Decompressor context(ZSTD_createDCtx(), ZSTD_freeDCtx);
    const auto written =
        ZSTD_decompress_usingDDict(context.get(), payload.data(), size, frame.data(),
                                   static_cast<std::size_t>(frame.size()), dictionary); // null: none
    return !ZSTD_isError(written) && written == size && readPayload(payload, event);
}

} // namespace nostrscope
