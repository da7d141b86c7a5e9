// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

#include <concepts>
#include <optional>

namespace nostrscope {

/// Compact JSON with members in the order in which they are written, which QJsonObject cannot keep.
class JsonWriter {
public:
    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& key(QByteArrayView name);

    JsonWriter& text(QByteArrayView utf8);
    JsonWriter& text(QStringView value) { return text(QByteArrayView(value.toUtf8())); }
    template <std::integral T> JsonWriter& number(T value) { return raw(QByteArray::number(value)); }
    /// With so many digits after the point at most; null when it is not finite.
    JsonWriter& decimal(double value, int digits);
    JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
    JsonWriter& null() { return raw("null"); }
    /// A value that is JSON already.
    JsonWriter& json(QByteArrayView value) { return raw(value); }

    [[nodiscard]] const QByteArray& result() const { return m_text; }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    JsonWriter& raw(QByteArrayView value);
    void separate();

    QByteArray m_text;
    bool m_needsComma = false;
};

} // namespace nostrscope
