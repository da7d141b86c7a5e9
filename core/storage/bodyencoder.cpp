// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bodyencoder.h"

#include "core/base/varint.h"
#include "core/storage/sqlite.h"

#include <zstd.h>

namespace nostrscope {

void BodyEncoder::Free::operator()(ZSTD_CCtx_s* context) const
{
    ZSTD_freeCCtx(context);
}

void BodyEncoder::Free::operator()(ZSTD_CDict_s* dictionary) const
{
    ZSTD_freeCDict(dictionary);
}

BodyEncoder::BodyEncoder()
    : m_context(ZSTD_createCCtx())
{
    // The row says which dictionary it is; the size is needed for reading.
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_dictIDFlag, 0);
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_contentSizeFlag, 1);
}

BodyEncoder::~BodyEncoder() = default;

void BodyEncoder::set(KindGroup group, std::uint64_t number, QByteArrayView dictionary)
{
    m_dictionaries[group] = {
        number,
        std::unique_ptr<ZSTD_CDict_s, Free>(ZSTD_createCDict(
            dictionary.data(), static_cast<std::size_t>(dictionary.size()), bodyCompressionLevel))};
}

void BodyEncoder::load(SqlDatabase& database)
{
    m_dictionaries.clear();
    SqlStatement rows(database, "SELECT no, kind_group, data FROM dictionary ORDER BY no");
    while (rows.step()) {
        for (const auto group : kindGroups) {
            if (rows.text(1) == QLatin1StringView(toString(group)))
                set(group, rows.number(0), rows.blob(2));
        }
    }
}

QByteArrayView BodyEncoder::compress(KindGroup group, QByteArrayView plain)
{
    const auto found = m_dictionaries.find(group);
    const auto payload = plainPayload(plain);
    if (found == m_dictionaries.end() || payload.isEmpty())
        return {};
    m_packed.resize(0);
    m_packed.append(compressedBodyMark);
    appendVarint(m_packed, found->second.number);
    const auto head = m_packed.size();
    const auto bound = ZSTD_compressBound(static_cast<std::size_t>(payload.size()));
    m_packed.resize(head + static_cast<qsizetype>(bound));
    ZSTD_CCtx_refCDict(m_context.get(), found->second.digested.get());
    const auto size = ZSTD_compress2(m_context.get(), m_packed.data() + head, bound, payload.data(),
                                     static_cast<std::size_t>(payload.size()));
    if (ZSTD_isError(size) || head + static_cast<qsizetype>(size) >= plain.size())
        return {};
    return QByteArrayView(m_packed).first(head + static_cast<qsizetype>(size));
}

void BodyEncoder::encode(const Event& event, QByteArray& out)
{
    const auto group = kindGroup(event.kind);
    if (!has(group)) {
        encodeBody(event, out);
        return;
    }
    m_plain.resize(0);
    encodeBody(event, m_plain);
    const auto packed = compress(group, m_plain);
    out.append(packed.isEmpty() ? QByteArrayView(m_plain) : packed);
}

} // namespace nostrscope
