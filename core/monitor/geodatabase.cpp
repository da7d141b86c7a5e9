// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/geodatabase.h"

#include "core/monitor/mmdbvalue.h"
#include "core/nostr/plaintext.h"

#include <QFile>
#include <QTemporaryFile>

#include <maxminddb.h>

#include <algorithm>
#include <array>

namespace nostrscope {

namespace {

using Code = GeoProblem::Code;

constexpr qsizetype maxName = 100; ///< characters of a country or an organisation
constexpr std::int64_t copiedAtOnce = std::int64_t(1024) * 1024;
constexpr qint64 metadataWithin = qint64(128) * 1024; ///< of the end of the file, by the format
constexpr int metadataDepth = 8; ///< description and languages need 2
constexpr std::uint64_t separatorBytes = 16; ///< between tree and data
constexpr QByteArrayView metadataMark("\xab\xcd\xefMaxMind.com", 14);

bool containsOne(QByteArrayView type, std::initializer_list<QByteArrayView> words)
{
    const auto lower = type.toByteArray().toLower();
    return std::any_of(words.begin(), words.end(), [&lower](auto word) { return lower.contains(word); });
}

/// By what the file calls itself: "GeoLite2-City", "DBIP-ASN-Lite" …
bool isOfKind(QByteArrayView type, GeoDatabase::Kind kind)
{
    return kind == GeoDatabase::Kind::Country
        ? containsOne(type, {"city", "country", "enterprise", "location"})
        : containsOne(type, {"asn", "isp"});
}

/// What the library believes unseen: metadata without pointers (it would follow them without a bound), and a
/// tree that fits into the file.
std::optional<GeoProblem> problemOf(QByteArrayView tail, std::uint64_t fileSize, GeoDatabase::Kind kind)
{
    const auto mark = tail.lastIndexOf(metadataMark);
    if (mark < 0)
        return GeoProblem{Code::NotMaxMind, {}};
    const MmdbValue metadata(tail.sliced(mark + metadataMark.size()));
    if (!metadata.isPlainMap(metadataDepth))
        return GeoProblem{Code::Damaged, {}};
    const auto number = [&metadata](QByteArrayView key) {
        const auto value = metadata.member(key);
        return value ? value->number().value_or(0) : 0;
    };
    const auto version = number("ip_version");
    const auto record = number("record_size");
    const auto nodes = number("node_count");
    if (number("binary_format_major_version") != 2 || (version != 4 && version != 6)
        || (record != 24 && record != 28 && record != 32) || nodes == 0 || nodes > 0xffff'ffff)
        return GeoProblem{Code::Damaged, {}};
    const auto dataEnd = fileSize - static_cast<std::uint64_t>(tail.size() - mark);
    if (nodes * record / 4 + separatorBytes > dataEnd)
        return GeoProblem{Code::Damaged, {}};
    const auto name = metadata.member("database_type");
    const auto type = name ? name->text() : QByteArrayView();
    if (!isOfKind(type, kind))
        return GeoProblem{Code::WrongKind, plainText(type, maxName)};
    return std::nullopt;
}

/// Nobody else has a handle of the copy, and its name goes as soon as it is mapped.
std::optional<GeoProblem> copyTo(QTemporaryFile& copy, const QString& path,
                                 const std::atomic<bool>* cancelled)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return GeoProblem{file.exists() ? Code::Unreadable : Code::Missing, file.errorString()};
    if (!copy.open())
        return GeoProblem{Code::NoRoom, copy.errorString()};
    while (true) {
        if (cancelled != nullptr && *cancelled)
            return GeoProblem{Code::Cancelled, {}};
        const auto part = file.read(copiedAtOnce);
        if (part.isEmpty())
            break;
        if (copy.size() + part.size() > GeoDatabase::maxBytes)
            return GeoProblem{Code::TooLarge, {}};
        if (copy.write(part) != part.size() || !copy.flush())
            return GeoProblem{Code::NoRoom, copy.errorString()};
    }
    if (file.error() != QFileDevice::NoError)
        return GeoProblem{Code::Unreadable, file.errorString()};
    return std::nullopt;
}

QString countryCodeOf(QByteArrayView text)
{
    const auto isLetter = [](char c) { return c >= 'A' && c <= 'Z'; };
    return text.size() == 2 && isLetter(text[0]) && isLetter(text[1]) ? QString::fromLatin1(text) : QString();
}

} // namespace

struct GeoDatabase::Mapped {
    Mapped() = default;
    ~Mapped()
    {
        if (isOpen)
            MMDB_close(&database);
    }
    Q_DISABLE_COPY_MOVE(Mapped)
    MMDB_s database{};
    bool isOpen = false;
    [[nodiscard]] QByteArrayView data() const
    {
        return {database.data_section, static_cast<qsizetype>(database.data_section_size)};
    }
};

QString describe(const GeoProblem& problem)
{
    switch (problem.code) {
    case Code::Missing:
        return QStringLiteral("there is no such file");
    case Code::Unreadable:
        return QStringLiteral("it cannot be read: %1").arg(problem.detail);
    case Code::TooLarge:
        return QStringLiteral("it is larger than 1 GiB");
    case Code::NoRoom:
        return QStringLiteral("there is no room for a copy in the folder for temporary files: %1")
            .arg(problem.detail);
    case Code::NotMaxMind:
        return QStringLiteral("it is no MaxMind file, or its end is missing");
    case Code::Damaged:
        return QStringLiteral("it is damaged");
    case Code::WrongKind:
        return QStringLiteral("it holds something else: “%1”").arg(problem.detail);
    case Code::Cancelled:
        return QStringLiteral("reading was cancelled");
    }
    Q_UNREACHABLE();
}

GeoDatabase::GeoDatabase(std::unique_ptr<Mapped> mapped, Kind kind)
    : m_mapped(std::move(mapped))
    , m_kind(kind)
{
}

GeoDatabase::~GeoDatabase() = default;

GeoDatabase::Result GeoDatabase::open(const QString& path, Kind kind, const std::atomic<bool>* cancelled)
{
    QTemporaryFile copy;
    if (const auto problem = copyTo(copy, path, cancelled))
        return Unexpected(*problem);
    const auto size = copy.size();
    if (!copy.seek(std::max<qint64>(0, size - metadataWithin)))
        return Unexpected(GeoProblem{Code::NoRoom, copy.errorString()});
    const auto tail = copy.readAll();
    if (const auto problem = problemOf(tail, static_cast<std::uint64_t>(size), kind))
        return Unexpected(*problem);
    auto mapped = std::make_unique<Mapped>();
    if (MMDB_open(QFile::encodeName(copy.fileName()).constData(), MMDB_MODE_MMAP, &mapped->database)
        != MMDB_SUCCESS)
        return Unexpected(GeoProblem{Code::Damaged, {}});
    mapped->isOpen = true;
    return std::shared_ptr<const GeoDatabase>(new GeoDatabase(std::move(mapped), kind));
}

void GeoDatabase::lookUp(const QByteArray& address, GeoFacts& facts) const
{
    int badAddress = 0;
    int failed = MMDB_SUCCESS;
    const auto found = MMDB_lookup_string(&m_mapped->database, address.constData(), &badAddress, &failed);
    if (badAddress != 0 || failed != MMDB_SUCCESS || !found.found_entry)
        return;
    const MmdbValue record(m_mapped->data(), found.entry.offset);
    if (m_kind == Kind::Network) {
        const auto number = record.member("autonomous_system_number");
        const auto name = record.member("autonomous_system_organization");
        if (number && number->number().value_or(0) <= 0xffff'ffff)
            facts.asn = static_cast<std::uint32_t>(number->number().value_or(0));
        facts.organisation = name && facts.asn != 0 ? plainText(name->text(), maxName) : QString();
        return;
    }
    // Where the machine is; failing that, where its network is registered.
    for (const QByteArrayView key : {"country", "registered_country"}) {
        const auto country = record.member(key);
        const auto code = country ? country->member("iso_code") : std::nullopt;
        if (!code || countryCodeOf(code->text()).isEmpty())
            continue;
        facts.countryCode = countryCodeOf(code->text());
        const auto names = country->member("names");
        const auto name = names ? names->member("en") : std::nullopt;
        facts.country = name ? plainText(name->text(), maxName) : QString();
        return;
    }
}

} // namespace nostrscope
