// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/facts/rollup.h"

#include "core/base/varint.h"

#include <limits>

namespace nostrscope {

namespace {

/// Amounts are claims of strangers: a sum of them stops at the largest number instead of starting anew, and
/// is still the same in any order.
std::uint64_t saturatingSum(std::uint64_t a, std::uint64_t b)
{
    return a > std::numeric_limits<std::uint64_t>::max() - b ? std::numeric_limits<std::uint64_t>::max()
                                                             : a + b;
}

void addSums(RollupCell& sum, const RollupCell& other)
{
    sum.events += other.events;
    sum.bytes += other.bytes;
    sum.zaps += other.zaps;
    sum.millisats = saturatingSum(sum.millisats, other.millisats);
}

void count(RollupCell& cell, const EventMeasure& event)
{
    ++cell.events;
    cell.bytes += event.contentBytes;
    cell.zaps += event.isZap;
    cell.millisats = saturatingSum(cell.millisats, event.millisats);
    cell.authors.add(event.author);
}

} // namespace

void RollupCell::add(const RollupCell& other)
{
    addSums(*this, other);
    authors.unite(other.authors);
    dvm.add(other.dvm);
}

void RollupCell::addLazily(RollupCell other)
{
    addSums(*this, other);
    dvm.add(other.dvm);
    authors.uniteLazily(std::move(other.authors));
}

void RollupCell::appendTo(QByteArray& out, Dimension dimension) const
{
    if (isOfDvms(dimension)) {
        dvm.appendTo(out);
        return;
    }
    appendVarint(out, events);
    appendVarint(out, bytes);
    appendVarint(out, zaps);
    appendVarint(out, millisats);
    authors.appendTo(out);
}

bool RollupCell::readFrom(ByteReader& in, Dimension dimension)
{
    if (isOfDvms(dimension))
        return dvm.readFrom(in);
    events = in.varint();
    bytes = in.varint();
    zaps = in.varint();
    millisats = in.varint();
    return authors.readFrom(in);
}

void RollupDelta::addEvent(const EventMeasure& event)
{
    count(m_cells[{Dimension::All, 0, event.hour()}], event);
    count(m_cells[{Dimension::ByKind, event.kind, event.hour()}], event);
}

void RollupDelta::addSighting(const EventMeasure& event, std::uint32_t relay)
{
    // A later sighting does not know the amount of a zap, so the first must not count it either.
    auto plain = event;
    plain.isZap = false;
    plain.millisats = 0;
    count(m_cells[{Dimension::ByRelay, relay, event.hour()}], plain);
}

void RollupDelta::addDvm(const CellKey& key, const DvmCounts& counts, int sign)
{
    m_cells[key].dvm.add(counts, sign);
}

void RollupDelta::add(const RollupDelta& other)
{
    for (const auto& [key, cell] : other.m_cells)
        m_cells[key].add(cell);
}

QByteArray RollupDelta::toBlob() const
{
    QByteArray out;
    appendVarint(out, m_cells.size());
    for (const auto& [key, cell] : m_cells) {
        out.append(static_cast<char>(key.dimension));
        appendVarint(out, key.value);
        appendVarint(out, static_cast<std::uint64_t>(key.hour));
        cell.appendTo(out, key.dimension);
    }
    return out;
}

bool RollupDelta::fromBlob(QByteArrayView blob)
{
    m_cells.clear();
    ByteReader in(blob);
    const auto cells = in.varint();
    for (std::uint64_t i = 0; i < cells && !in.failed(); ++i) {
        const auto dimension = in.byte();
        const auto value = static_cast<std::uint32_t>(in.varint());
        const auto hour = static_cast<HourNo>(in.varint());
        RollupCell cell;
        if (dimension > static_cast<std::uint8_t>(Dimension::ByProvider)
            || !cell.readFrom(in, static_cast<Dimension>(dimension)))
            break;
        m_cells[{static_cast<Dimension>(dimension), value, hour}].add(cell);
    }
    if (in.failed() || !in.atEnd() || m_cells.size() != cells) {
        m_cells.clear();
        return false;
    }
    return true;
}

void RelayMeasure::add(const RelayMeasure& other)
{
    seen += other.seen;
    novel += other.novel;
    duplicates += other.duplicates;
    delays.add(other.delays);
}

void RelayDelta::add(const RelayDelta& other)
{
    for (const auto& [key, measure] : other.m_days)
        m_days[key].add(measure);
}

QByteArray RelayDelta::toBlob() const
{
    QByteArray out;
    for (const auto& [key, measure] : m_days) {
        appendVarint(out, key.relay);
        appendVarint(out, zigZag(key.day));
        appendVarint(out, measure.seen);
        appendVarint(out, measure.novel);
        appendVarint(out, measure.duplicates);
        const auto delays = measure.delays.toBlob();
        appendVarint(out, static_cast<std::uint64_t>(delays.size()));
        out.append(delays);
    }
    return out;
}

bool RelayDelta::fromBlob(QByteArrayView blob)
{
    m_days.clear();
    ByteReader in(blob);
    bool intact = true;
    while (intact && !in.atEnd()) {
        const auto relay = static_cast<std::uint32_t>(in.varint());
        const auto day = unZigZag(in.varint());
        RelayMeasure measure;
        measure.seen = in.varint();
        measure.novel = in.varint();
        measure.duplicates = in.varint();
        intact = measure.delays.addBlob(in.bytes(in.varint())) && !in.failed();
        m_days[{relay, day}].add(measure);
    }
    if (!intact || in.failed())
        m_days.clear();
    return intact && !in.failed();
}

} // namespace nostrscope
