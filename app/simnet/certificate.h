// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslKey>

#include <optional>
#include <vector>

namespace nostrscope {

/// A self-signed certificate that lives as long as the process.
struct SimCertificate {
    QSslCertificate certificate;
    QSslKey key;
};

enum class Validity : std::uint8_t { Valid, Expired };

/// For localhost and the given IP addresses; none when OpenSSL fails. Valid from yesterday for 30 days, or
/// expired yesterday.
[[nodiscard]] std::optional<SimCertificate> makeCertificate(const std::vector<QByteArray>& addresses,
                                                            Validity validity);

} // namespace nostrscope
