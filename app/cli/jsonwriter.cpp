// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/jsonwriter.h"

#include "core/nostr/json.h"

#include <cmath>

namespace nostrscope {

void JsonWriter::separate()
{
    if (m_needsComma)
        m_text.append(',');
}

JsonWriter& JsonWriter::open(char bracket)
{
    separate();
    m_text.append(bracket);
    m_needsComma = false;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket)
{
    m_text.append(bracket);
    m_needsComma = true;
    return *this;
}

JsonWriter& JsonWriter::raw(QByteArrayView value)
{
    separate();
    m_text.append(value);
    m_needsComma = true;
    return *this;
}

JsonWriter& JsonWriter::key(QByteArrayView name)
{
    text(name);
    m_text.append(':');
    m_needsComma = false;
    return *this;
}

JsonWriter& JsonWriter::text(QByteArrayView utf8)
{
    separate();
    appendJsonString(utf8, m_text);
    m_needsComma = true;
    return *this;
}

JsonWriter& JsonWriter::decimal(double value, int digits)
{
    if (!std::isfinite(value))
        return null();
    auto number = QByteArray::number(value, 'f', digits);
    if (number.contains('.')) {
        while (number.endsWith('0'))
            number.chop(1);
        if (number.endsWith('.'))
            number.chop(1);
    }
    return raw(number);
}

} // namespace nostrscope
