// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discover/mentionreader.h"

#include "core/base/limits.h"
#include "core/nostr/nip19.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr qsizetype maxKnown = 50'000; // texts, some 10 MB
constexpr qsizetype maxRefusedText = 256;

constexpr Kind recommendation = 2;
constexpr Kind contacts = 3;
constexpr Kind zapRequest = 9734;
constexpr Kind zapReceipt = 9735;
constexpr Kind relayList = 10002;
constexpr Kind monitorReport = 30166;

bool isRelaySet(Kind kind)
{
    switch (kind) {
    case 10006: // blocked
    case 10007: // search
    case 10012: // favourites
    case 10013: // private
    case 10050: // for direct messages
    case 10102: // wiki
    case 30002: // sets
        return true;
    default:
        return false;
    }
}

} // namespace

const MentionReader::Known& MentionReader::lookUp(QByteArrayView text)
{
    const auto key = QByteArray::fromRawData(text.data(), text.size());
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return *known;
    if (m_known.size() >= maxKnown)
        m_known.clear();
    Known known;
    if (text.size() <= qsizetype(limits::maxRelayUrlLength)) {
        if (const auto url = RelayUrl::parse(QString::fromUtf8(text), RelayUrlRules::discovered()))
            known = {url->text(), url->network()};
    }
    return *m_known.insert(
        text.first(std::min(text.size(), qsizetype(limits::maxRelayUrlLength) + 1)).toByteArray(), known);
}

void MentionReader::add(QByteArrayView text, DiscoverySource source, bool isRead, bool isWrite)
{
    if (text.isEmpty())
        return;
    const auto& known = lookUp(text);
    if (known.url.isEmpty()) {
        if (m_found.refused.size() < maxPerEvent)
            m_found.refused.push_back(text.first(std::min(text.size(), maxRefusedText)).toByteArray());
        return;
    }
    const auto same =
        std::find_if(m_found.relays.begin(), m_found.relays.end(),
                     [&](const RelayMention& one) { return one.source == source && one.url == known.url; });
    if (same != m_found.relays.end()) {
        same->isRead |= isRead;
        same->isWrite |= isWrite;
    } else if (m_found.relays.size() < maxPerEvent) {
        m_found.relays.push_back({known.url, known.network, source, isRead, isWrite});
    }
}

void MentionReader::readRelayTag(const Event& event, const Tags::View& tag)
{
    const auto name = tag.name();
    if (event.kind == relayList && name == "r") {
        const auto marker = tag.at(2);
        add(tag.value(), DiscoverySource::RelayList, marker != "write", marker != "read");
    } else if (event.kind == monitorReport && name == "d") {
        if (tag.value().contains("://")) // else the key of a relay without a URL
            add(tag.value(), DiscoverySource::Monitor);
    } else if (isRelaySet(event.kind) && name == "relay") {
        add(tag.value(), DiscoverySource::RelaySet);
    } else if (event.kind == zapRequest && name == "relays") {
        for (qsizetype i = 1; i < tag.size(); ++i)
            add(tag.at(i), DiscoverySource::ZapRequest);
    } else if (name.size() == 1 && (name[0] == 'e' || name[0] == 'p' || name[0] == 'a' || name[0] == 'q')) {
        add(tag.at(2), DiscoverySource::Hint);
    }
}

void MentionReader::readEntities(QByteArrayView content)
{
    // Looking for the scheme costs less than the look for entities, and most contents have none.
    if (!content.contains("nostr:"))
        return;
    const auto addAll = [this](const std::vector<QByteArray>& relays) {
        for (const auto& relay : relays)
            add(relay, DiscoverySource::Entity);
    };
    for (const auto& entity : nostrUrisIn(content, maxEntities)) {
        if (const auto* profile = std::get_if<ProfilePointer>(&entity))
            addAll(profile->relays);
        else if (const auto* event = std::get_if<EventPointer>(&entity))
            addAll(event->relays);
        else if (const auto* address = std::get_if<AddressPointer>(&entity))
            addAll(address->relays);
    }
}

void MentionReader::readReceipt(const Event& event)
{
    // Requests are not published by themselves: they come within receipts.
    const auto description = event.tags.firstValue("description");
    if (!description.contains("\"relays\""))
        return;
    const auto request = m_parser.parseEvent(description);
    if (request && request->kind == zapRequest) {
        for (const auto tag : request->tags) {
            if (tag.name() == "relays")
                readRelayTag(*request, tag);
        }
    }
}

RelayMentions MentionReader::read(const Event& event)
{
    m_found = {};
    for (const auto tag : event.tags)
        readRelayTag(event, tag);
    if (event.kind == contacts) {
        for (const auto& relay : m_contacts.read(event.content, maxPerEvent))
            add(relay.url, DiscoverySource::Contacts, relay.isRead, relay.isWrite);
    } else if (event.kind == recommendation) {
        add(QByteArrayView(event.content).trimmed(), DiscoverySource::Recommendation);
    } else if (event.kind == zapReceipt) {
        readReceipt(event);
    } else {
        readEntities(event.content);
    }
    return std::move(m_found);
}

} // namespace nostrscope
