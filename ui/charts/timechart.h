// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/timerange.h"
#include "ui/charts/chartcursor.h"
#include "ui/charts/chartdata.h"
#include "ui/charts/chartlegend.h"
#include "ui/charts/chartpanel.h"
#include "ui/charts/chartsurface.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <optional>

namespace nostrscope {

/// Values over time. Keys: ←/→/Home/End move the cursor, Shift with them marks a range, Enter asks for the
/// marked range, Esc clears, Ctrl+C copies, Ctrl+Shift+T shows the table. Dragging asks for a range, a click
/// pins the cursor. At most 1,000 buckets and seven series; see TimeChartData::tidy().
class TimeChart final : public ChartPanel {
    Q_OBJECT

public:
    static constexpr std::size_t maximumBuckets = TimeChartData::maximumBuckets;
    /// Repaints are limited to two a second (ux.md §4).
    static constexpr std::chrono::milliseconds interval{500};

    /// `unit` names what is counted or measured: "events", "open time".
    TimeChart(const Theme& theme, const Fmt& fmt, const QString& title, const QString& unit,
              QWidget* parent = nullptr);

    void setData(TimeChartData data);
    [[nodiscard]] const TimeChartData& data() const { return m_data; }
    /// What the values are; Count until it is called. Offers the forms that make sense for it.
    void setValueUnit(ChartUnit unit);
    /// The forms that the menu offers; the first one is taken. Area and Share only for what adds up.
    void setForms(const QList<ChartForm>& forms);
    void setForm(ChartForm form);
    [[nodiscard]] ChartForm form() const { return m_form; }
    /// A logarithmic scale shows lines: the parts of a stack cannot be compared on it.
    void setLogarithmic(bool on);
    [[nodiscard]] bool isLogarithmic() const { return m_isLog; }
    /// Shown in the middle when there is nothing to draw.
    void setEmptyText(const QString& text);
    [[nodiscard]] QString emptyText() const;
    /// What else is to be said of the data, behind the unit; empty: nothing.
    void setNote(const QString& note);

    /// Shares one cursor with the other charts of the page. When that one goes first, the chart has its own
    /// again.
    void joinCursor(ChartCursor& cursor);
    /// The bucket under the cursor.
    [[nodiscard]] std::optional<std::size_t> cursor() const;
    void setCursorAt(std::optional<std::size_t> bucket);

    void setSeriesHidden(const QString& name, bool hidden);
    [[nodiscard]] bool isSeriesHidden(const QString& name) const { return m_hidden.contains(name); }
    /// Hides all others; shows all again when it is alone already.
    void isolateSeries(const QString& name);

    /// Time with zone, sum, value and share of each series, marks.
    [[nodiscard]] QString cursorText() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] ChartTable toTable() const override;

signals:
    /// The user wants to see this part: the window sets it as the range of everything.
    void rangeSelected(const nostrscope::TimeRange& range);
    void formChanged(nostrscope::ChartForm form);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void fillMenu(QMenu& menu) override;
    void exportStateChanged() override;
    void fmtChanged() override;
    void updateTip() override;

private:
    void redraw();
    void applyData();
    void updateLegend(const TimeChartData& shown);
    void updateSubtitle();
    void onCursorMoved();
    void onClicked(std::size_t bucket);
    void moveByKey(std::size_t bucket, bool marks);
    void selectRange(std::size_t firstBucket, std::size_t lastBucket);
    /// The visible series in the form that is chosen.
    [[nodiscard]] TimeChartData shownData() const;
    [[nodiscard]] UnixMillis middleOf(std::size_t bucket) const;
    [[nodiscard]] bool showsSum() const;
    [[nodiscard]] QString valueText(double value) const;
    [[nodiscard]] QString shareText(const TimeChartData& shown, std::size_t series, std::size_t bucket) const;
    [[nodiscard]] QString cursorHeading(const TimeChartData& shown, std::size_t bucket) const;
    [[nodiscard]] QStringList notesAt(std::size_t bucket) const;
    [[nodiscard]] QString bandText(std::size_t series, std::size_t bucket) const;

    QString m_unit;
    QString m_note;
    ChartSurface* m_surface;
    ChartLegend* m_legend;
    TimeChartData m_data;
    ChartUnit m_valueUnit = ChartUnit::Count;
    QList<ChartForm> m_forms;
    ChartForm m_form = ChartForm::Bars;
    bool m_isLog = false;
    QSet<QString> m_hidden; ///< names
    ChartCursor m_ownCursor;
    ChartCursor* m_cursor;
    std::optional<std::size_t> m_anchor; ///< where a range marked by keys began
    QElapsedTimer m_sinceDrawn;
    QTimer m_pace;
    bool m_isDirty = false;
    bool m_isHovering = false; ///< the pointer has set the cursor
};

} // namespace nostrscope
