// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventparser.h"
#include "core/nostr/nip09.h"
#include "core/nostr/nip10.h"
#include "core/nostr/nip13.h"
#include "core/nostr/nip18.h"
#include "core/nostr/nip22.h"
#include "core/nostr/nip25.h"
#include "core/nostr/nip40.h"
#include "core/nostr/nip57.h"
#include "core/nostr/nip62.h"
#include "core/nostr/nip65.h"
#include "core/nostr/nip66.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

/// Every reader on whatever is an event, under each kind that a reader is for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static EventParser parser;
    auto event = parser.parseEvent(fuzz::view(data, size));
    if (!event)
        return 0;
    const auto valid = [](const Event&) { return true; };
    for (const int kind : {1, 5, 6, 7, 16, 17, 62, 1111, 9734, 9735, 10002, 10166, 30166}) {
        event->kind = static_cast<Kind>(kind);
        const auto thread = readThread(*event);
        FUZZ_REQUIRE(thread.root.has_value() == thread.reply.has_value());
        FUZZ_REQUIRE(creditedDifficulty(*event) <= difficulty(event->id));
        FUZZ_REQUIRE(expiration(*event).value_or(0) >= 0);
        FUZZ_REQUIRE(!deletes(*event, *event) && !vanishes(*event, *event));
        if (const auto comment = readComment(*event))
            FUZZ_REQUIRE(comment->root.isNamed() && comment->parent.isNamed());
        if (const auto reaction = readReaction(*event))
            FUZZ_REQUIRE(reaction->target || reaction->address || !reaction->external.isEmpty());
        if (const auto inner = embeddedEvent(*event, parser))
            FUZZ_REQUIRE(readRepost(*event));
        const auto zap = readZapReceipt(*event, parser, valid);
        FUZZ_REQUIRE(zap.problem != ZapProblem::None || (zap.amount() && zap.request));
        FUZZ_REQUIRE(zap.amount().value_or(0) >= 0);
        for (const auto& item : readRelayListEvent(*event))
            FUZZ_REQUIRE(item.isRead || item.isWrite);
        if (const auto report = readRelayReport(*event))
            FUZZ_REQUIRE(report->url || report->key);
        if (const auto monitor = readMonitorAnnouncement(*event))
            FUZZ_REQUIRE(monitor->freshFor() > std::chrono::seconds(0));
    }
    return 0;
}
