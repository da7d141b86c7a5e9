// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <functional>
#include <memory>

namespace nostrscope {

/// Why a file could not be read to its end. What came before it counts.
enum class FileFault : std::uint8_t {
    None,
    Unreadable, ///< the source failed
    BadCompression, ///< damaged gzip or zstd data
    TruncatedCompression, ///< gzip or zstd data without their end
    UnknownCompression, ///< xz, bzip2, zip: not read
    UnfinishedArray, ///< a JSON array without its closing bracket
};

/// Bytes of a file, unpacked on the way. gzip (RFC 1952) and zstd (RFC 8878), several members in a row too,
/// are told by their first bytes, never by the name. Memory is constant: 192 KiB and the window of the
/// format (zstd: at most 128 MiB, longer windows are refused as BadCompression).
class FileReaderInput {
public:
    /// Fills `data` with up to `maxSize` bytes; 0 at the end, −1 on failure.
    using Source = std::function<qint64(char* data, qint64 maxSize)>;

    explicit FileReaderInput(Source source);
    ~FileReaderInput();
    Q_DISABLE_COPY_MOVE(FileReaderInput)

    /// The next bytes, valid until the next call; empty at the end or after a fault.
    [[nodiscard]] QByteArrayView next();
    [[nodiscard]] FileFault fault() const noexcept { return m_fault; }
    /// Taken from the source so far, packed: for progress.
    [[nodiscard]] std::uint64_t bytesRead() const noexcept { return m_bytesRead; }

private:
    enum class Format : std::uint8_t { Unknown, Plain, Gzip, Zstd };
    struct Gzip;
    struct Zstd;
    [[nodiscard]] bool refill();
    void detect();
    [[nodiscard]] QByteArrayView nextPlain();
    [[nodiscard]] QByteArrayView nextUnpacked();
    [[nodiscard]] std::size_t inflateSome();
    [[nodiscard]] std::size_t decompressSome();
    [[nodiscard]] QByteArrayView waiting() const { return {m_in.constData() + m_inAt, m_inSize - m_inAt}; }

    Source m_source;
    QByteArray m_in;
    QByteArray m_out;
    qsizetype m_inAt = 0;
    qsizetype m_inSize = 0;
    std::uint64_t m_bytesRead = 0;
    Format m_format = Format::Unknown;
    FileFault m_fault = FileFault::None;
    bool m_isBetweenMembers = true; ///< the end of the data may be here
    bool m_hasMore = false; ///< the last output filled the buffer: more may come without input
    bool m_isDone = false;
    std::unique_ptr<Gzip> m_gzip;
    std::unique_ptr<Zstd> m_zstd;
};

} // namespace nostrscope
