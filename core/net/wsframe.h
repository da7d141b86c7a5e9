// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace nostrscope {

/// The frames of RFC 6455, without sockets: what both ends of a WebSocket need and QWebSocketServer hides
/// (cut frames, refused upgrades, limits that are errors instead of stalls).

enum class WsOpcode : std::uint8_t {
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
};

/// Which end we are: a client masks what it sends and refuses masked frames, a server the reverse (§5.1).
enum class WsRole : std::uint8_t { Client, Server };

/// Why a byte stream is no WebSocket traffic that we take.
enum class WsError : std::uint8_t {
    None,
    ReservedBits, ///< RSV1-3 set though no extension was agreed
    BadOpcode, ///< 3-7, 11-15
    BadLength, ///< not the shortest form, or above 2^63 - 1
    Masking, ///< masked by a server or not masked by a client
    ControlTooLong, ///< a control frame above 125 bytes
    ControlFragmented,
    BadContinuation, ///< a continuation of nothing, or a new message inside another
    FrameTooLarge,
    MessageTooLarge,
    InvalidUtf8, ///< a text message or a close reason
    BadClose, ///< a close payload of one byte, or a code that must not be sent (§7.4)
};

/// The close code that answers an error (§7.4.1): 1002, 1007 or 1009.
[[nodiscard]] std::uint16_t closeCodeFor(WsError error) noexcept;

/// Appends one frame. `mask` is given by clients only, from a good random source.
void appendWsFrame(QByteArray& out, WsOpcode opcode, QByteArrayView payload,
                   std::optional<std::uint32_t> mask = std::nullopt, bool final = true);

/// Appends a data message as frames of at most `fragmentBytes` (at least 1) payload bytes.
void appendWsFragments(QByteArray& out, WsOpcode opcode, QByteArrayView payload, std::size_t fragmentBytes,
                       std::optional<std::uint32_t> mask = std::nullopt);

/// Appends the head of an unmasked frame whose `payloadBytes` the caller appends next.
void appendWsFrameHead(QByteArray& out, WsOpcode opcode, std::size_t payloadBytes);

/// Payload of a close frame: code and reason, which is cut to 123 bytes at a character.
[[nodiscard]] QByteArray wsClosePayload(std::uint16_t code, QByteArrayView reason);

/// A whole message; control frames are messages of their own.
struct WsMessage {
    WsOpcode opcode = WsOpcode::Text; ///< never Continuation
    QByteArray payload; ///< of Text: valid UTF-8; of Close: the reason
    std::uint16_t closeCode = 0; ///< of Close; 1005 when the frame had none

    friend bool operator==(const WsMessage&, const WsMessage&) = default;
};

/// Takes bytes as they come, gives whole messages. Holds at most one message, one frame and what one
/// feed() brought. After an error nothing more comes out.
class WsDecoder {
public:
    struct Limits {
        std::size_t maxFrameBytes = 512 * 1024;
        std::size_t maxMessageBytes = 512 * 1024;
    };

    WsDecoder(WsRole role, Limits limits)
        : m_limits(limits)
        , m_role(role)
    {
    }

    void feed(QByteArrayView bytes);
    /// The next whole message; nullopt = more bytes needed, or error().
    [[nodiscard]] std::optional<WsMessage> next();
    [[nodiscard]] WsError error() const noexcept { return m_error; }
    /// Bytes kept: an unfinished frame or message, or messages not yet taken.
    [[nodiscard]] std::size_t bufferedBytes() const noexcept
    {
        return static_cast<std::size_t>(m_buffer.size() - m_at + m_message.size());
    }
    /// True between the first and the last frame of a fragmented message, or inside a frame.
    [[nodiscard]] bool isInsideMessage() const noexcept { return m_fragmented || m_at < m_buffer.size(); }

private:
    struct Head {
        WsOpcode opcode;
        bool final;
        bool masked;
        std::uint64_t payloadBytes;
        qsizetype headBytes;
    };
    [[nodiscard]] std::optional<Head> readHead();
    [[nodiscard]] bool acceptHead(const Head& head);
    [[nodiscard]] bool acceptOpcode(const Head& head);
    [[nodiscard]] QByteArray takePayload(const Head& head);
    [[nodiscard]] std::optional<WsMessage> control(WsOpcode opcode, QByteArray payload);
    [[nodiscard]] std::optional<WsMessage> data(const Head& head, QByteArray payload);

    Limits m_limits;
    WsRole m_role;
    WsError m_error = WsError::None;
    QByteArray m_buffer;
    qsizetype m_at = 0; // start of the next frame in m_buffer
    QByteArray m_message; // the frames so far of a fragmented message
    WsOpcode m_messageOpcode = WsOpcode::Text;
    bool m_fragmented = false;
};

} // namespace nostrscope
