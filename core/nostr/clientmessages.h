// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/nostr/filter.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <variant>
#include <vector>

namespace nostrscope {

class EventParser;

// Client to relay (NIP-01, 42, 45, 77): compact JSON text of one frame. Subscription ids are ours: short
// ASCII.

[[nodiscard]] QByteArray eventMessage(const Event& event);
[[nodiscard]] QByteArray reqMessage(QByteArrayView subscription, const std::vector<Filter>& filters);
[[nodiscard]] QByteArray closeMessage(QByteArrayView subscription);
/// `event` is of kind 22242 (nip42.h).
[[nodiscard]] QByteArray authMessage(const Event& event);
[[nodiscard]] QByteArray countMessage(QByteArrayView subscription, const std::vector<Filter>& filters);
/// `payload` is binary; the filter must not carry a limit (protocol.md §15.3).
[[nodiscard]] QByteArray negOpenMessage(QByteArrayView subscription, const Filter& filter,
                                        QByteArrayView payload);
[[nodiscard]] QByteArray negMsgMessage(QByteArrayView subscription, QByteArrayView payload);
[[nodiscard]] QByteArray negCloseMessage(QByteArrayView subscription);

struct EventRequest {
    Event event;
};
struct ReqRequest {
    QByteArray subscription;
    std::vector<Filter> filters; ///< at least one
};
struct CloseRequest {
    QByteArray subscription;
};
struct AuthRequest {
    Event event;
};
struct CountRequest {
    QByteArray subscription;
    std::vector<Filter> filters; ///< at least one
};
struct NegOpenRequest {
    QByteArray subscription;
    Filter filter;
    QByteArray payload; ///< binary
};
struct NegMsgRequest {
    QByteArray subscription;
    QByteArray payload; ///< binary
};
struct NegCloseRequest {
    QByteArray subscription;
};
struct MalformedClientMessage {
    QString reason; ///< an English sentence
    QByteArray verb; ///< as far as it was read: "REQ"; empty when not even that
    QByteArray subscription; ///< as far as it was read, to answer CLOSED
};

using ClientMessage = std::variant<MalformedClientMessage, EventRequest, ReqRequest, CloseRequest,
                                   AuthRequest, CountRequest, NegOpenRequest, NegMsgRequest, NegCloseRequest>;

/// What a client sent, for a relay of ours (simulated networks, tests). Neither id nor signature of an event
/// is checked. Filters are read as strictly as Filter::fromJson does.
[[nodiscard]] ClientMessage parseClientMessage(QByteArrayView json, EventParser& parser);

} // namespace nostrscope
