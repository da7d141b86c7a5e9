// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventparser.h"
#include "core/nostr/nip90.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

namespace {

void requireBounds(const std::vector<JobInput>& inputs)
{
    FUZZ_REQUIRE(inputs.size() <= maxJobListItems);
    for (const auto& input : inputs) {
        FUZZ_REQUIRE(!input.data.isEmpty() && input.data.size() <= maxJobInput && input.data.isValidUtf8());
        FUZZ_REQUIRE(!input.event || input.type == JobInputType::Event || input.type == JobInputType::Job);
        FUZZ_REQUIRE(input.marker.size() <= maxJobText);
    }
}

void requireBounds(const JobPrice& price)
{
    for (const auto& amount : {price.asked, price.invoiced})
        FUZZ_REQUIRE(amount.value_or(0) >= 0 && amount.value_or(0) <= maxMillisats);
    FUZZ_REQUIRE(!price.invoiced || !price.invoice.isEmpty());
    FUZZ_REQUIRE(price.invoice.size() <= maxJobInvoice);
}

} // namespace

/// Every reader on whatever is an event, under each part that a kind can have.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static EventParser parser;
    auto event = parser.parseEvent(fuzz::view(data, size));
    if (!event)
        return 0;
    event->kind = 5000;
    const auto request = readJobRequest(*event);
    FUZZ_REQUIRE(request.has_value());
    requireBounds(request->inputs);
    FUZZ_REQUIRE(request->params.size() <= maxJobListItems && request->relays.size() <= maxJobListItems);
    FUZZ_REQUIRE(request->providers.size() <= maxJobListItems && request->topics.size() <= maxJobListItems);
    FUZZ_REQUIRE(request->bid.value_or(0) >= 0 && request->bid.value_or(0) <= maxMillisats);
    event->kind = 6999;
    const auto result = readJobResult(*event);
    FUZZ_REQUIRE(result.has_value() && result->requestKind == 5999);
    requireBounds(result->inputs);
    requireBounds(result->price);
    if (const auto inner = embeddedJobRequest(*event, parser))
        FUZZ_REQUIRE(readJobRequest(*inner).has_value());
    event->kind = jobFeedbackKind;
    const auto feedback = readJobFeedback(*event);
    FUZZ_REQUIRE(feedback.has_value());
    requireBounds(feedback->price);
    FUZZ_REQUIRE(feedback->price == result->price && feedback->request == result->request);
    FUZZ_REQUIRE(feedback->word.size() <= maxJobText && feedback->extra.size() <= maxJobText);
    FUZZ_REQUIRE(feedback->status == JobStatus::Other || feedback->word == toString(feedback->status));
    return 0;
}
