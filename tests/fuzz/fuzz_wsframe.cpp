// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/wsframe.h"
#include "tests/fuzz/fuzz.h"

#include <vector>

using namespace nostrscope;

namespace {

constexpr WsDecoder::Limits bounds{4096, 8192};

std::vector<WsMessage> decode(WsRole role, QByteArrayView bytes, qsizetype step, WsError& error)
{
    WsDecoder decoder(role, bounds);
    std::vector<WsMessage> messages;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        const auto part = bytes.sliced(at, std::min(step, bytes.size() - at));
        decoder.feed(part);
        while (auto message = decoder.next())
            messages.push_back(std::move(*message));
        FUZZ_REQUIRE(decoder.bufferedBytes() <= bounds.maxFrameBytes + bounds.maxMessageBytes + 14
                         + static_cast<std::size_t>(part.size()));
    }
    error = decoder.error();
    return messages;
}

} // namespace

/// However the bytes are cut, the same comes out of them; what came out can be sent and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = fuzz::view(data, size);
    for (const auto role : {WsRole::Client, WsRole::Server}) {
        WsError whole = WsError::None;
        WsError cut = WsError::None;
        const auto messages = decode(role, bytes, std::max<qsizetype>(bytes.size(), 1), whole);
        FUZZ_REQUIRE(decode(role, bytes, 7, cut) == messages);
        FUZZ_REQUIRE(whole == cut);
        QByteArray wire;
        const auto mask = role == WsRole::Server ? std::optional<std::uint32_t>(0xa1b2c3d4U) : std::nullopt;
        for (const auto& message : messages) {
            FUZZ_REQUIRE(static_cast<std::size_t>(message.payload.size()) <= bounds.maxMessageBytes);
            const bool isText = message.opcode == WsOpcode::Text || message.opcode == WsOpcode::Close;
            FUZZ_REQUIRE(!isText || message.payload.isValidUtf8());
            if (message.opcode == WsOpcode::Close)
                appendWsFrame(wire, WsOpcode::Close,
                              message.closeCode == 1005 ? QByteArray()
                                                        : wsClosePayload(message.closeCode, message.payload),
                              mask);
            else if (message.opcode == WsOpcode::Text || message.opcode == WsOpcode::Binary)
                appendWsFragments(wire, message.opcode, message.payload, 1000, mask);
            else
                appendWsFrame(wire, message.opcode, message.payload, mask);
        }
        WsError again = WsError::None;
        FUZZ_REQUIRE(decode(role, wire, std::max<qsizetype>(wire.size(), 1), again) == messages);
        FUZZ_REQUIRE(again == WsError::None);
    }
    return 0;
}
