// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mmdbmaker.h"

#include <QFile>
#include <QTest>

namespace nostrscope {

namespace {

enum Type { Pointer = 1, Text = 2, UInt16 = 5, UInt32 = 6, Map = 7, UInt64 = 9, Array = 11 };

QByteArray bigEndian(std::uint64_t value, int bytes)
{
    QByteArray out;
    for (int i = bytes - 1; i >= 0; --i)
        out += static_cast<char>(value >> (8 * i) & 0xff);
    return out;
}

QByteArray headOf(int type, qsizetype size)
{
    const auto front = type < 8 ? type << 5 : 0;
    const auto extended = type < 8 ? QByteArray() : QByteArray(1, static_cast<char>(type - 7));
    if (size < 29)
        return QByteArray(1, static_cast<char>(front | int(size))) + extended;
    if (size < 285)
        return QByteArray(1, static_cast<char>(front | 29)) + extended
            + bigEndian(static_cast<std::uint64_t>(size - 29), 1);
    return QByteArray(1, static_cast<char>(front | 30)) + extended
        + bigEndian(static_cast<std::uint64_t>(size - 285), 2);
}

QByteArray numberOf(std::uint64_t value, int type)
{
    int bytes = 0;
    while (bytes < 8 && value >> (8 * bytes) != 0)
        ++bytes;
    return headOf(type, bytes) + bigEndian(value, bytes);
}

std::vector<bool> bitsOf(const QString& network, int ipVersion)
{
    const auto parts = network.split(QLatin1Char('/'));
    const QHostAddress address(parts.at(0));
    const bool isIPv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    QByteArray bytes;
    if (isIPv4)
        bytes = bigEndian(address.toIPv4Address(), 4);
    else
        bytes = QByteArray(reinterpret_cast<const char*>(&address.toIPv6Address()[0]), 16);
    std::vector<bool> bits;
    if (isIPv4 && ipVersion == 6)
        bits.assign(96, false);
    for (int i = 0; i < parts.at(1).toInt(); ++i)
        bits.push_back((static_cast<std::uint8_t>(bytes[i / 8]) >> (7 - i % 8) & 1) != 0);
    return bits;
}

} // namespace

MmdbMaker::MmdbMaker(QByteArray type, int ipVersion, int recordSize)
    : m_type(std::move(type))
    , m_ipVersion(ipVersion)
    , m_recordSize(recordSize)
{
}

QByteArray MmdbMaker::encoded(const MmdbData& data)
{
    if (const auto* text = std::get_if<QByteArray>(&data.value))
        return headOf(Text, text->size()) + *text;
    if (const auto* number = std::get_if<std::uint64_t>(&data.value))
        return numberOf(*number, *number > 0xffff'ffff ? UInt64 : UInt32);
    const auto& map = std::get<MmdbData::Map>(data.value);
    auto out = headOf(Map, static_cast<qsizetype>(map.size()));
    for (const auto& [key, value] : map)
        out += headOf(Text, key.size()) + key + encoded(value);
    return out;
}

MmdbData MmdbMaker::country(const QByteArray& code, const QByteArray& name)
{
    // What other members are there does not matter.
    return {MmdbData::Map{
        {"continent",
         {MmdbData::Map{{"code", {QByteArray("XX")}}, {"geoname_id", {std::uint64_t(6255148)}}}}},
        {"country",
         {MmdbData::Map{{"geoname_id", {std::uint64_t(2921044)}},
                        {"iso_code", {code}},
                        {"names", {MmdbData::Map{{"de", {QByteArray("anders")}}, {"en", {name}}}}}}}}}};
}

MmdbData MmdbMaker::network(std::uint32_t number, const QByteArray& organisation)
{
    return {MmdbData::Map{{"autonomous_system_number", {std::uint64_t(number)}},
                          {"autonomous_system_organization", {organisation}}}};
}

void MmdbMaker::add(const QString& network, const MmdbData& record)
{
    m_records.push_back(encoded(record));
    insert(bitsOf(network, m_ipVersion), static_cast<int>(m_records.size()) - 1);
}

void MmdbMaker::insert(std::vector<bool> bits, int record)
{
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < bits.size(); ++i) {
        const auto side = bits[i] ? 1 : 0;
        if (m_nodes[at].child[side] < 0) {
            Node below;
            below.record[0] = below.record[1] = m_nodes[at].record[side];
            m_nodes[at].record[side] = -1;
            m_nodes[at].child[side] = static_cast<int>(m_nodes.size());
            m_nodes.push_back(below);
        }
        at = static_cast<std::size_t>(m_nodes[at].child[side]);
    }
    const auto side = bits.back() ? 1 : 0;
    m_nodes[at].child[side] = -1;
    m_nodes[at].record[side] = record;
}

QByteArray MmdbMaker::file() const
{
    QByteArray data;
    std::vector<std::uint64_t> offsets;
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        const auto same = std::find(m_records.begin(), m_records.begin() + std::ptrdiff_t(i), m_records[i]);
        if (same != m_records.begin() + std::ptrdiff_t(i)) {
            offsets.push_back(offsets[static_cast<std::size_t>(same - m_records.begin())]);
            continue;
        }
        offsets.push_back(static_cast<std::uint64_t>(data.size()));
        data += m_records[i];
    }
    const auto count = static_cast<std::uint64_t>(m_nodes.size());
    QByteArray tree;
    for (const auto& node : m_nodes) {
        std::uint64_t sides[2];
        for (int side = 0; side < 2; ++side)
            sides[side] = node.child[side] >= 0 ? static_cast<std::uint64_t>(node.child[side])
                : node.record[side] < 0         ? count
                                        : count + 16 + offsets[static_cast<std::size_t>(node.record[side])];
        if (m_recordSize == 28)
            tree += bigEndian(sides[0] & 0xff'ffff, 3) + bigEndian((sides[0] >> 24 << 4) | sides[1] >> 24, 1)
                + bigEndian(sides[1] & 0xff'ffff, 3);
        else
            tree += bigEndian(sides[0], m_recordSize / 8) + bigEndian(sides[1], m_recordSize / 8);
    }
    const auto number = [](std::uint64_t value, int type) { return numberOf(value, type); };
    const auto text = [](const QByteArray& value) { return headOf(Text, value.size()) + value; };
    auto metadata = headOf(Map, 9);
    metadata += text("binary_format_major_version") + number(2, UInt16);
    metadata += text("binary_format_minor_version") + number(0, UInt16);
    metadata += text("build_epoch") + number(1'780'000'000, UInt64);
    metadata += text("database_type") + text(m_type);
    metadata += text("description") + headOf(Map, 1) + text("en") + text("Made by a test");
    metadata += text("ip_version") + number(static_cast<std::uint64_t>(m_ipVersion), UInt16);
    metadata += text("languages") + headOf(Array, 1) + text("en");
    metadata += text("node_count") + number(count, UInt32);
    metadata += text("record_size") + number(static_cast<std::uint64_t>(m_recordSize), UInt16);
    return tree + QByteArray(16, '\0') + data + QByteArray("\xab\xcd\xefMaxMind.com") + metadata;
}

void MmdbMaker::writeTo(const QString& path) const
{
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
    const auto bytes = file();
    QCOMPARE(out.write(bytes), bytes.size());
}

} // namespace nostrscope
