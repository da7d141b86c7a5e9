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

/// Whom a certificate is for. A comma ends a name: OpenSSL reads a list.
struct CertificateNames {
    QByteArray common = "nostrscope-simnet"; ///< UTF-8, at most 64 characters
    std::vector<QByteArray> dns = {"localhost"};
    std::vector<QByteArray> addresses;
};

/// None when OpenSSL fails. Valid from yesterday for 30 days, or expired yesterday.
[[nodiscard]] std::optional<SimCertificate> makeCertificateFor(const CertificateNames& names,
                                                               Validity validity);
/// For localhost and the given IP addresses.
[[nodiscard]] std::optional<SimCertificate> makeCertificate(const std::vector<QByteArray>& addresses,
                                                            Validity validity);

} // namespace nostrscope
