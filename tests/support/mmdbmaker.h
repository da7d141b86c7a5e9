// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QMap>
#include <QString>

#include <utility>
#include <variant>
#include <vector>

namespace nostrscope {

/// A value of a MaxMind file.
struct MmdbData {
    using Map = std::vector<std::pair<QByteArray, MmdbData>>;
    std::variant<QByteArray, std::uint64_t, Map> value; ///< text, unsigned number, map
};

/// Writes small MaxMind files for tests, by the public description of the format (MaxMind DB File Format
/// Specification 2.0): search tree, data section, metadata. Values of records are written once and pointed to
/// where they repeat, as real files do.
class MmdbMaker {
public:
    /// `recordSize`: 24, 28 or 32 bits; `ipVersion`: 4 or 6, where IPv4 is in ::/96.
    explicit MmdbMaker(QByteArray type, int ipVersion = 6, int recordSize = 24);
    /// "192.0.2.0/24", "2001:db8::/32"; the last of two that overlap counts.
    void add(const QString& network, const MmdbData& record);
    [[nodiscard]] QByteArray file() const;
    void writeTo(const QString& path) const;

    /// Only what the bytes of a value are, as the data section has them.
    [[nodiscard]] static QByteArray encoded(const MmdbData& data);

    // Records as files of cities and of autonomous systems have them.
    [[nodiscard]] static MmdbData country(const QByteArray& code, const QByteArray& name);
    [[nodiscard]] static MmdbData network(std::uint32_t number, const QByteArray& organisation);

private:
    struct Node {
        int child[2] = {-1, -1}; ///< a node
        int record[2] = {-1, -1}; ///< or a record
    };
    void insert(std::vector<bool> bits, int record);

    QByteArray m_type;
    int m_ipVersion;
    int m_recordSize;
    std::vector<Node> m_nodes{1};
    std::vector<QByteArray> m_records; ///< encoded
};

} // namespace nostrscope
