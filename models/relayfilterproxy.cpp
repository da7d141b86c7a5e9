// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/relayfilterproxy.h"

#include "models/healthwords.h"
#include "models/words.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

/// Ends of certificates and "this week" come nearer without a change of a row.
constexpr auto recountEvery = 1min;

} // namespace

RelayFilterProxy::RelayFilterProxy(RelayTableModel* source, QObject* parent)
    : TableFilterProxy(source, parent)
    , m_source(source)
{
}

void RelayFilterProxy::setView(RelayView view)
{
    if (view == m_view)
        return;
    m_view = view;
    refilter();
}

bool RelayFilterProxy::isInView(const RelayRow& row, RelayView view, UnixMillis now)
{
    switch (view) {
    case RelayView::All:
        return true;
    case RelayView::Watched:
        return row.entry.starred;
    case RelayView::Down:
        return words::statusOf(row) == Status::Down;
    case RelayView::Degraded:
        return words::statusOf(row) == Status::Degraded;
    case RelayView::Slow:
        return row.health && row.health->readP95 && *row.health->readP95 > slowRead;
    case RelayView::Certificate:
        return row.health && row.health->certificateUntil
            && words::daysLeft(*row.health->certificateUntil, now) < certificateWarningDays;
    case RelayView::Calendar:
        return row.health && (certificateStep(*row.health, now) || isCertificateNews(*row.health, now));
    case RelayView::Paid:
        return row.health && row.health->needsPayment;
    case RelayView::Auth:
        return row.health && row.health->needsAuth;
    case RelayView::Overlay:
        return words::needsProxy(row.entry.url);
    case RelayView::Paused:
        return words::statusOf(row) == Status::Paused;
    case RelayView::NewThisWeek:
        return row.entry.addedAt != UnixMillis{} && now - row.entry.addedAt <= 7 * 24h;
    }
    Q_UNREACHABLE();
}

const RelayViewCounts& RelayFilterProxy::counts(UnixMillis now)
{
    const auto age = now - m_countedAt;
    const bool isOld = age < 0ms || age >= recountEvery;
    if (isOld)
        m_countedAt = now;
    const auto& chunks = m_source->chunks();
    m_counted.resize(chunks.size());
    m_counts = {};
    for (std::size_t c = 0; c < chunks.size(); ++c) {
        auto& one = m_counted[c];
        if (isOld || one.chunk != chunks[c]) {
            one.chunk = chunks[c];
            one.counts = {};
            m_rowsCounted += one.chunk->size();
            for (const auto& row : *one.chunk) {
                for (std::size_t view = 0; view < relayViews.size(); ++view)
                    one.counts[view] += isInView(row, relayViews[view], now) ? 1 : 0;
            }
        }
        for (std::size_t view = 0; view < relayViews.size(); ++view)
            m_counts[view] += one.counts[view];
    }
    return m_counts;
}

bool RelayFilterProxy::acceptsRow(int sourceRow) const
{
    return isInView(m_source->row(sourceRow), m_view, now());
}

bool RelayFilterProxy::rowContains(int sourceRow, const QString& word) const
{
    // Without the model's texts: this runs for every changed row of every update.
    const auto& row = m_source->row(sourceRow);
    const auto has = [&word](const QString& text) { return text.contains(word, Qt::CaseInsensitive); };
    const auto* health = row.health.get();
    return has(QString::fromUtf8(row.entry.url)) || has(row.entry.name) || has(row.entry.purpose)
        || has(words::stateWord(row)) || has(words::linkError(row.lastError)) || has(row.lastErrorDetail)
        || (health != nullptr
            && (has(health->name) || has(health->software)
                || (health->status.lastCheck && has(words::cause(health->status.lastCause)))));
}

bool RelayFilterProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const auto& a = m_source->row(left.row());
    const auto& b = m_source->row(right.row());
    const int order = RelayTableModel::compare(a, b, left.column());
    if (order != 0)
        return order < 0;
    // Within a state the busiest first, and equal rows always in the same order.
    if (left.column() == RelayTableModel::StatusColumn && a.eventsPerMinute != b.eventsPerMinute)
        return a.eventsPerMinute < b.eventsPerMinute;
    return b.entry.id < a.entry.id;
}

} // namespace nostrscope
