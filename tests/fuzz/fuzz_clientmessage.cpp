// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/clientmessages.h"
#include "core/nostr/eventparser.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

namespace {

/// The frame of a message, written by us.
struct Write {
    QByteArray operator()(const MalformedClientMessage& m) const
    {
        FUZZ_REQUIRE(!m.reason.isEmpty());
        return {};
    }
    QByteArray operator()(const EventRequest& m) const { return eventMessage(m.event); }
    QByteArray operator()(const ReqRequest& m) const { return reqMessage(m.subscription, m.filters); }
    QByteArray operator()(const CloseRequest& m) const { return closeMessage(m.subscription); }
    QByteArray operator()(const AuthRequest& m) const { return authMessage(m.event); }
    QByteArray operator()(const CountRequest& m) const { return countMessage(m.subscription, m.filters); }
    QByteArray operator()(const NegOpenRequest& m) const
    {
        return negOpenMessage(m.subscription, m.filter, m.payload);
    }
    QByteArray operator()(const NegMsgRequest& m) const { return negMsgMessage(m.subscription, m.payload); }
    QByteArray operator()(const NegCloseRequest& m) const { return negCloseMessage(m.subscription); }
};

} // namespace

/// Any frame of a client becomes one message; what is understood is written and read again without any
/// change.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static EventParser parser;
    const auto message = parseClientMessage(fuzz::view(data, size), parser);
    const auto frame = std::visit(Write(), message);
    if (frame.isEmpty())
        return 0;
    const auto again = parseClientMessage(frame, parser);
    FUZZ_REQUIRE(again.index() == message.index());
    FUZZ_REQUIRE(std::visit(Write(), again) == frame);
    return 0;
}
