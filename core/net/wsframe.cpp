// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/wsframe.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace nostrscope {

namespace {

constexpr std::size_t maxControlBytes = 125;
constexpr std::uint8_t finalBit = 0x80;
constexpr std::uint8_t maskBit = 0x80;

bool isControl(WsOpcode opcode)
{
    return static_cast<std::uint8_t>(opcode) >= 8;
}

bool isKnown(std::uint8_t opcode)
{
    return opcode <= 2 || (opcode >= 8 && opcode <= 10);
}

/// Codes that may stand in a close frame (§7.4.1, §7.4.2 and the IANA registry).
bool mayBeSent(std::uint16_t code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

void applyMask(char* bytes, qsizetype count, const std::array<char, 4>& mask)
{
    for (qsizetype i = 0; i < count; ++i)
        bytes[i] = static_cast<char>(bytes[i] ^ mask[static_cast<std::size_t>(i & 3)]);
}

void appendHead(QByteArray& out, WsOpcode opcode, std::size_t payloadBytes, bool final, bool masked)
{
    std::array<char, 10> head;
    const auto second = static_cast<std::uint8_t>(masked ? maskBit : 0);
    head[0] = static_cast<char>(static_cast<std::uint8_t>(opcode) | (final ? finalBit : 0));
    qsizetype size = 2;
    if (payloadBytes < 126) {
        head[1] = static_cast<char>(second | payloadBytes);
    } else if (payloadBytes <= 0xffff) {
        head[1] = static_cast<char>(second | 126);
        qToBigEndian(static_cast<std::uint16_t>(payloadBytes), head.data() + 2);
        size = 4;
    } else {
        head[1] = static_cast<char>(second | 127);
        qToBigEndian(static_cast<std::uint64_t>(payloadBytes), head.data() + 2);
        size = 10;
    }
    out.append(head.data(), size);
}

} // namespace

std::uint16_t closeCodeFor(WsError error) noexcept
{
    switch (error) {
    case WsError::None:
        return 1000;
    case WsError::FrameTooLarge:
    case WsError::MessageTooLarge:
        return 1009;
    case WsError::InvalidUtf8:
        return 1007;
    case WsError::ReservedBits:
    case WsError::BadOpcode:
    case WsError::BadLength:
    case WsError::Masking:
    case WsError::ControlTooLong:
    case WsError::ControlFragmented:
    case WsError::BadContinuation:
    case WsError::BadClose:
        return 1002;
    }
    Q_UNREACHABLE();
}

void appendWsFrame(QByteArray& out, WsOpcode opcode, QByteArrayView payload,
                   std::optional<std::uint32_t> mask, bool final)
{
    appendHead(out, opcode, static_cast<std::size_t>(payload.size()), final, mask.has_value());
    if (!mask) {
        out.append(payload);
        return;
    }
    std::array<char, 4> key;
    qToBigEndian(*mask, key.data());
    out.append(key.data(), key.size());
    const auto start = out.size();
    out.append(payload);
    applyMask(out.data() + start, payload.size(), key);
}

void appendWsFragments(QByteArray& out, WsOpcode opcode, QByteArrayView payload, std::size_t fragmentBytes,
                       std::optional<std::uint32_t> mask)
{
    const auto step = static_cast<qsizetype>(std::max<std::size_t>(fragmentBytes, 1));
    qsizetype at = 0;
    do {
        const auto size = std::min(step, payload.size() - at);
        appendWsFrame(out, at == 0 ? opcode : WsOpcode::Continuation, payload.sliced(at, size), mask,
                      at + size == payload.size());
        at += size;
    } while (at < payload.size());
}

void appendWsFrameHead(QByteArray& out, WsOpcode opcode, std::size_t payloadBytes)
{
    appendHead(out, opcode, payloadBytes, true, false);
}

QByteArray wsClosePayload(std::uint16_t code, QByteArrayView reason)
{
    QByteArray payload(2, Qt::Uninitialized);
    qToBigEndian(code, payload.data());
    auto size = std::min<qsizetype>(reason.size(), maxControlBytes - 2);
    while (size > 0 && size < reason.size() && (reason[size] & 0xc0) == 0x80)
        --size;
    payload.append(reason.first(size));
    return payload;
}

void WsDecoder::feed(QByteArrayView bytes)
{
    if (m_error != WsError::None)
        return;
    if (m_at == m_buffer.size()) {
        m_buffer.resize(0); // keeps the capacity
        m_at = 0;
    } else if (m_at > 64 * 1024 && m_at > m_buffer.size() / 2) {
        m_buffer.remove(0, m_at);
        m_at = 0;
    }
    m_buffer.append(bytes);
}

std::optional<WsMessage> WsDecoder::next()
{
    while (m_error == WsError::None) {
        const auto head = readHead();
        if (!head || !acceptHead(*head))
            return std::nullopt;
        const auto frameBytes = head->headBytes + static_cast<qsizetype>(head->payloadBytes);
        if (m_buffer.size() - m_at < frameBytes)
            return std::nullopt;
        auto payload = takePayload(*head);
        m_at += frameBytes;
        auto message = isControl(head->opcode) ? control(head->opcode, std::move(payload))
                                               : data(*head, std::move(payload));
        if (message)
            return message;
    }
    return std::nullopt;
}

/// None when the head is not complete, or when it is wrong (m_error).
std::optional<WsDecoder::Head> WsDecoder::readHead()
{
    const auto available = m_buffer.size() - m_at;
    if (available < 2)
        return std::nullopt;
    const char* const at = m_buffer.constData() + m_at;
    const auto first = static_cast<std::uint8_t>(at[0]);
    const auto second = static_cast<std::uint8_t>(at[1]);
    // What two bytes prove wrong is refused before more arrives.
    if ((first & 0x70) != 0) {
        m_error = WsError::ReservedBits;
        return std::nullopt;
    }
    if (!isKnown(first & 0x0f)) {
        m_error = WsError::BadOpcode;
        return std::nullopt;
    }
    Head head{static_cast<WsOpcode>(first & 0x0f), (first & finalBit) != 0, (second & maskBit) != 0,
              static_cast<std::uint64_t>(second & 0x7f), 2};
    if (head.masked != (m_role == WsRole::Server)) {
        m_error = WsError::Masking;
        return std::nullopt;
    }
    if (isControl(head.opcode) && head.payloadBytes > maxControlBytes) {
        m_error = WsError::ControlTooLong;
        return std::nullopt;
    }
    const qsizetype lengthBytes = head.payloadBytes == 126 ? 2 : head.payloadBytes == 127 ? 8 : 0;
    head.headBytes += lengthBytes + (head.masked ? 4 : 0);
    if (available < 2 + lengthBytes)
        return std::nullopt;
    if (lengthBytes == 2) {
        head.payloadBytes = qFromBigEndian<std::uint16_t>(at + 2);
        if (head.payloadBytes < 126)
            m_error = WsError::BadLength;
    } else if (lengthBytes == 8) {
        head.payloadBytes = qFromBigEndian<std::uint64_t>(at + 2);
        if (head.payloadBytes <= 0xffff || (head.payloadBytes >> 63) != 0)
            m_error = WsError::BadLength;
    }
    return m_error == WsError::None ? std::optional(head) : std::nullopt;
}

bool WsDecoder::acceptHead(const Head& head)
{
    if (!acceptOpcode(head))
        return false;
    if (head.payloadBytes > m_limits.maxFrameBytes) {
        m_error = WsError::FrameTooLarge;
        return false;
    }
    if (!isControl(head.opcode)
        && head.payloadBytes + static_cast<std::uint64_t>(m_message.size()) > m_limits.maxMessageBytes) {
        m_error = WsError::MessageTooLarge;
        return false;
    }
    return true;
}

bool WsDecoder::acceptOpcode(const Head& head)
{
    if (isControl(head.opcode)) {
        if (!head.final)
            m_error = WsError::ControlFragmented;
    } else if ((head.opcode == WsOpcode::Continuation) != m_fragmented) {
        m_error = WsError::BadContinuation;
    }
    return m_error == WsError::None;
}

QByteArray WsDecoder::takePayload(const Head& head)
{
    const auto size = static_cast<qsizetype>(head.payloadBytes);
    const char* const start = m_buffer.constData() + m_at + head.headBytes;
    QByteArray payload(start, size);
    if (head.masked) {
        std::array<char, 4> mask;
        std::copy_n(start - 4, 4, mask.begin());
        applyMask(payload.data(), size, mask);
    }
    return payload;
}

std::optional<WsMessage> WsDecoder::control(WsOpcode opcode, QByteArray payload)
{
    if (opcode != WsOpcode::Close)
        return WsMessage{opcode, std::move(payload), 0};
    if (payload.isEmpty())
        return WsMessage{opcode, {}, 1005};
    const auto code =
        payload.size() < 2 ? std::uint16_t(0) : qFromBigEndian<std::uint16_t>(payload.constData());
    if (!mayBeSent(code)) {
        m_error = WsError::BadClose;
        return std::nullopt;
    }
    payload.remove(0, 2);
    if (!payload.isValidUtf8()) {
        m_error = WsError::InvalidUtf8;
        return std::nullopt;
    }
    return WsMessage{opcode, std::move(payload), code};
}

std::optional<WsMessage> WsDecoder::data(const Head& head, QByteArray payload)
{
    if (head.opcode != WsOpcode::Continuation) {
        m_messageOpcode = head.opcode;
        m_message = std::move(payload);
    } else {
        m_message.append(payload);
    }
    m_fragmented = !head.final;
    if (m_fragmented)
        return std::nullopt;
    WsMessage message{m_messageOpcode, std::move(m_message), 0};
    m_message = QByteArray();
    if (message.opcode == WsOpcode::Text && !message.payload.isValidUtf8()) {
        m_error = WsError::InvalidUtf8;
        return std::nullopt;
    }
    return message;
}

} // namespace nostrscope
