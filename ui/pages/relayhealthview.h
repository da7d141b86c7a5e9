// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "models/engineask.h"
#include "ui/pages/chartgroup.h"

#include <QScrollArea>

class QLabel;

namespace nostrscope {

class FlatTabs;
class HeartbeatBar;
class HistogramChart;
class TableView;
class TimeChart;

/// What our checks and those of others say of one relay: heartbeat, round-trip times, uptime, incidents.
class RelayHealthView final : public QScrollArea {
    Q_OBJECT

public:
    explicit RelayHealthView(UiContext& context, QWidget* parent = nullptr);

    /// Of another relay nothing is shown until it answers. `range` is that of the window.
    void load(RelayId relay, UnixMillis now);
    void refresh(UnixMillis now);
    void stop() { m_beats.stop(); }
    void retry() { m_beats.retry(); }
    /// The answer over the range of the window.
    void show(const RelayHealthDetail& detail, UnixMillis now);
    [[nodiscard]] QList<QWidget*> panes();

signals:
    /// The incidents of the relay are wanted on their page.
    void incidentsRequested();

private:
    QWidget* buildBeats();
    QWidget* explained(const QString& title, TableView* table, const QString& definition);
    QWidget* buildOthers();
    TableView* makeTable(CellTableModel& model, const QString& name, const QString& title,
                         const QList<int>& widths, int stretch);
    [[nodiscard]] TimeRange beatRange(UnixMillis now) const;
    void showBeats();
    void showOthers(const RelayHealthDetail& detail, UnixMillis now);

    UiContext& m_context;
    ChartGroup m_charts;
    HealthAsk m_beats;
    RelayId m_relay;
    CellTableModel m_uptimes;
    CellTableModel m_latencies;
    CellTableModel m_incidents;
    CellTableModel m_opinions;
    FlatTabs* m_windows;
    HeartbeatBar* m_bar;
    QLabel* m_beatText;
    TimeChart* m_chart;
    HistogramChart* m_openBars;
    HistogramChart* m_readBars;
    QLabel* m_othersText;
    TableView* m_uptimeTable;
    TableView* m_latencyTable;
    TableView* m_incidentTable;
    TableView* m_opinionTable;
};

} // namespace nostrscope
