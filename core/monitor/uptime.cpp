// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/uptime.h"

#include "core/records/healthcodec.h"

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

/// A clock that goes back further than this was wrong before, not now: counting starts again there.
constexpr auto believedStep = 2h;
constexpr std::uint64_t maxPieces = 4096;

} // namespace

void SpanBuilder::append(std::vector<Piece>& pieces, Piece piece)
{
    if (piece.to <= piece.from)
        return;
    if (!pieces.empty() && pieces.back().to == piece.from && pieces.back().kind == piece.kind
        && pieces.back().suspect == piece.suspect)
        pieces.back().to = piece.to;
    else
        pieces.push_back(piece);
}

void SpanBuilder::endHeld(UnixMillis at)
{
    if (!m_held)
        return;
    auto piece = *m_held;
    m_held.reset();
    piece.from = std::max(piece.from, m_counted);
    piece.to = std::min(piece.to, at);
    append(m_pieces, piece);
    m_counted = std::max(m_counted, piece.to);
}

void SpanBuilder::result(UnixMillis at, SpanKind kind, bool suspect, std::chrono::milliseconds interval)
{
    endHeld(at);
    if (m_counted - at > believedStep)
        m_counted = at;
    m_held = Piece{at, at + 2 * interval, kind, suspect};
}

void SpanBuilder::settle(SpanKind kind)
{
    std::vector<Piece> settled;
    for (auto piece : m_pieces) {
        if (std::exchange(piece.suspect, false))
            piece.kind = kind;
        append(settled, piece);
    }
    m_pieces = std::move(settled);
    if (m_held && std::exchange(m_held->suspect, false))
        m_held->kind = kind;
}

void SpanBuilder::cut(UnixMillis from)
{
    endHeld(from);
    while (!m_pieces.empty() && m_pieces.back().to > from) {
        m_pieces.back().to = std::max(from, m_pieces.back().from);
        m_counted = m_pieces.back().to;
        if (m_pieces.back().to > m_pieces.back().from)
            break;
        m_pieces.pop_back();
    }
}

void SpanBuilder::leaveOut(UnixMillis from, UnixMillis to, SpanKind kind)
{
    endHeld(from);
    append(m_pieces, {std::max(from, m_counted), to, kind, false});
    m_counted = std::max(m_counted, to);
}

std::vector<HealthSpan> SpanBuilder::take()
{
    std::vector<HealthSpan> spans;
    if (m_pieces.empty())
        return spans;
    // The last one may still grow.
    const auto end = std::find_if(m_pieces.begin(), std::prev(m_pieces.end()),
                                  [](const Piece& piece) { return piece.suspect; });
    for (auto piece = m_pieces.begin(); piece != end; ++piece)
        spans.push_back({m_relay, piece->from, piece->to, piece->kind});
    m_pieces.erase(m_pieces.begin(), end);
    return spans;
}

std::vector<HealthSpan> SpanBuilder::pending(UnixMillis now, SpanKind suspectAs) const
{
    auto pieces = m_pieces;
    if (m_held) {
        auto held = *m_held;
        held.from = std::max(held.from, m_counted);
        held.to = std::min(held.to, now);
        append(pieces, held);
    }
    std::vector<HealthSpan> spans;
    for (const auto& piece : pieces)
        spans.push_back({m_relay, piece.from, piece.to, piece.suspect ? suspectAs : piece.kind});
    return spans;
}

void SpanBuilder::writeTo(QByteArray& out) const
{
    const auto write = [&out](const Piece& piece) {
        appendVarint(out, zigZag(toMillis(piece.from)));
        appendVarint(out, zigZag((piece.to - piece.from).count()));
        appendVarint(out, static_cast<std::uint64_t>(piece.kind) * 2 + (piece.suspect ? 1 : 0));
    };
    appendVarint(out, zigZag(toMillis(m_counted)));
    appendVarint(out, m_pieces.size());
    for (const auto& piece : m_pieces)
        write(piece);
    appendVarint(out, m_held ? 1 : 0);
    if (m_held)
        write(*m_held);
}

bool SpanBuilder::readFrom(ByteReader& in)
{
    const auto read = [&in](Piece& piece) {
        piece.from = readTime(in);
        piece.to = piece.from + std::chrono::milliseconds(toMillis(readTime(in)));
        const auto kind = in.varint();
        piece.suspect = kind % 2 != 0;
        piece.kind = static_cast<SpanKind>(kind / 2);
        return !in.failed() && kind / 2 < spanKindCount;
    };
    m_counted = readTime(in);
    const auto count = in.varint();
    if (in.failed() || count > maxPieces)
        return false;
    m_pieces.assign(count, {});
    for (auto& piece : m_pieces) {
        if (!read(piece) || piece.to <= piece.from)
            return false;
    }
    m_held.reset();
    if (in.varint() == 0)
        return !in.failed();
    Piece held;
    if (!read(held))
        return false;
    m_held = held;
    return true;
}

std::optional<double> Uptime::ratio01() const
{
    if (decided() <= 0ms)
        return std::nullopt;
    return double(up.count()) / double(decided().count());
}

double Uptime::coverage01() const
{
    const auto all = decided() + gap + excluded + unknown;
    return all > 0ms ? double(decided().count()) / double(all.count()) : 0;
}

QByteArray Uptime::percent(int digits) const
{
    if (decided() <= 0ms)
        return {};
    std::int64_t scale = 100;
    std::int64_t ones = 1;
    for (int i = 0; i < std::clamp(digits, 0, 4); ++i) {
        scale *= 10;
        ones *= 10;
    }
    // In whole numbers: 100 years of milliseconds times a million fit.
    const auto units = up.count() * scale / decided().count();
    auto text = QByteArray::number(static_cast<qlonglong>(units / ones));
    if (ones > 1)
        text += '.'
            + QByteArray::number(static_cast<qlonglong>(units % ones))
                  .rightJustified(std::clamp(digits, 0, 4), '0');
    return text;
}

std::optional<int> Uptime::nines() const
{
    if (decided() <= 0ms)
        return std::nullopt;
    int count = 0;
    // down * 10^n <= decided, without the product
    for (std::int64_t share = 10; count < 9 && down.count() <= decided().count() / share; share *= 10)
        ++count;
    return count;
}

Uptime uptimeOf(std::span<const HealthSpan> spans, UnixMillis from, UnixMillis to)
{
    struct Part {
        UnixMillis from;
        UnixMillis to;
        SpanKind kind;
    };
    std::vector<Part> parts;
    for (const auto& span : spans) {
        const Part part{std::max(span.from, from), std::min(span.to, to), span.kind};
        if (part.from < part.to)
            parts.push_back(part);
    }
    // A result may hold into a gap that was only known later: what is left out wins.
    const auto rank = [](SpanKind kind) {
        return kind == SpanKind::Gap ? 0 : kind == SpanKind::Excluded ? 1 : 2;
    };
    std::vector<UnixMillis> cuts{from, to};
    for (const auto& part : parts) {
        cuts.push_back(part.from);
        cuts.push_back(part.to);
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.from < b.from; });

    Uptime uptime;
    std::vector<Part> active;
    std::size_t next = 0;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        std::erase_if(active, [&](const Part& part) { return part.to <= cuts[i]; });
        while (next < parts.size() && parts[next].from <= cuts[i])
            active.push_back(parts[next++]);
        const auto length = cuts[i + 1] - cuts[i];
        const auto best = std::min_element(active.begin(), active.end(), [&](const Part& a, const Part& b) {
            return rank(a.kind) < rank(b.kind);
        });
        if (best == active.end()) {
            uptime.unknown += length;
            continue;
        }
        switch (best->kind) {
        case SpanKind::Degraded:
            uptime.degraded += length;
            [[fallthrough]];
        case SpanKind::Up:
            uptime.up += length;
            break;
        case SpanKind::Down:
            uptime.down += length;
            break;
        case SpanKind::Gap:
            uptime.gap += length;
            break;
        case SpanKind::Excluded:
            uptime.excluded += length;
            break;
        }
    }
    return uptime;
}

OutageFigures outagesOf(std::span<const Incident> incidents, const Uptime& uptime, UnixMillis from,
                        UnixMillis to, UnixMillis knownSince)
{
    OutageFigures figures;
    std::chrono::milliseconds recovering{};
    std::int64_t closed = 0;
    auto streakFrom = std::max(knownSince, UnixMillis{});
    bool isOpen = false;
    for (const auto& incident : incidents) {
        if (incident.firstFailure >= to)
            continue;
        isOpen = isOpen || incident.isOpen();
        if (incident.firstSuccess && !incident.isOpen())
            streakFrom = std::max(streakFrom, *incident.firstSuccess);
        if (incident.firstFailure < from)
            continue;
        ++figures.incidents;
        const auto lasted = incident.duration().value_or(to - incident.firstFailure);
        figures.longest = std::max(figures.longest.value_or(0ms), lasted);
        if (const auto duration = incident.duration()) {
            recovering += *duration;
            ++closed;
        }
    }
    if (closed > 0)
        figures.meanToRecover = recovering / closed;
    if (figures.incidents > 0)
        figures.meanBetween = uptime.up / static_cast<std::int64_t>(figures.incidents);
    if (!isOpen && streakFrom < to && streakFrom > UnixMillis{})
        figures.streak = to - streakFrom;
    return figures;
}

} // namespace nostrscope
