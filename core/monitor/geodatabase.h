// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/records/geofacts.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <memory>

namespace nostrscope {

/// Why a MaxMind file cannot be used.
struct GeoProblem {
    enum class Code : std::uint8_t {
        Missing, ///< there is no such file
        Unreadable, ///< `detail`: what the system says
        TooLarge,
        NoRoom, ///< no room for the private copy; `detail`: what the system says
        NotMaxMind, ///< no MaxMind file at all, or its end is missing
        Damaged, ///< it is one, and contradicts itself
        WrongKind, ///< `detail`: the type that it says
        Cancelled
    } code = Code::Missing;
    QString detail; ///< untrusted, plain
    friend bool operator==(const GeoProblem&, const GeoProblem&) = default;
};
/// One English clause for the log and the command line: "it is no MaxMind file".
[[nodiscard]] QString describe(const GeoProblem& problem);

/// A MaxMind file (GeoLite2, GeoIP2, DB-IP Lite and the like) that was chosen by the user. Immutable, for any
/// thread. Works on a private copy without a name: the library maps what it reads, and a mapped file that
/// somebody shortens kills the program. What the file says is not trusted.
class GeoDatabase {
public:
    enum class Kind : std::uint8_t {
        Country, ///< *City*, *Country*, *Enterprise*
        Network ///< *ASN*, *ISP*
    };
    /// The largest published one has about 300 MiB.
    static constexpr std::int64_t maxBytes = std::int64_t(1024) * 1024 * 1024;
    using Result = Expected<std::shared_ptr<const GeoDatabase>, GeoProblem>;

    /// Copies and checks the file: takes as long as reading it does. Ends early when `cancelled` is set.
    [[nodiscard]] static Result open(const QString& path, Kind kind,
                                     const std::atomic<bool>* cancelled = nullptr);
    ~GeoDatabase();
    GeoDatabase(const GeoDatabase&) = delete;
    GeoDatabase& operator=(const GeoDatabase&) = delete;

    /// Sets what the file knows of the address (IPv4 or IPv6 as text) and leaves the rest as it is.
    void lookUp(const QByteArray& address, GeoFacts& facts) const;

private:
    struct Mapped;
    GeoDatabase(std::unique_ptr<Mapped> mapped, Kind kind);

    std::unique_ptr<Mapped> m_mapped;
    Kind m_kind;
};

} // namespace nostrscope
