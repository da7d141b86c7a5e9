// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>

namespace nostrscope {

enum class InvoiceError : std::uint8_t {
    NotAnInvoice, ///< no prefix of a known network
    BadAmount, ///< unknown multiplier, part of a millisatoshi, or too large
};

/// Millisatoshi of a BOLT 11 invoice, read from its prefix alone, in any case; no value means that the payer
/// chooses.
[[nodiscard]] Expected<std::optional<std::int64_t>, InvoiceError> invoiceAmount(QByteArrayView invoice);

/// The hashes of an invoice, 32 bytes each, empty when absent. Advisory: the signature is not checked.
struct InvoiceHashes {
    QByteArray payment;
    QByteArray description;
};
/// None when the text is not a whole bech32 text with a right checksum.
[[nodiscard]] std::optional<InvoiceHashes> invoiceHashes(QByteArrayView invoice);

} // namespace nostrscope
