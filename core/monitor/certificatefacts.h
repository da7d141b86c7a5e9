// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/probe.h"

#include <QSslCertificate>
#include <QSslError>

class QSslSocket;

namespace nostrscope {

/// What is worth keeping of a presented chain, leaf first; none when it is empty. Texts are as in the
/// certificate, cut: whoever shows them makes them plain. The signature over the chain is not looked at.
[[nodiscard]] std::optional<CertificateFacts> certificateFacts(const QList<QSslCertificate>& chain,
                                                               const QList<QSslError>& errors);
/// The same of a socket whose handshake went as far as a certificate, with protocol and cipher.
[[nodiscard]] std::optional<CertificateFacts> certificateFacts(const QSslSocket& socket,
                                                               const QList<QSslError>& errors);

/// Ok for no errors. Of several the most telling one: out of its dates, another name, an unknown issuer.
[[nodiscard]] ProbeCode tlsCodeOf(const QList<QSslError>& errors);

} // namespace nostrscope
