// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/negentropy/negentropyset.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <span>

namespace nostrscope {

// Binary messages of NIP-77, version 1 (protocol.md §15.1): a byte of the version, then ranges that follow
// each other from the beginning of time.

/// Why a message, or what it says, is refused.
enum class NegentropyError : std::uint8_t {
    Empty, ///< not even a version
    NotNegentropy, ///< the first byte is no version of this protocol
    OtherVersion, ///< a version that we do not speak
    MessageTooLarge,
    CutShort, ///< ends inside a range
    NumberTooLarge, ///< a varint above 64 bits
    PrefixTooLong, ///< of an id, above 32 bytes
    UnknownMode,
    Unsorted, ///< a range that ends before it begins
    NotAsked, ///< a range, or an id, outside of what our last message left open
    NoProgress, ///< the fingerprint of the very range that we asked for, or nothing but what was said before
    TooManyRounds,
    TooManyBytes, ///< of the whole session
    TooManyIds, ///< that only the relay has
    Ended, ///< the session was over
};
/// An English sentence for logs and the ledger.
[[nodiscard]] QString describe(NegentropyError error);

enum class NegentropyMode : std::uint8_t { Skip = 0, Fingerprint = 1, IdList = 2 };

inline constexpr std::uint8_t negentropyVersion = 0x61;
/// A message of a relay: half of limits::maxArchiveMessageBytes, as frames carry hex.
inline constexpr qsizetype maxNegentropyMessageBytes = 1024 * 1024;

/// The lowest limit of a frame.
inline constexpr qsizetype minNegentropyFrame = 4096;
/// Room that a message keeps below its limit, for the fingerprint of all that did not fit.
inline constexpr qsizetype negentropyReserve = 200;

/// Base 128, most significant group first, a set top bit on all bytes but the last: not the form of
/// core/base/varint.h.
void appendNegentropyVarint(QByteArray& out, std::uint64_t value);

/// The shortest bound between two neighbours `before` < `after`.
[[nodiscard]] NegentropyBound boundBetween(const NegentropyItem& before, const NegentropyItem& after);

/// `payload` of a fingerprint range.
[[nodiscard]] bool isEqual(const NegentropyFingerprint& fingerprint, QByteArrayView payload) noexcept;

class NegentropyWriter {
public:
    NegentropyWriter() { m_bytes.append(static_cast<char>(negentropyVersion)); }

    void addSkip(const NegentropyBound& upper) { addHead(upper, NegentropyMode::Skip); }
    void addFingerprint(const NegentropyBound& upper, const NegentropyFingerprint& fingerprint);
    /// The ids of set items [begin, end).
    void addIds(const NegentropyBound& upper, const NegentropySet& set, std::size_t begin, std::size_t end);
    /// The ranges that ask about items [begin, end): their ids when they are few (below 32), else 16
    /// fingerprints.
    void addSplit(const NegentropyBound& upper, const NegentropySet& set, std::size_t begin, std::size_t end);

    /// Forgets what was added after the message had this size. Only addFingerprint() of the end may follow.
    void cutTo(qsizetype size) { m_bytes.truncate(size); }
    [[nodiscard]] qsizetype size() const noexcept { return m_bytes.size(); }
    /// No range.
    [[nodiscard]] bool isEmpty() const noexcept { return m_bytes.size() == 1; }
    [[nodiscard]] const QByteArray& bytes() const noexcept { return m_bytes; }

private:
    void addHead(const NegentropyBound& upper, NegentropyMode mode);

    QByteArray m_bytes;
    std::uint64_t m_lastTimestamp = 0;
};

struct NegentropyRange {
    NegentropyBound lower;
    NegentropyBound upper;
    NegentropyMode mode = NegentropyMode::Skip;
    /// Into the message: 16 bytes of a fingerprint, 32 for each id of a list, nothing for Skip.
    QByteArrayView payload;

    [[nodiscard]] std::size_t idCount() const noexcept
    {
        return static_cast<std::size_t>(payload.size()) / EventId::size;
    }
    [[nodiscard]] EventId idAt(std::size_t index) const noexcept;
};

/// Reads a message that outlives it. Allocates nothing: what a message announces must be in it.
class NegentropyReader {
public:
    explicit NegentropyReader(QByteArrayView message, qsizetype maxBytes = maxNegentropyMessageBytes);

    /// The next range; none at the end and after an error.
    [[nodiscard]] std::optional<NegentropyRange> next();
    /// None while everything was well.
    [[nodiscard]] std::optional<NegentropyError> error() const noexcept { return m_error; }

private:
    [[nodiscard]] std::optional<NegentropyRange> fail(NegentropyError error);
    [[nodiscard]] bool readVarint(std::uint64_t& value);
    [[nodiscard]] bool readBytes(std::uint64_t size, QByteArrayView& bytes);
    [[nodiscard]] bool readBound(NegentropyBound& bound);
    [[nodiscard]] bool readPayload(NegentropyRange& range);

    QByteArrayView m_rest;
    NegentropyBound m_lower;
    std::uint64_t m_lastTimestamp = 0;
    std::optional<NegentropyError> m_error;
};

} // namespace nostrscope
