// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/nostr.
#pragma once

#include "core/nostr/json.h"

#include <QByteArray>

#include <cstdint>
#include <optional>

namespace nostrscope::detail {

/// Writes an object or a list; commas come by themselves, members without a value are left out.
class JsonWriter {
public:
    void open(char bracket)
    {
        separate();
        m_out.append(bracket);
    }
    void close(char bracket) { m_out.append(bracket); }
    void name(const char* name)
    {
        separate();
        appendJsonString(name, m_out);
        m_out.append(':');
    }
    void text(QByteArrayView value)
    {
        separate();
        appendJsonString(value, m_out);
    }
    void number(std::int64_t value)
    {
        separate();
        appendNumber(value, m_out);
    }
    void literal(const char* value)
    {
        separate();
        m_out.append(value);
    }
    void member(const char* key, const QByteArray& value)
    {
        if (value.isEmpty())
            return;
        name(key);
        text(value);
    }
    void member(const char* key, std::optional<std::int64_t> value)
    {
        if (!value)
            return;
        name(key);
        number(*value);
    }
    template <typename List, typename Write> void list(const char* key, const List& values, Write write)
    {
        if (values.empty())
            return;
        name(key);
        open('[');
        for (const auto& value : values)
            write(value);
        close(']');
    }
    [[nodiscard]] QByteArray take() { return std::move(m_out); }

private:
    void separate()
    {
        if (!m_out.isEmpty() && m_out.back() != '{' && m_out.back() != '[' && m_out.back() != ':')
            m_out.append(',');
    }
    QByteArray m_out;
};

} // namespace nostrscope::detail
