// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/nostr: simdjson appears nowhere else.
#pragma once

#include "core/base/limits.h"
#include "core/nostr/textcut_p.h"

#include <QByteArray>
#include <QByteArrayView>

#include <simdjson.h>

#include <cstring>
#include <optional>
#include <vector>

namespace nostrscope::detail {

using JsonArray = simdjson::dom::array;
using JsonElement = simdjson::dom::element;
using JsonObject = simdjson::dom::object;
using JsonType = simdjson::dom::element_type;

inline QByteArrayView view(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

inline std::optional<QByteArrayView> stringOf(JsonElement value)
{
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return std::nullopt;
    return view(text);
}

/// simdjson keeps an unsigned integer token as such only above int64; `1.0` and `1e3` are doubles.
inline std::optional<std::int64_t> integerOf(JsonElement value)
{
    std::int64_t number = 0;
    if (value.type() != JsonType::INT64 || value.get(number) != simdjson::SUCCESS)
        return std::nullopt;
    return number;
}

/// Strict JSON and UTF-8, no byte order mark, nesting up to limits::maxJsonDepth. An element lives until the
/// next parse. Holds buffers that are reused, so it is one per thread and not shared.
class JsonReader {
public:
    explicit JsonReader(std::size_t maxBytes)
        : m_parser(maxBytes + simdjson::SIMDJSON_PADDING)
        , m_maxBytes(maxBytes)
    {
        if (m_parser.allocate(std::min<std::size_t>(maxBytes, 64 * 1024), limits::maxJsonDepth)
            != simdjson::SUCCESS)
            qFatal("no memory for the JSON parser");
    }

    /// Parses a copy of `json`: simdjson reads zeroed padding past the end, and the text of a network buffer
    /// has none.
    [[nodiscard]] bool parse(QByteArrayView json, JsonElement& root)
    {
        const auto size = static_cast<std::size_t>(json.size());
        if (size > m_maxBytes)
            return false;
        if (m_buffer.size() < size + simdjson::SIMDJSON_PADDING)
            m_buffer.resize(size + size / 2 + simdjson::SIMDJSON_PADDING);
        if (size > 0)
            std::memcpy(m_buffer.data(), json.data(), size);
        std::memset(m_buffer.data() + size, 0, simdjson::SIMDJSON_PADDING);
        return m_parser.parse(m_buffer.data(), size, false).get(root) == simdjson::SUCCESS;
    }

private:
    simdjson::dom::parser m_parser;
    std::vector<char> m_buffer;
    std::size_t m_maxBytes;
};

} // namespace nostrscope::detail
