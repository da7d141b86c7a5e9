// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace nostrscope {

/// Appends `text` (UTF-8) as a JSON string in the form that NIP-01 hashes: the seven short escapes,
/// `\u00xx` in lowercase for other control characters, everything else verbatim.
void appendJsonString(QByteArrayView text, QByteArray& out);
void appendNumber(std::int64_t value, QByteArray& out);

} // namespace nostrscope
