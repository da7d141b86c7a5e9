// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/eventchecker.h"

#include "core/base/limits.h"
#include "core/nostr/eventpeek.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cstring>
#include <utility>

namespace nostrscope {

namespace {

constexpr qsizetype maxExcerpt = 4096;
constexpr std::size_t maxQuarantinePerChunk = 64; // counts go on, texts of a flood do not
constexpr std::uint32_t checkEvery = 64; // duplicates of a relay: one in so many is hashed (COL-6)

} // namespace

InvalidReason reasonOf(EventError error)
{
    return error == EventError::TooLarge ? InvalidReason::TooLarge : InvalidReason::Malformed;
}

InvalidReason reasonOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::BadId:
        return InvalidReason::BadId;
    case Verdict::BadKey:
        return InvalidReason::BadPubKey;
    case Verdict::BadSignature:
    case Verdict::Valid:
        break;
    }
    return InvalidReason::BadSignature;
}

void IngestCounts::add(const IngestCounts& other)
{
    received += other.received;
    duplicates += other.duplicates;
    stored += other.stored;
    ephemeral += other.ephemeral;
    belowFloor += other.belowFloor;
    bytes += other.bytes;
    for (std::size_t i = 0; i < invalid.size(); ++i)
        invalid[i] += other.invalid[i];
}

IdHash::IdHash()
{
    auto* random = QRandomGenerator::system();
    for (auto& word : m_secret)
        word = random->generate64() | 1;
}

std::uint64_t IdHash::operator()(const EventId& id) const noexcept
{
    std::array<std::uint64_t, 4> words;
    std::memcpy(words.data(), id.bytes().data(), sizeof words);
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        hash ^= words[i] ^ m_secret[i];
        hash *= 0x9e3779b97f4a7c15U;
        hash ^= hash >> 32;
        hash *= m_secret[i];
        hash ^= hash >> 29;
    }
    return hash;
}

EventChecker::EventChecker(const RecentSet& known, const IdHash& hash, std::unique_ptr<IdLookup> stored)
    : m_known(known)
    , m_hash(hash)
    , m_stored(std::move(stored))
{
}

QByteArrayView EventChecker::eventJson(const RawEvent& raw) const
{
    if (!raw.isFrame)
        return raw.json;
    const auto frame = peekEventFrame(raw.json);
    return frame ? frame->event : QByteArrayView();
}

CheckedChunk EventChecker::check(std::vector<RawEvent> chunk)
{
    CheckedChunk result;
    // First pass, without parsing: ids that are known are only sightings; the others are looked up together.
    std::vector<std::size_t> unknown;
    std::vector<EventId> ids;
    for (std::size_t i = 0; i < chunk.size(); ++i) {
        const auto& raw = chunk[i];
        if (raw.mark != 0)
            continue;
        auto& counts = result.counts[static_cast<std::size_t>(raw.origin)];
        ++counts.received;
        counts.bytes += static_cast<std::uint64_t>(raw.json.size());
        result.bytes += static_cast<std::uint64_t>(raw.json.size());
        const auto key = peekEventKey(eventJson(raw));
        if (key && m_known.contains(m_hash(key->id))) {
            checkDuplicate(raw, key->id, result);
            continue;
        }
        unknown.push_back(i);
        ids.push_back(key ? key->id : EventId());
    }
    std::vector<bool> stored(unknown.size(), false);
    if (m_stored && !ids.empty())
        m_stored->find(ids, stored);
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        auto& raw = chunk[unknown[i]];
        if (stored[i])
            checkDuplicate(raw, ids[i], result);
        else
            checkFully(raw, result);
    }
    placeMarks(chunk, result);
    return result;
}

/// Events before and after a mark were checked in another order; what was refused is dealt out by place.
void EventChecker::placeMarks(const std::vector<RawEvent>& chunk, CheckedChunk& result)
{
    std::sort(m_refusedArchive.begin(), m_refusedArchive.end());
    auto refused = m_refusedArchive.begin();
    for (const auto& raw : chunk) {
        if (refused != m_refusedArchive.end() && *refused == &raw) {
            ++result.refusedAfterMarks[raw.relay];
            ++refused;
        }
        if (raw.mark != 0)
            result.marks.push_back(
                {raw.relay, raw.mark, std::exchange(result.refusedAfterMarks[raw.relay], 0)});
    }
    m_refusedArchive.clear();
}

void EventChecker::checkDuplicate(const RawEvent& raw, const EventId& claimed, CheckedChunk& result)
{
    if (raw.relay && ++m_sinceCheck[raw.relay] >= checkEvery) {
        m_sinceCheck[raw.relay] = 0;
        const auto event = m_parser.parseEvent(eventJson(raw));
        if (!event || computeId(*event) != claimed) {
            ++result.forged[raw.relay];
            refuse(raw, InvalidReason::BadId, result);
            return;
        }
    }
    ++result.counts[static_cast<std::size_t>(raw.origin)].duplicates;
    if (raw.relay)
        result.sightings.push_back({claimed, raw.relay, raw.arrivedAt, raw.origin});
}

void EventChecker::checkFully(RawEvent& raw, CheckedChunk& result)
{
    const auto json = eventJson(raw);
    auto event = m_parser.parseEvent(json);
    if (!event) {
        refuse(raw, reasonOf(event.error()), result);
        return;
    }
    const auto verdict = m_verifier.verify(*event);
    if (verdict != Verdict::Valid) {
        refuse(raw, reasonOf(verdict), result);
        return;
    }
    const bool zapValid = event->kind == 9735 && isZapRequestSigned(*event, m_innerParser, m_verifier);
    result.events.push_back({std::move(*event), raw.relay, raw.arrivedAt, raw.origin, zapValid});
}

void EventChecker::refuse(const RawEvent& raw, InvalidReason reason, CheckedChunk& result)
{
    ++result.counts[static_cast<std::size_t>(raw.origin)].invalid[static_cast<std::size_t>(reason)];
    ++result.refused[raw.relay][static_cast<std::size_t>(reason)];
    if (raw.origin == Origin::Archive)
        m_refusedArchive.push_back(&raw);
    if (result.quarantine.size() < maxQuarantinePerChunk)
        result.quarantine.push_back({reason, raw.relay, raw.arrivedAt, raw.json.left(maxExcerpt), raw.place});
}

} // namespace nostrscope
