// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventpeek.h"

#include "core/base/limits.h"

#include <charconv>

namespace nostrscope {

namespace {

class Scanner {
public:
    explicit Scanner(QByteArrayView text) noexcept
        : m_at(text.data())
        , m_end(text.data() + text.size())
    {
    }

    [[nodiscard]] bool take(char expected) noexcept
    {
        skipSpace();
        if (m_at == m_end || *m_at != expected)
            return false;
        ++m_at;
        return true;
    }
    [[nodiscard]] bool peekIs(char expected) noexcept
    {
        skipSpace();
        return m_at != m_end && *m_at == expected;
    }
    /// The inside of a string, escapes as they are.
    [[nodiscard]] std::optional<QByteArrayView> takeString() noexcept
    {
        if (!take('"'))
            return std::nullopt;
        const char* from = m_at;
        while (m_at != m_end && *m_at != '"')
            m_at += (*m_at == '\\' && m_end - m_at > 1) ? 2 : 1;
        if (m_at == m_end)
            return std::nullopt;
        return QByteArrayView(from, m_at++ - from);
    }
    /// A number or a word, up to the next separator.
    [[nodiscard]] QByteArrayView takeScalar() noexcept
    {
        skipSpace();
        const char* from = m_at;
        while (m_at != m_end && *m_at != ',' && *m_at != '}' && *m_at != ']' && !isSpace(*m_at))
            ++m_at;
        return {from, m_at - from};
    }
    [[nodiscard]] bool skipValue() noexcept
    {
        skipSpace();
        if (m_at == m_end)
            return false;
        if (*m_at == '"')
            return takeString().has_value();
        if (*m_at == '{' || *m_at == '[')
            return skipNested();
        return !takeScalar().isEmpty();
    }
    [[nodiscard]] QByteArrayView rest() noexcept
    {
        skipSpace();
        return {m_at, m_end - m_at};
    }

private:
    [[nodiscard]] static bool isSpace(char c) noexcept
    {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
    void skipSpace() noexcept
    {
        while (m_at != m_end && isSpace(*m_at))
            ++m_at;
    }
    [[nodiscard]] bool skipNested() noexcept
    {
        std::size_t depth = 0;
        while (m_at != m_end) {
            const char c = *m_at;
            if (c == '"') {
                if (!takeString())
                    return false;
                continue;
            }
            ++m_at;
            if (c == '{' || c == '[')
                ++depth;
            else if ((c == '}' || c == ']') && --depth == 0)
                return true;
        }
        return false;
    }

    const char* m_at;
    const char* m_end;
};

[[nodiscard]] std::optional<Timestamp> timestampOf(QByteArrayView text) noexcept
{
    Timestamp value = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), value);
    if (error != std::errc() || end != text.end() || value < 0 || value > limits::maxCreatedAt)
        return std::nullopt;
    return value;
}

} // namespace

std::optional<EventFrame> peekEventFrame(QByteArrayView frame) noexcept
{
    Scanner scanner(frame);
    if (!scanner.take('['))
        return std::nullopt;
    const auto verb = scanner.takeString();
    if (!verb || *verb != "EVENT" || !scanner.take(','))
        return std::nullopt;
    const auto subscription = scanner.takeString();
    if (!subscription || subscription->size() > static_cast<qsizetype>(limits::maxSubscriptionIdLength)
        || subscription->contains('\\') || !scanner.take(',') || !scanner.peekIs('{'))
        return std::nullopt;
    auto event = scanner.rest();
    const auto close = event.lastIndexOf('}');
    if (close < 0)
        return std::nullopt;
    return EventFrame{*subscription, event.first(close + 1)};
}

std::optional<EventKey> peekEventKey(QByteArrayView object) noexcept
{
    Scanner scanner(object);
    if (!scanner.take('{'))
        return std::nullopt;
    std::optional<EventId> id;
    std::optional<Timestamp> createdAt;
    while (!id || !createdAt) {
        const auto key = scanner.takeString();
        if (!key || !scanner.take(':'))
            return std::nullopt;
        if (*key == "id" && !id) {
            const auto hex = scanner.takeString();
            id = hex ? EventId::fromHex(*hex) : std::nullopt;
            if (!id)
                return std::nullopt;
        } else if (*key == "created_at" && !createdAt) {
            createdAt = timestampOf(scanner.takeScalar());
            if (!createdAt)
                return std::nullopt;
        } else if (!scanner.skipValue()) {
            return std::nullopt;
        }
        if (!scanner.take(',') && (!id || !createdAt))
            return std::nullopt;
    }
    return EventKey{*id, *createdAt};
}

} // namespace nostrscope
