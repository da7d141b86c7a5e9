// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/heartbeatbar.h"

#include "models/words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>

namespace nostrscope {

namespace {

constexpr std::array<Status, 6> allStates{Status::Online,  Status::Degraded, Status::Down,
                                          Status::Unknown, Status::Paused,   Status::Checking};

} // namespace

HeartbeatBar::HeartbeatBar(const Theme& theme, const Fmt& fmt, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fmt(fmt)
{
    setFocusPolicy(Qt::StrongFocus);
    setLayoutDirection(Qt::LeftToRight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Heartbeat"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HeartbeatBar::setSegments(std::vector<Segment> segments)
{
    if (segments.size() > maximumSegments)
        segments.erase(segments.begin(), segments.end() - static_cast<std::ptrdiff_t>(maximumSegments));
    m_segments = std::move(segments);
    m_current = std::min(m_current, static_cast<int>(m_segments.size()) - 1);
    setAccessibleDescription(m_current >= 0 ? segmentText(m_current) : summary());
    update();
}

QSize HeartbeatBar::sizeHint() const
{
    return {48 * 6, 32};
}

QRectF HeartbeatBar::bar() const
{
    return QRectF(rect()).adjusted(3, 2, -3, -2);
}

int HeartbeatBar::segmentAt(const QPointF& pos) const
{
    const auto box = bar();
    if (!box.contains(pos) || m_segments.empty())
        return -1;
    const auto index = static_cast<std::size_t>((pos.x() - box.left()) / box.width()
                                                * static_cast<double>(m_segments.size()));
    return static_cast<int>(std::min(index, m_segments.size() - 1));
}

void HeartbeatBar::setCurrent(int index)
{
    if (index == m_current || index >= static_cast<int>(m_segments.size()))
        return;
    m_current = index;
    setAccessibleDescription(index >= 0 ? segmentText(index) : summary());
    update();
}

QString HeartbeatBar::segmentText(int index) const
{
    if (index < 0 || index >= static_cast<int>(m_segments.size()))
        return {};
    const auto& segment = m_segments[static_cast<std::size_t>(index)];
    const auto state = segment.state ? words::statusName(*segment.state) : tr("not measured");
    const auto when =
        tr("%1 to %2", "two times").arg(m_fmt.dateTime(segment.from), m_fmt.dateTimeZone(segment.to));
    return segment.text.isEmpty() ? tr("%1: %2", "time, state").arg(when, state)
                                  : tr("%1: %2, %3", "time, state, details").arg(when, state, segment.text);
}

QString HeartbeatBar::summary() const
{
    QStringList parts;
    for (const auto state : allStates) {
        const auto count = std::count_if(m_segments.begin(), m_segments.end(),
                                         [state](const Segment& segment) { return segment.state == state; });
        if (count > 0)
            parts.append(tr("%1 %2", "state and how often")
                             .arg(words::statusName(state), m_fmt.number(static_cast<std::uint64_t>(count))));
    }
    const auto unseen = std::count_if(m_segments.begin(), m_segments.end(),
                                      [](const Segment& segment) { return !segment.state; });
    if (unseen > 0)
        parts.append(tr("not measured %1").arg(m_fmt.number(static_cast<std::uint64_t>(unseen))));
    return parts.isEmpty() ? tr("Not measured yet") : parts.join(u", ");
}

void HeartbeatBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    std::vector<Heartbeat> states;
    states.reserve(m_segments.size());
    for (const auto& segment : m_segments)
        states.push_back(segment.state);
    paintHeartbeat(&painter, bar(), states, m_theme.colors(), false, m_current);
    if (!hasFocus())
        return;
    painter.setPen(QPen(m_theme.colors().focus, 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void HeartbeatBar::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_segments.size()) - 1;
    if (last < 0 || event->modifiers() != Qt::NoModifier) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(m_current < 0 ? last : std::max(0, m_current - 1));
        break;
    case Qt::Key_Right:
        setCurrent(m_current < 0 ? last : std::min(last, m_current + 1));
        break;
    case Qt::Key_Home:
        setCurrent(0);
        break;
    case Qt::Key_End:
        setCurrent(last);
        break;
    case Qt::Key_Escape:
        setCurrent(-1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0)
            emit activated(m_current);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_current >= 0) {
        const auto box = heartbeatSegment(bar(), static_cast<std::size_t>(m_current), m_segments.size());
        QToolTip::showText(mapToGlobal(box.bottomLeft().toPoint()), segmentText(m_current).toHtmlEscaped(),
                           this);
    } else {
        QToolTip::hideText();
    }
}

void HeartbeatBar::mouseReleaseEvent(QMouseEvent* event)
{
    const int index = segmentAt(event->position());
    if (event->button() != Qt::LeftButton || index < 0)
        return;
    setCurrent(index);
    emit activated(index);
}

void HeartbeatBar::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void HeartbeatBar::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    setCurrent(-1);
    update();
}

bool HeartbeatBar::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int index = segmentAt(help->pos());
        if (index >= 0)
            QToolTip::showText(help->globalPos(), segmentText(index).toHtmlEscaped(), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace nostrscope
