// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/certificate.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace nostrscope {

namespace {

template <auto Free> struct Deleter {
    template <typename T> void operator()(T* object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free>>;

constexpr long day = 24 * 60 * 60;

QByteArray contents(BIO* bio)
{
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<qsizetype>(size)};
}

bool addNames(X509* certificate, const CertificateNames& names)
{
    QByteArray list;
    for (const auto& name : names.dns)
        list.append(",DNS:").append(name);
    for (const auto& address : names.addresses)
        list.append(",IP:").append(address);
    const Extension extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, list.constData() + 1));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool fill(X509* certificate, EVP_PKEY* key, const CertificateNames& names, Validity validity)
{
    const bool expired = validity == Validity::Expired;
    auto* const name = X509_get_subject_name(certificate);
    return X509_set_version(certificate, 2) == 1
        && ASN1_INTEGER_set(X509_get_serialNumber(certificate), expired ? 2 : 1) == 1
        && X509_gmtime_adj(X509_getm_notBefore(certificate), expired ? -31 * day : -day) != nullptr
        && X509_gmtime_adj(X509_getm_notAfter(certificate), expired ? -day : 30 * day) != nullptr
        && X509_set_pubkey(certificate, key) == 1
        && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(names.common.constData()), -1,
                                      -1, 0)
        == 1
        && X509_set_issuer_name(certificate, name) == 1 && addNames(certificate, names)
        && X509_sign(certificate, key, EVP_sha256()) > 0;
}

} // namespace

std::optional<SimCertificate> makeCertificate(const std::vector<QByteArray>& addresses, Validity validity)
{
    CertificateNames names;
    names.addresses = addresses;
    return makeCertificateFor(names, validity);
}

std::optional<SimCertificate> makeCertificateFor(const CertificateNames& names, Validity validity)
{
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    const Bio certificateText(BIO_new(BIO_s_mem()));
    const Bio keyText(BIO_new(BIO_s_mem()));
    if (!key || !certificate || !certificateText || !keyText
        || !fill(certificate.get(), key.get(), names, validity)
        || PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1
        || PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return std::nullopt;
    SimCertificate result{QSslCertificate(contents(certificateText.get())),
                          QSslKey(contents(keyText.get()), QSsl::Ec)};
    if (result.certificate.isNull() || result.key.isNull())
        return std::nullopt;
    return result;
}

} // namespace nostrscope
