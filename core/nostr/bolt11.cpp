// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/bolt11.h"

#include "core/nostr/address.h"
#include "core/nostr/bech32.h"

#include <array>
#include <limits>
#include <span>

namespace nostrscope {

namespace {

constexpr std::size_t maxInvoiceLength = 16 * 1024;
/// Signature (520 bits) at the end and time (35 bits) at the start, in words of 5 bits.
constexpr std::size_t signatureWords = 104;
constexpr std::size_t timeWords = 7;
constexpr std::size_t hashWords = 52;
constexpr std::uint8_t paymentHashType = 1; // 'p'
constexpr std::uint8_t descriptionHashType = 23; // 'h'

/// Bitcoin, testnet, signet, regtest; the longer ones first.
constexpr std::array networks{"lnbcrt", "lntbs", "lnbc", "lntb"};

Expected<std::optional<std::int64_t>, InvoiceError> amountOf(QByteArrayView text)
{
    if (text.isEmpty())
        return std::optional<std::int64_t>();
    std::int64_t factor = 100'000'000'000;
    std::int64_t divisor = 1;
    const char last = text.back();
    switch (last) {
    case 'm':
        factor = 100'000'000;
        break;
    case 'u':
        factor = 100'000;
        break;
    case 'n':
        factor = 100;
        break;
    case 'p':
        factor = 1;
        divisor = 10;
        break;
    default:
        break;
    }
    const bool hasMultiplier = last < '0' || last > '9';
    const auto digits = parseDigits(hasMultiplier ? text.chopped(1) : text);
    const bool isKnown = !hasMultiplier || factor != 100'000'000'000;
    if (!digits || !isKnown || *digits % divisor != 0
        || *digits > std::numeric_limits<std::int64_t>::max() / factor)
        return Unexpected(InvoiceError::BadAmount);
    return std::optional(*digits / divisor * factor);
}

QByteArray hashOf(std::span<const std::uint8_t> words)
{
    return bytesOfWords(words).value_or(QByteArray());
}

} // namespace

Expected<std::optional<std::int64_t>, InvoiceError> invoiceAmount(QByteArrayView invoice)
{
    if (invoice.size() > qsizetype(maxInvoiceLength))
        return Unexpected(InvoiceError::NotAnInvoice);
    const auto lower =
        invoice.trimmed().toByteArray().toLower(); // mixed case breaks the checksum, not the amount
    const auto separator = lower.lastIndexOf('1');
    if (separator < 0)
        return Unexpected(InvoiceError::NotAnInvoice);
    const auto prefix = QByteArrayView(lower).first(separator);
    for (const QByteArrayView network : networks) {
        if (prefix.startsWith(network))
            return amountOf(prefix.sliced(network.size()));
    }
    return Unexpected(InvoiceError::NotAnInvoice);
}

std::optional<InvoiceHashes> invoiceHashes(QByteArrayView invoice)
{
    const auto parts = decodeBech32(invoice.trimmed(), maxInvoiceLength);
    if (!parts || !parts->prefix.startsWith("ln") || parts->words.size() < timeWords + signatureWords)
        return std::nullopt;
    auto fields =
        std::span(parts->words).subspan(timeWords, parts->words.size() - timeWords - signatureWords);
    InvoiceHashes hashes;
    while (fields.size() >= 3) {
        const auto type = fields[0];
        const std::size_t length = static_cast<std::size_t>(fields[1]) * 32 + fields[2];
        fields = fields.subspan(3);
        if (length > fields.size())
            break;
        // BOLT 11: a hash field of another length is skipped, of repeated ones the first counts.
        if (length == hashWords && type == paymentHashType && hashes.payment.isEmpty())
            hashes.payment = hashOf(fields.first(length));
        if (length == hashWords && type == descriptionHashType && hashes.description.isEmpty())
            hashes.description = hashOf(fields.first(length));
        fields = fields.subspan(length);
    }
    return hashes;
}

} // namespace nostrscope
