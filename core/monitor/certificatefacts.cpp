// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/certificatefacts.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QSslCipher>
#include <QSslKey>
#include <QSslSocket>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxTextLength = 256;
constexpr qsizetype maxNames = 100;
constexpr qsizetype maxChain = 20;
constexpr qsizetype maxErrors = 5;
constexpr qsizetype maxSerialBytes = 64; // RFC 5280 allows 20

QString firstOf(const QStringList& texts)
{
    return texts.value(0).left(maxTextLength);
}

UnixMillis timeOf(const QDateTime& time)
{
    return time.isValid() ? fromMillis(time.toMSecsSinceEpoch()) : UnixMillis{};
}

QByteArray serialOf(const QSslCertificate& certificate)
{
    return certificate.serialNumber().replace(':', {}).left(maxSerialBytes * 2).toLower();
}

QStringList namesOf(const QSslCertificate& certificate)
{
    QStringList names;
    const auto all = certificate.subjectAlternativeNames();
    for (auto it = all.cbegin(); it != all.cend() && names.size() < maxNames; ++it)
        names.append(it.value().left(maxTextLength));
    return names;
}

QString textOf(const QList<QSslError>& errors)
{
    QStringList texts;
    for (const auto& error : errors.first(std::min(errors.size(), maxErrors)))
        texts.append(error.errorString());
    texts.removeDuplicates();
    return texts.join(u"; "_s).left(2 * maxTextLength);
}

} // namespace

std::optional<CertificateFacts> certificateFacts(const QList<QSslCertificate>& chain,
                                                 const QList<QSslError>& errors)
{
    if (chain.isEmpty() || chain.constFirst().isNull())
        return std::nullopt;
    const auto& leaf = chain.constFirst();
    CertificateFacts facts;
    facts.sha256 = leaf.digest(QCryptographicHash::Sha256);
    facts.subject = firstOf(leaf.subjectInfo(QSslCertificate::CommonName));
    facts.names = namesOf(leaf);
    facts.issuer = firstOf(leaf.issuerInfo(QSslCertificate::CommonName));
    if (facts.issuer.isEmpty())
        facts.issuer = firstOf(leaf.issuerInfo(QSslCertificate::Organization));
    facts.serial = serialOf(leaf);
    facts.validFrom = timeOf(leaf.effectiveDate());
    facts.validUntil = timeOf(leaf.expiryDate());
    facts.chainValidUntil = facts.validUntil;
    for (const auto& link : chain.first(std::min(chain.size(), maxChain))) {
        if (!link.isNull())
            facts.chainValidUntil = std::min(facts.chainValidUntil, timeOf(link.expiryDate()));
    }
    facts.publicKeySha256 = QCryptographicHash::hash(leaf.publicKey().toDer(), QCryptographicHash::Sha256);
    facts.verificationError = textOf(errors);
    return facts;
}

std::optional<CertificateFacts> certificateFacts(const QSslSocket& socket, const QList<QSslError>& errors)
{
    auto facts = certificateFacts(socket.peerCertificateChain(), errors);
    if (!facts)
        return facts;
    const auto cipher = socket.sessionCipher();
    facts->cipher = cipher.name().left(maxTextLength);
    switch (socket.sessionProtocol()) {
    case QSsl::TlsV1_3:
        facts->protocol = u"TLS 1.3"_s;
        break;
    case QSsl::TlsV1_2:
        facts->protocol = u"TLS 1.2"_s;
        break;
    default: // older ones are not offered by us; unknown when the handshake did not end
        facts->protocol = cipher.protocolString().left(maxTextLength);
        break;
    }
    return facts;
}

ProbeCode tlsCodeOf(const QList<QSslError>& errors)
{
    const auto has = [&errors](std::initializer_list<QSslError::SslError> kinds) {
        return std::any_of(errors.begin(), errors.end(), [kinds](const QSslError& error) {
            return std::find(kinds.begin(), kinds.end(), error.error()) != kinds.end();
        });
    };
    if (errors.isEmpty())
        return ProbeCode::Ok;
    if (has({QSslError::CertificateExpired, QSslError::CertificateNotYetValid}))
        return ProbeCode::TlsExpired;
    if (has({QSslError::HostNameMismatch}))
        return ProbeCode::TlsName;
    return ProbeCode::TlsUntrusted;
}

} // namespace nostrscope
