// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/filereaderinput.h"

#include <zlib.h>
#include <zstd.h>

namespace nostrscope {

namespace {

constexpr qsizetype inputBytes = 64 * 1024;
constexpr qsizetype outputBytes = 128 * 1024;
constexpr qsizetype magicBytes = 6;
constexpr int gzipOnly = 16 + MAX_WBITS; // of inflateInit2: the gzip wrapper and no other

bool isZstd(QByteArrayView start)
{
    // Skippable frames (…2a4d18) may stand before the first one.
    return start.startsWith("\x28\xb5\x2f\xfd")
        || (start.size() >= 4 && (start[0] & 0xf0) == 0x50 && start.sliced(1).startsWith("\x2a\x4d\x18"));
}

bool isOtherPacking(QByteArrayView start)
{
    using namespace std::string_view_literals;
    for (const auto magic : {"\xfd\x37zXZ\0"sv, "BZh"sv, "PK\x03\x04"sv, "\x04\x22\x4d\x18"sv}) {
        if (start.startsWith(QByteArrayView(magic.data(), static_cast<qsizetype>(magic.size()))))
            return true;
    }
    return false;
}

} // namespace

struct FileReaderInput::Gzip {
    z_stream stream{};
    bool isOpen = inflateInit2(&stream, gzipOnly) == Z_OK;
    ~Gzip()
    {
        if (isOpen)
            inflateEnd(&stream);
    }
};

struct FileReaderInput::Zstd {
    struct Free {
        void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
    };
    std::unique_ptr<ZSTD_DStream, Free> stream{ZSTD_createDStream()};
};

FileReaderInput::FileReaderInput(Source source)
    : m_source(std::move(source))
    , m_in(inputBytes, Qt::Uninitialized)
{
}

FileReaderInput::~FileReaderInput() = default;

/// Appends to what waits; false at the end and on failure.
bool FileReaderInput::refill()
{
    if (m_inAt == m_inSize)
        m_inAt = m_inSize = 0;
    if (m_isDone || m_inSize == inputBytes)
        return false;
    const auto count = m_source(m_in.data() + m_inSize, inputBytes - m_inSize);
    if (count <= 0) {
        m_isDone = true;
        if (count < 0)
            m_fault = FileFault::Unreadable;
        return false;
    }
    m_inSize += count;
    m_bytesRead += static_cast<std::uint64_t>(count);
    return true;
}

void FileReaderInput::detect()
{
    while (m_inSize < magicBytes && refill()) { }
    const auto start = waiting();
    m_format = Format::Plain;
    if (start.startsWith("\x1f\x8b")) {
        m_format = Format::Gzip;
        m_gzip = std::make_unique<Gzip>();
    } else if (isZstd(start)) {
        m_format = Format::Zstd;
        m_zstd = std::make_unique<Zstd>();
    } else if (isOtherPacking(start)) {
        m_fault = FileFault::UnknownCompression;
    }
    if (m_format != Format::Plain)
        m_out.resize(outputBytes);
}

QByteArrayView FileReaderInput::next()
{
    if (m_format == Format::Unknown)
        detect();
    if (m_format == Format::Plain)
        return nextPlain();
    return nextUnpacked();
}

QByteArrayView FileReaderInput::nextPlain()
{
    if (m_fault != FileFault::None && m_fault != FileFault::Unreadable)
        return {};
    if (m_inAt == m_inSize && !refill())
        return {};
    const auto bytes = waiting();
    m_inAt = m_inSize;
    return bytes;
}

QByteArrayView FileReaderInput::nextUnpacked()
{
    while (m_fault == FileFault::None) {
        if (m_inAt == m_inSize && !m_hasMore && !refill()) {
            if (m_fault == FileFault::None && !m_isBetweenMembers)
                m_fault = FileFault::TruncatedCompression;
            return {};
        }
        const auto produced = m_format == Format::Gzip ? inflateSome() : decompressSome();
        if (produced > 0)
            return {m_out.constData(), static_cast<qsizetype>(produced)};
    }
    return {};
}

std::size_t FileReaderInput::inflateSome()
{
    auto& stream = m_gzip->stream;
    if (!m_gzip->isOpen) {
        m_fault = FileFault::BadCompression;
        return 0;
    }
    if (m_isBetweenMembers) {
        // gzip ignores what follows the last member, as padding of tapes did; so do we.
        if (m_in[m_inAt] != '\x1f') {
            m_inAt = m_inSize;
            m_hasMore = false;
            m_isDone = true;
            return 0;
        }
        inflateReset(&stream);
        m_isBetweenMembers = false;
    }
    stream.next_in = reinterpret_cast<Bytef*>(m_in.data() + m_inAt);
    stream.avail_in = static_cast<uInt>(m_inSize - m_inAt);
    stream.next_out = reinterpret_cast<Bytef*>(m_out.data());
    stream.avail_out = static_cast<uInt>(outputBytes);
    const int code = inflate(&stream, Z_NO_FLUSH);
    m_inAt = m_inSize - static_cast<qsizetype>(stream.avail_in);
    m_isBetweenMembers = code == Z_STREAM_END;
    m_hasMore = stream.avail_out == 0 && !m_isBetweenMembers;
    // Z_BUF_ERROR only says that it needs more input.
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
        m_fault = FileFault::BadCompression;
    return static_cast<std::size_t>(outputBytes) - stream.avail_out;
}

std::size_t FileReaderInput::decompressSome()
{
    ZSTD_inBuffer in{m_in.constData() + m_inAt, static_cast<std::size_t>(m_inSize - m_inAt), 0};
    ZSTD_outBuffer out{m_out.data(), static_cast<std::size_t>(outputBytes), 0};
    const auto hint = ZSTD_decompressStream(m_zstd->stream.get(), &out, &in);
    m_inAt += static_cast<qsizetype>(in.pos);
    if (ZSTD_isError(hint)) {
        m_fault = FileFault::BadCompression;
        return out.pos;
    }
    m_isBetweenMembers = hint == 0;
    m_hasMore = hint != 0 && out.pos == out.size;
    return out.pos;
}

} // namespace nostrscope
