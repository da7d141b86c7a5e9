// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/bech32.h"

#include <algorithm>
#include <array>

namespace nostrscope {

namespace {

constexpr char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksumLength = 6;

constexpr auto wordOf = [] {
    std::array<std::int8_t, 128> table{};
    for (auto& word : table)
        word = -1;
    for (std::size_t i = 0; i < 32; ++i)
        table[static_cast<std::size_t>(alphabet[i])] = static_cast<std::int8_t>(i);
    return table;
}();

class Checksum {
public:
    void add(std::uint8_t word)
    {
        static constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa,
                                                                0x3d4233dd, 0x2a1462b3};
        const auto top = m_value >> 25;
        m_value = ((m_value & 0x1ffffff) << 5) ^ word;
        for (std::size_t i = 0; i < generator.size(); ++i) {
            if ((top >> i) & 1)
                m_value ^= generator[i];
        }
    }
    void addPrefix(QByteArrayView prefix)
    {
        for (const char c : prefix)
            add(static_cast<std::uint8_t>(c >> 5));
        add(0);
        for (const char c : prefix)
            add(static_cast<std::uint8_t>(c & 31));
    }
    [[nodiscard]] std::uint32_t value() const { return m_value; }

private:
    std::uint32_t m_value = 1;
};

} // namespace

std::optional<Bech32> decodeBech32(QByteArrayView text, std::size_t maxLength)
{
    if (text.size() > static_cast<qsizetype>(maxLength))
        return std::nullopt;
    const bool inRange = std::all_of(text.begin(), text.end(), [](char c) { return c >= 33 && c <= 126; });
    const bool hasLower = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool hasUpper = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!inRange || (hasLower && hasUpper))
        return std::nullopt;
    const auto lower = text.toByteArray().toLower();
    const auto separator = lower.lastIndexOf('1');
    if (separator < 1 || lower.size() - separator - 1 < static_cast<qsizetype>(checksumLength))
        return std::nullopt;

    Bech32 result;
    result.prefix = lower.first(separator);
    Checksum checksum;
    checksum.addPrefix(result.prefix);
    result.words.reserve(static_cast<std::size_t>(lower.size() - separator));
    for (auto i = separator + 1; i < lower.size(); ++i) {
        const auto word = wordOf[static_cast<std::size_t>(lower[i])];
        if (word < 0)
            return std::nullopt;
        result.words.push_back(static_cast<std::uint8_t>(word));
        checksum.add(result.words.back());
    }
    if (checksum.value() != 1)
        return std::nullopt;
    result.words.resize(result.words.size() - checksumLength);
    return result;
}

QByteArray encodeBech32(QByteArrayView prefix, std::span<const std::uint8_t> words)
{
    Checksum checksum;
    checksum.addPrefix(prefix);
    auto text = prefix.toByteArray() + '1';
    for (const auto word : words) {
        checksum.add(word);
        text.append(alphabet[word]);
    }
    for (std::size_t i = 0; i < checksumLength; ++i)
        checksum.add(0);
    const auto value = checksum.value() ^ 1;
    for (std::size_t i = 0; i < checksumLength; ++i)
        text.append(alphabet[(value >> (5 * (checksumLength - 1 - i))) & 31]);
    return text;
}

std::optional<QByteArray> bytesOfWords(std::span<const std::uint8_t> words)
{
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(words.size() * 5 / 8));
    std::uint32_t bits = 0;
    int count = 0;
    for (const auto word : words) {
        bits = ((bits << 5) | word) & 0xfff;
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes.append(static_cast<char>(static_cast<std::uint8_t>(bits >> count)));
        }
    }
    const auto padding = bits & ((1U << count) - 1);
    if (count >= 5 || padding != 0)
        return std::nullopt;
    return bytes;
}

std::vector<std::uint8_t> wordsOfBytes(QByteArrayView bytes)
{
    std::vector<std::uint8_t> words;
    words.reserve(static_cast<std::size_t>(bytes.size()) * 8 / 5 + 1);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = ((bits << 8) | static_cast<std::uint8_t>(byte)) & 0xfff;
        for (count += 8; count >= 5; count -= 5)
            words.push_back(static_cast<std::uint8_t>((bits >> (count - 5)) & 31));
    }
    if (count > 0)
        words.push_back(static_cast<std::uint8_t>((bits << (5 - count)) & 31));
    return words;
}

} // namespace nostrscope
