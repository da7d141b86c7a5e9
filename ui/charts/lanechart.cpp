// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/lanechart.h"

#include "ui/charts/chartcanvas.h"

#include <QDateTime>
#include <QKeyEvent>

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr UnixMillis earliest{-62'135'596'800'000ms}; // year 1
constexpr UnixMillis latest{253'402'300'799'000ms}; // year 9999

} // namespace

bool LaneChart::isSpan(Shape shape)
{
    return shape == Shape::Bar || shape == Shape::HatchedBar || shape == Shape::DashedBar;
}

LaneChart::LaneChart(const Theme& theme, const Fmt& fmt, const QString& title, const QString& subtitle,
                     QWidget* parent)
    : ChartPanel(theme, fmt, title, parent)
    , m_canvas(new ChartCanvas([this](QPainter& painter) { paintLanes(painter); }, this))
    , m_cursor(&m_ownCursor)
{
    m_canvas->setLayoutDirection(Qt::LeftToRight);
    setBody(m_canvas);
    setSubtitle(subtitle);
    setMinimumHeight(100);
    connect(&theme, &Theme::changed, m_canvas, qOverload<>(&QWidget::update));
    connect(m_cursor, &ChartCursor::moved, m_canvas, qOverload<>(&QWidget::update));
    connect(m_canvas, &ChartCanvas::hovered, this, &LaneChart::onHovered);
    connect(m_canvas, &ChartCanvas::left, this, [this] { m_cursor->hover(std::nullopt, this); });
    connect(m_canvas, &ChartCanvas::clicked, this, [this](const QPointF& pos) {
        setCurrent(itemAt(pos));
        if (m_current)
            emit activated(m_data.items[*m_current].key);
    });
}

void LaneChart::joinCursor(ChartCursor& shared)
{
    disconnect(m_cursor, nullptr, m_canvas, nullptr);
    m_cursor = &shared;
    connect(m_cursor, &ChartCursor::moved, m_canvas, qOverload<>(&QWidget::update));
    m_canvas->update();
}

void LaneChart::setData(Data given)
{
    m_data = std::move(given);
    m_data.lanes = m_data.lanes.mid(0, static_cast<qsizetype>(maximumLanes));
    m_data.from = std::clamp(m_data.from, earliest, latest);
    m_data.to = std::clamp(m_data.to, earliest, latest);
    const auto lanes = static_cast<std::size_t>(m_data.lanes.size());
    m_data.items.resize(std::min(m_data.items.size(), maximumItems));
    // Arrows name their cause by place, so nothing may be taken out: what has no lane is not painted.
    for (std::size_t i = 0; i < m_data.items.size(); ++i) {
        auto& item = m_data.items[i];
        item.from = std::clamp(item.from, earliest, latest);
        item.to = std::clamp(item.to, item.from, latest);
        item.text.truncate(200);
        if (item.cause && (*item.cause >= i || m_data.items[*item.cause].lane >= lanes))
            item.cause.reset();
    }
    m_byTime.clear();
    for (std::size_t i = 0; i < m_data.items.size(); ++i) {
        if (m_data.items[i].lane < lanes)
            m_byTime.push_back(i);
    }
    std::stable_sort(m_byTime.begin(), m_byTime.end(), [this](std::size_t a, std::size_t b) {
        return m_data.items[a].from < m_data.items[b].from;
    });
    if (m_current && std::find(m_byTime.begin(), m_byTime.end(), *m_current) == m_byTime.end())
        m_current.reset();
    for (auto& lane : m_data.lanes)
        lane.truncate(200);
    m_canvas->setRowNames(m_data.lanes);
    updateGeometry();
    m_canvas->update();
    updateTip();
    refreshTexts();
}

QSize LaneChart::sizeHint() const
{
    const int lanes = std::clamp(static_cast<int>(m_data.lanes.size()), 2, 20);
    return {600, lanes * (fontMetrics().height() + 10) + fontMetrics().height() * 2 + 40};
}

QRectF LaneChart::plot() const
{
    const int names = m_canvas->rowNamesWidth();
    return QRectF(m_canvas->rect())
        .adjusted(names + 10, 1, -pointRadius - 1, -(m_canvas->fontMetrics().height() + 6));
}

double LaneChart::laneHeight() const
{
    const double most = m_canvas->fontMetrics().height() + 16.0;
    return std::min(most, plot().height() / std::max(1.0, static_cast<double>(m_data.lanes.size())));
}

double LaneChart::xOf(UnixMillis time) const
{
    const auto box = plot();
    if (m_data.to <= m_data.from)
        return box.left();
    const double part = static_cast<double>((time - m_data.from).count())
        / static_cast<double>((m_data.to - m_data.from).count());
    // Far outside is as good as just outside, and no number that a painter chokes on.
    return box.left() + box.width() * std::clamp(part, -1.0, 2.0);
}

QRectF LaneChart::itemRect(std::size_t index) const
{
    const auto& item = m_data.items[index];
    const double height = laneHeight();
    const double middle = plot().top() + (static_cast<double>(item.lane) + 0.5) * height;
    if (isSpan(item.shape)) {
        const double left = xOf(item.from);
        const double thick = std::max(2.0, height * 0.6);
        return {left, middle - thick / 2, std::max(2.0, xOf(item.to) - left), thick};
    }
    const double radius = std::min(pointRadius, std::max(1.0, height / 2));
    if (item.shape == Shape::Tick)
        return {xOf(item.from) - 1, middle - height / 2, 2, height};
    return {xOf(item.from) - radius, middle - radius, 2 * radius, 2 * radius};
}

std::optional<std::size_t> LaneChart::itemAt(const QPointF& pos) const
{
    std::optional<std::size_t> found;
    for (const auto index : m_byTime) {
        // Points lie upon bars; a target has at least 12 pixels.
        const bool isOver = found && isSpan(m_data.items[index].shape) && !isSpan(m_data.items[*found].shape);
        if (itemRect(index).adjusted(-2, -2, 2, 2).contains(pos) && !isOver)
            found = index;
    }
    return found;
}

void LaneChart::onHovered(const QPointF& pos)
{
    const auto box = plot();
    const bool isInside = m_data.to > m_data.from && box.width() >= 1 && box.contains(pos);
    if (!isInside) {
        m_cursor->hover(std::nullopt, this);
        return;
    }
    const double part = (pos.x() - box.left()) / box.width();
    m_cursor->hover(m_data.from
                        + std::chrono::milliseconds(static_cast<std::int64_t>(
                            part * static_cast<double>((m_data.to - m_data.from).count()))),
                    this);
    if (const auto item = itemAt(pos))
        setCurrent(item);
}

void LaneChart::setCurrent(std::optional<std::size_t> item)
{
    if (item && std::find(m_byTime.begin(), m_byTime.end(), *item) == m_byTime.end())
        item.reset();
    if (item == m_current)
        return;
    m_current = item;
    m_canvas->update();
    updateTip();
    refreshTexts();
    emit currentChanged(item ? m_data.items[*item].key : QVariant());
}

void LaneChart::step(int by)
{
    if (m_byTime.empty())
        return;
    const auto last = static_cast<std::ptrdiff_t>(m_byTime.size()) - 1;
    auto at = by > 0 ? std::ptrdiff_t(-1) : last + 1;
    if (m_current)
        at = std::find(m_byTime.begin(), m_byTime.end(), *m_current) - m_byTime.begin();
    setCurrent(m_byTime[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at + by, 0, last))]);
}

std::optional<std::size_t> LaneChart::nearestInLane(std::size_t lane, UnixMillis time) const
{
    std::optional<std::size_t> best;
    for (const auto index : m_byTime) {
        const auto& item = m_data.items[index];
        const auto distance = [time](const Item& other) {
            return time < other.from ? other.from - time : time - other.from;
        };
        if (item.lane == lane && (!best || distance(item) < distance(m_data.items[*best])))
            best = index;
    }
    return best;
}

void LaneChart::stepLane(int by)
{
    if (!m_current) {
        step(1);
        return;
    }
    const auto& item = m_data.items[*m_current];
    const auto lanes = static_cast<std::ptrdiff_t>(m_data.lanes.size());
    for (auto lane = static_cast<std::ptrdiff_t>(item.lane) + by; lane >= 0 && lane < lanes; lane += by) {
        if (const auto found = nearestInLane(static_cast<std::size_t>(lane), item.from)) {
            setCurrent(found);
            return;
        }
    }
}

void LaneChart::keyPressEvent(QKeyEvent* event)
{
    if (isTableShown() || m_byTime.empty() || event->modifiers() != Qt::NoModifier) {
        ChartPanel::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        step(-1);
        break;
    case Qt::Key_Right:
        step(1);
        break;
    case Qt::Key_Up:
        stepLane(-1);
        break;
    case Qt::Key_Down:
        stepLane(1);
        break;
    case Qt::Key_Home:
        setCurrent(m_byTime.front());
        break;
    case Qt::Key_End:
        setCurrent(m_byTime.back());
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current)
            emit activated(m_data.items[*m_current].key);
        break;
    case Qt::Key_Escape:
        setCurrent(std::nullopt);
        break;
    default:
        ChartPanel::keyPressEvent(event);
    }
}

void LaneChart::updateTip()
{
    if (!m_current) {
        hideTip();
        return;
    }
    const auto& item = m_data.items[*m_current];
    QStringList notes;
    if (isSpan(item.shape))
        notes.append(
            tr("until %1, %2", "time, duration")
                .arg(fmt().dateTimeZone(item.to),
                     fmt().duration(std::chrono::duration_cast<std::chrono::seconds>(item.to - item.from))));
    showTip(fmt().dateTimeZone(item.from),
            {{m_data.lanes.at(static_cast<qsizetype>(item.lane)), item.text, {}, item.color, false}}, notes,
            *m_canvas, itemRect(*m_current).center().toPoint());
}

QString LaneChart::cursorText() const
{
    if (!m_current)
        return {};
    const auto& item = m_data.items[*m_current];
    const auto when = isSpan(item.shape)
        ? tr("%1 to %2", "two times").arg(fmt().dateTime(item.from), fmt().dateTimeZone(item.to))
        : fmt().dateTimeZone(item.from);
    return tr("%1, %2: %3", "time, lane, what")
        .arg(when, m_data.lanes.at(static_cast<qsizetype>(item.lane)), item.text);
}

QString LaneChart::summary() const
{
    return tr("%1: %2 in %3", "title, entries, lanes")
        .arg(title(), tr("%n entry(s)", nullptr, static_cast<int>(m_byTime.size())),
             tr("%n lane(s)", nullptr, static_cast<int>(m_data.lanes.size())));
}

ChartTable LaneChart::toTable() const
{
    ChartTable table;
    table.header = {tr("From"), tr("To"), tr("Lane"), tr("What")};
    const auto time = [this](UnixMillis at) {
        return ChartTable::Cell{
            fmt().dateTime(at),
            QDateTime::fromMSecsSinceEpoch(toMillis(at), fmt().zone()).toString(Qt::ISODateWithMs),
            static_cast<double>(toMillis(at)), false};
    };
    for (const auto index : m_byTime) {
        const auto& item = m_data.items[index];
        table.rows.push_back({time(item.from), time(item.to),
                              ChartTable::text(m_data.lanes.at(static_cast<qsizetype>(item.lane))),
                              ChartTable::text(item.text)});
    }
    return table;
}

} // namespace nostrscope
