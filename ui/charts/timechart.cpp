// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"

#include <QHBoxLayout>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Below these widths the legend has no values, or is gone.
constexpr int widthForValues = 640;
constexpr int widthForLegend = 420;

} // namespace

TimeChart::TimeChart(const Theme& theme, const Fmt& fmt, const QString& title, const QString& unit,
                     QWidget* parent)
    : ChartPanel(theme, fmt, title, parent)
    , m_unit(unit)
    , m_cursor(&m_ownCursor)
{
    auto* body = new QWidget(this);
    m_surface = new ChartSurface(theme, fmt, body);
    m_legend = new ChartLegend(theme, body);
    auto* layout = new QHBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_surface, 1);
    layout->addWidget(m_legend);
    setBody(body);
    setMinimumHeight(200);
    setValueUnit(ChartUnit::Count);
    m_pace.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, &TimeChart::redraw);
    connect(&theme, &Theme::changed, this, &TimeChart::applyData);
    connect(m_cursor, &ChartCursor::moved, this, &TimeChart::onCursorMoved);
    connect(m_surface, &ChartSurface::hovered, this, [this](std::size_t bucket) {
        m_isHovering = true;
        m_cursor->hover(middleOf(bucket), this);
    });
    connect(m_surface, &ChartSurface::left, this, [this] {
        // What keys have set stays when the pointer happens to leave.
        if (std::exchange(m_isHovering, false) && m_cursor->holder() == this)
            m_cursor->hover(std::nullopt, this);
    });
    connect(m_surface, &ChartSurface::clicked, this, &TimeChart::onClicked);
    connect(m_surface, &ChartSurface::dragged, this,
            [this](ChartSurface::Buckets buckets) { selectRange(buckets.first, buckets.second); });
    connect(m_legend, &ChartLegend::toggled, this,
            [this](const QString& name) { setSeriesHidden(name, !isSeriesHidden(name)); });
    connect(m_legend, &ChartLegend::isolated, this, &TimeChart::isolateSeries);
}

void TimeChart::setData(TimeChartData values)
{
    values.tidy(isAdditive(m_valueUnit));
    m_data = std::move(values);
    m_isDirty = true;
    if (!isVisible() || m_pace.isActive())
        return;
    const auto wait = m_sinceDrawn.isValid() ? interval.count() - m_sinceDrawn.elapsed() : 0;
    if (wait > 0)
        m_pace.start(static_cast<int>(wait));
    else
        redraw();
}

void TimeChart::setValueUnit(ChartUnit unit)
{
    m_valueUnit = unit;
    setForms(isAdditive(unit) ? QList{ChartForm::Bars, ChartForm::Lines, ChartForm::Cumulative}
                              : QList{ChartForm::Lines});
}

void TimeChart::setForms(const QList<ChartForm>& forms)
{
    m_forms = forms;
    if (!forms.contains(m_form) && !forms.isEmpty())
        m_form = forms.constFirst();
    applyData();
}

void TimeChart::setForm(ChartForm form)
{
    if (form == m_form)
        return;
    m_form = form;
    m_isLog = m_isLog && (form == ChartForm::Lines || form == ChartForm::Cumulative);
    applyData();
    emit formChanged(form);
}

void TimeChart::setLogarithmic(bool on)
{
    if (on == m_isLog)
        return;
    if (on && m_form != ChartForm::Cumulative)
        setForm(ChartForm::Lines);
    m_isLog = on;
    applyData();
}

void TimeChart::setEmptyText(const QString& text)
{
    m_surface->setEmptyText(text);
}

QString TimeChart::emptyText() const
{
    return m_surface->emptyText();
}

void TimeChart::setNote(const QString& note)
{
    if (note == m_note)
        return;
    m_note = note;
    updateSubtitle();
}

void TimeChart::redraw()
{
    if (!m_isDirty || !isVisible())
        return;
    m_sinceDrawn.start();
    applyData();
}

TimeChartData TimeChart::shownData() const
{
    auto shown = m_data;
    std::erase_if(shown.series, [this](const ChartSeries& one) { return m_hidden.contains(one.name); });
    if (shown.series.size() != m_data.series.size() || m_form == ChartForm::Share)
        shown.previous.clear(); // it is the sum of all
    const auto runningSum = [](std::vector<double>& values) {
        double sum = 0;
        for (auto& value : values)
            value = std::isnan(value) ? value : sum += value;
    };
    if (m_form == ChartForm::Cumulative) {
        for (auto& one : shown.series)
            runningSum(one.values);
        runningSum(shown.previous);
    } else if (m_form == ChartForm::Share) {
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const double total = shown.total(i);
            if (!(total > 0))
                shown.present[i] = false; // shares of nothing are no shares
            for (auto& one : shown.series)
                one.values[i] = total > 0 ? one.values[i] / total : noValue;
        }
    }
    return shown;
}

void TimeChart::applyData()
{
    m_isDirty = false;
    const auto shown = shownData();
    m_surface->setData(shown, m_form == ChartForm::Share ? ChartUnit::Ratio : m_valueUnit, m_form, m_isLog);
    updateSubtitle();
    m_surface->setCursorAt(cursor());
    updateLegend(shown);
    updateTip();
    refreshTexts();
}

bool TimeChart::showsSum() const
{
    return isAdditive(m_valueUnit) && m_form != ChartForm::Share;
}

void TimeChart::updateSubtitle()
{
    if (m_data.series.empty() || m_data.size() == 0) {
        setSubtitle({});
        return;
    }
    const auto bucket = fmt().bucket(m_data.bucket);
    const auto zone = fmt().zoneName(m_data.asOf);
    QString text;
    switch (m_form) {
    case ChartForm::Bars:
    case ChartForm::Lines:
    case ChartForm::Area:
        text = tr("%1 per %2 · %3", "unit, bucket width, time zone").arg(m_unit, bucket, zone);
        break;
    case ChartForm::Share:
        text = tr("share of %1 per %2 · %3", "unit, bucket width, time zone").arg(m_unit, bucket, zone);
        break;
    case ChartForm::Cumulative:
        text = tr("%1 added up, steps of %2 · %3", "unit, bucket width, time zone").arg(m_unit, bucket, zone);
        break;
    }
    if (m_isLog)
        text = tr("%1 · logarithmic scale").arg(text);
    setSubtitle(m_note.isEmpty() ? text : text + u" · "_s + m_note);
}

void TimeChart::updateLegend(const TimeChartData& shown)
{
    const auto bucket = cursor();
    const auto unit = m_form == ChartForm::Share ? ChartUnit::Ratio : m_valueUnit;
    const bool isLines = m_form == ChartForm::Lines || m_form == ChartForm::Cumulative;
    std::vector<ChartLegend::Row> rows;
    // Backwards: the uppermost layer comes first.
    for (std::size_t s = m_data.series.size(); s-- > 0;) {
        const auto& one = m_data.series[s];
        ChartLegend::Row row;
        row.name = one.name;
        row.brush = seriesBrush(one.color, colors());
        if (isLines)
            row.line = seriesPen(one, s, colors());
        row.isHidden = isSeriesHidden(one.name);
        const auto found = std::find_if(shown.series.begin(), shown.series.end(),
                                        [&one](const ChartSeries& other) { return other.name == one.name; });
        if (found != shown.series.end()) {
            if (bucket) {
                const auto index = static_cast<std::size_t>(found - shown.series.begin());
                row.values = {chartValue(fmt(), unit, shown.value(index, *bucket)),
                              shareText(shown, index, *bucket),
                              {}};
            } else {
                const auto stats = statsOf(found->values);
                row.values = {chartValue(fmt(), unit, stats.last), chartValue(fmt(), unit, stats.mean),
                              chartValue(fmt(), unit, stats.maximum)};
            }
        }
        rows.push_back(std::move(row));
    }
    m_legend->setRows(std::move(rows),
                      bucket ? QStringList{tr("value"), showsSum() ? tr("share") : QString(), QString()}
                             : QStringList{tr("last"), tr("mean"), tr("max")});
}

void TimeChart::resizeEvent(QResizeEvent* event)
{
    ChartPanel::resizeEvent(event);
    m_legend->setCompact(width() < widthForValues);
    m_legend->setVisible(width() >= widthForLegend);
}

void TimeChart::showEvent(QShowEvent* event)
{
    ChartPanel::showEvent(event);
    if (m_isDirty)
        redraw();
}

void TimeChart::fmtChanged()
{
    m_surface->setFmt(fmt());
    applyData();
}

void TimeChart::exportStateChanged()
{
    if (isExporting() && m_isDirty)
        applyData(); // a chart that was never shown has no picture yet
    m_surface->setExporting(isExporting());
}

void TimeChart::setSeriesHidden(const QString& name, bool hidden)
{
    if (hidden == m_hidden.contains(name))
        return;
    if (hidden)
        m_hidden.insert(name);
    else
        m_hidden.remove(name);
    applyData();
}

void TimeChart::isolateSeries(const QString& name)
{
    QSet<QString> others;
    for (const auto& one : m_data.series) {
        if (one.name != name)
            others.insert(one.name);
    }
    m_hidden = others == m_hidden ? QSet<QString>() : others;
    applyData();
}

} // namespace nostrscope
