// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip90.h"

#include "core/base/limits.h"
#include "core/nostr/address.h"
#include "core/nostr/bolt11.h"
#include "core/nostr/eventparser.h"
#include "core/nostr/textcut_p.h"

#include <algorithm>
#include <array>

namespace nostrscope {

namespace {

constexpr Kind resultOffset = 1000;
/// Longer ones are no relay's (limits.h), and half a URL is none.
constexpr qsizetype maxRelayBytes = qsizetype(limits::maxRelayUrlLength);

struct InputName {
    const char* name;
    JobInputType type;
};
constexpr std::array inputNames{
    InputName{"text", JobInputType::Text},
    InputName{"url", JobInputType::Url},
    InputName{"event", JobInputType::Event},
    InputName{"job", JobInputType::Job},
};

struct StatusName {
    const char* word;
    JobStatus status;
};
constexpr std::array statusNames{
    StatusName{"payment-required", JobStatus::PaymentRequired},
    StatusName{"processing", JobStatus::Processing},
    StatusName{"partial", JobStatus::Partial},
    StatusName{"success", JobStatus::Success},
    StatusName{"error", JobStatus::Error},
};

QByteArray text(QByteArrayView value, qsizetype maxBytes = maxJobText)
{
    return detail::cut(value, maxBytes).toByteArray();
}

QByteArray relayText(QByteArrayView value)
{
    return value.size() <= maxRelayBytes ? value.toByteArray() : QByteArray();
}

/// False when the list is full.
template <typename T> bool add(std::vector<T>& list, T value)
{
    if (list.size() == maxJobListItems)
        return false;
    list.push_back(std::move(value));
    return true;
}

JobInput readInput(const Tags::View& tag)
{
    JobInput input;
    const auto type = tag.at(2);
    const auto* const known = std::find_if(inputNames.begin(), inputNames.end(),
                                           [type](const InputName& row) { return type == row.name; });
    if (known != inputNames.end())
        input.type = known->type;
    else if (!type.isEmpty())
        input.type = JobInputType::Other;
    input.data = text(tag.value(), maxJobInput);
    if (input.type == JobInputType::Event || input.type == JobInputType::Job)
        input.event = EventId::fromHex(tag.value());
    input.relay = relayText(tag.at(3));
    input.marker = text(tag.at(4));
    return input;
}

bool isMarkedEncrypted(const Tags& tags)
{
    return std::any_of(tags.begin(), tags.end(),
                       [](const Tags::View& tag) { return tag.name() == "encrypted"; });
}

/// False when a list is full.
bool readRequestTag(JobRequest& request, const Tags::View& tag)
{
    const auto name = tag.name();
    const auto value = tag.value();
    if (name == "i")
        return value.isEmpty() || add(request.inputs, readInput(tag));
    if (name == "param")
        return value.isEmpty() || add(request.params, {text(value), text(tag.at(2))});
    if (name == "t")
        return value.isEmpty() || add(request.topics, text(value));
    if (name == "p") {
        const auto key = PubKey::fromHex(value);
        const auto& known = request.providers;
        return !key || std::find(known.begin(), known.end(), *key) != known.end()
            || add(request.providers, *key);
    }
    if (name == "relays") {
        for (qsizetype i = 1; i < tag.size(); ++i) {
            auto relay = relayText(tag.at(i));
            if (!relay.isEmpty() && !add(request.relays, std::move(relay)))
                return false;
        }
    }
    return true;
}

JobPrice readPrice(const Tags& tags)
{
    JobPrice price;
    const auto tag = tags.first("amount");
    if (!tag)
        return price;
    price.asked = parseMillisats(tag->value());
    price.isMalformed = !price.asked && !tag->value().isEmpty();
    const auto invoice = tag->at(2);
    if (invoice.isEmpty())
        return price;
    const auto amount =
        invoice.size() <= maxJobInvoice ? invoiceAmount(invoice) : Unexpected(InvoiceError::NotAnInvoice);
    if (!amount || amount->value_or(0) > maxMillisats) {
        price.isMalformed = true;
        return price;
    }
    price.invoiced = *amount;
    price.invoice = invoice.toByteArray();
    return price;
}

void readAnswer(JobAnswer& answer, const Tags& tags)
{
    answer.request = EventId::fromHex(tags.firstValue("e"));
    answer.customer = PubKey::fromHex(tags.firstValue("p"));
    answer.price = readPrice(tags);
    answer.isEncrypted = isMarkedEncrypted(tags);
}

} // namespace

std::optional<Kind> resultKindOf(Kind request) noexcept
{
    return dvmRole(request) == DvmRole::Request ? std::optional(static_cast<Kind>(request + resultOffset))
                                                : std::nullopt;
}

std::optional<Kind> requestKindOf(Kind result) noexcept
{
    return dvmRole(result) == DvmRole::Result ? std::optional(static_cast<Kind>(result - resultOffset))
                                              : std::nullopt;
}

std::optional<std::int64_t> parseMillisats(QByteArrayView text) noexcept
{
    const auto amount = parseDigits(text);
    return amount && *amount <= maxMillisats ? amount : std::nullopt;
}

std::optional<JobRequest> readJobRequest(const Event& event)
{
    if (dvmRole(event.kind) != DvmRole::Request)
        return std::nullopt;
    JobRequest request;
    request.isEncrypted = isMarkedEncrypted(event.tags);
    request.output = text(event.tags.firstValue("output"));
    request.bid = parseMillisats(event.tags.firstValue("bid"));
    for (const auto tag : event.tags) {
        if (!readRequestTag(request, tag))
            request.isCut = true;
    }
    return request;
}

std::optional<JobResult> readJobResult(const Event& event)
{
    const auto requestKind = requestKindOf(event.kind);
    if (!requestKind)
        return std::nullopt;
    JobResult result;
    result.requestKind = *requestKind;
    readAnswer(result, event.tags);
    for (const auto tag : event.tags) {
        if (tag.name() == "i" && !tag.value().isEmpty() && !add(result.inputs, readInput(tag)))
            break;
    }
    return result;
}

std::optional<Event> embeddedJobRequest(const Event& answer, EventParser& parser)
{
    const auto json = answer.tags.firstValue("request");
    if (json.isEmpty())
        return std::nullopt;
    auto request = parser.parseEvent(json);
    return request && dvmRole(request->kind) == DvmRole::Request ? std::optional(*std::move(request))
                                                                 : std::nullopt;
}

const char* toString(JobStatus status) noexcept
{
    const auto* const known = std::find_if(statusNames.begin(), statusNames.end(),
                                           [status](const StatusName& row) { return row.status == status; });
    return known != statusNames.end() ? known->word : "other";
}

JobStatus jobStatusNamed(QByteArrayView word) noexcept
{
    const auto* const known = std::find_if(statusNames.begin(), statusNames.end(),
                                           [word](const StatusName& row) { return word == row.word; });
    return known != statusNames.end() ? known->status : JobStatus::Other;
}

std::optional<JobFeedback> readJobFeedback(const Event& event)
{
    if (event.kind != jobFeedbackKind)
        return std::nullopt;
    JobFeedback feedback;
    readAnswer(feedback, event.tags);
    if (const auto tag = event.tags.first("status")) {
        feedback.status = jobStatusNamed(tag->value());
        feedback.word = text(tag->value());
        feedback.extra = text(tag->at(2));
    }
    return feedback;
}

} // namespace nostrscope
