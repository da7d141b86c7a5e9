// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"

#include "ui/charts/chartsurface.h"
#include "ui/kit/elidedlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <numeric>

namespace nostrscope {

std::uint64_t TimeChartData::total(std::size_t bucketIndex) const
{
    return std::accumulate(series.begin(), series.end(), std::uint64_t(0),
                           [bucketIndex](std::uint64_t sum, const Series& s) {
                               return sum + (bucketIndex < s.values.size() ? s.values[bucketIndex] : 0);
                           });
}

TimeChart::TimeChart(const Theme& theme, const Fmt& fmt, const QString& title, const QString& unit,
                     QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fmt(fmt)
    , m_title(title)
    , m_unit(unit)
    , m_subtitle(new ElidedLabel(this))
    , m_surface(new ChartSurface(theme, fmt, this))
    , m_legend(new ChartLegend(theme, fmt, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    auto* titleLabel = new QLabel(title, this);
    auto titleFont = font();
    titleFont.setWeight(QFont::DemiBold);
    titleLabel->setFont(titleFont);
    m_subtitle->setTextFormat(Qt::PlainText);
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* heading = new QHBoxLayout;
    heading->setSpacing(12);
    heading->addWidget(titleLabel);
    heading->addWidget(m_subtitle, 1);
    auto* body = new QHBoxLayout;
    body->setSpacing(8);
    body->addWidget(m_surface, 1);
    body->addWidget(m_legend);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    layout->addLayout(heading);
    layout->addLayout(body, 1);
    setMinimumHeight(200);
    m_pace.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, &TimeChart::redraw);
    connect(&theme, &Theme::changed, this, &TimeChart::applyData);
    connect(m_surface, &ChartSurface::hovered, this, &TimeChart::setCursorAt);
    connect(m_surface, &ChartSurface::left, this, [this] { setCursorAt(std::nullopt); });
}

void TimeChart::setData(TimeChartData counts)
{
    if (counts.size() > maximumBuckets) {
        const auto surplus = counts.size() - maximumBuckets;
        counts.first += counts.bucket * static_cast<std::int64_t>(surplus);
        counts.present.erase(counts.present.begin(),
                             counts.present.begin() + static_cast<std::ptrdiff_t>(surplus));
        for (auto& series : counts.series)
            series.values.erase(series.values.begin(),
                                series.values.begin()
                                    + static_cast<std::ptrdiff_t>(std::min(surplus, series.values.size())));
    }
    m_data = std::move(counts);
    m_isDirty = true;
    if (!isVisible() || m_pace.isActive())
        return;
    const auto wait = m_sinceDrawn.isValid() ? interval.count() - m_sinceDrawn.elapsed() : 0;
    if (wait > 0)
        m_pace.start(static_cast<int>(wait));
    else
        redraw();
}

void TimeChart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isDirty)
        redraw();
}

void TimeChart::redraw()
{
    if (!m_isDirty || !isVisible())
        return;
    m_sinceDrawn.start();
    m_isDirty = false;
    if (m_cursor && *m_cursor >= m_data.size())
        m_cursor.reset();
    applyData();
    setAccessibleDescription(summary());
}

void TimeChart::applyData()
{
    m_surface->setData(m_data);
    m_surface->setCursorAt(m_cursor);
    m_legend->setData(m_data, m_cursor);
    updateSubtitle();
}

void TimeChart::setEmptyText(const QString& text)
{
    m_surface->setEmptyText(text);
}

void TimeChart::setCursorAt(std::optional<std::size_t> bucket)
{
    if (bucket && *bucket >= m_data.size())
        bucket.reset();
    if (bucket == m_cursor)
        return;
    m_cursor = bucket;
    m_surface->setCursorAt(bucket);
    m_legend->setData(m_data, bucket);
    updateSubtitle();
    setAccessibleDescription(bucket ? cursorText() : summary());
}

void TimeChart::updateSubtitle()
{
    if (m_cursor) {
        const auto from = m_data.first + m_data.bucket * static_cast<std::int64_t>(*m_cursor);
        const auto value = m_data.present[*m_cursor]
            ? tr("%1 %2", "number and unit").arg(m_fmt.numberFull(m_data.total(*m_cursor)), m_unit)
            : tr("no data");
        m_subtitle->setText(tr("%1 for %2: %3", "time, bucket width, value")
                                .arg(m_fmt.dateTimeZone(from), m_fmt.bucket(m_data.bucket), value));
    } else if (!m_data.series.empty()) {
        m_subtitle->setText(tr("%1 per %2 · %3", "unit, bucket width, time zone")
                                .arg(m_unit, m_fmt.bucket(m_data.bucket), m_fmt.zoneName(m_data.asOf)));
    } else {
        m_subtitle->clear();
    }
    auto palette = m_subtitle->palette();
    palette.setColor(QPalette::WindowText, m_cursor ? m_theme.colors().text : m_theme.colors().secondary);
    m_subtitle->setPalette(palette);
    m_subtitle->setToolTip(m_subtitle->text());
}

QString TimeChart::cursorText() const
{
    if (!m_cursor)
        return {};
    QStringList lines{m_subtitle->text()};
    for (const auto& series : m_data.series) {
        if (*m_cursor < series.values.size())
            lines.append(tr("%1: %2", "series and value")
                             .arg(series.name, m_fmt.numberFull(series.values[*m_cursor])));
    }
    return lines.join(u'\n');
}

QString TimeChart::summary() const
{
    std::uint64_t sum = 0;
    std::size_t peak = 0;
    for (std::size_t i = 0; i < m_data.size(); ++i) {
        sum += m_data.total(i);
        if (m_data.total(i) > m_data.total(peak))
            peak = i;
    }
    if (sum == 0)
        return tr("%1: no data in this range").arg(m_title);
    const auto at = m_data.first + m_data.bucket * static_cast<std::int64_t>(peak);
    return tr("%1: %2 %3 in all, most at %4 (%5 per %6)")
        .arg(m_title, m_fmt.numberFull(sum), m_unit, m_fmt.dateTimeZone(at),
             m_fmt.numberFull(m_data.total(peak)), m_fmt.bucket(m_data.bucket));
}

void TimeChart::keyPressEvent(QKeyEvent* event)
{
    const auto last = m_data.size() - 1;
    if (event->matches(QKeySequence::Copy) && m_cursor) {
        QApplication::clipboard()->setText(cursorText());
        return;
    }
    if (m_data.size() == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    // Time runs from left to right in every language.
    case Qt::Key_Left:
        setCursorAt(m_cursor ? (*m_cursor > 0 ? *m_cursor - 1 : 0) : last);
        break;
    case Qt::Key_Right:
        setCursorAt(m_cursor ? std::min(*m_cursor + 1, last) : last);
        break;
    case Qt::Key_Home:
        setCursorAt(0);
        break;
    case Qt::Key_End:
        setCursorAt(last);
        break;
    case Qt::Key_Escape:
        setCursorAt(std::nullopt);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace nostrscope
