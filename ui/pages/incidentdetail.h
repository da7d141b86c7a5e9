// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "models/engineask.h"
#include "ui/pages/chartgroup.h"

#include <QScrollArea>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace nostrscope {

class FactList;
class TableView;
class TimeChart;

/// All about the selected incident: when, why, what others saw, the evidence, the note of the user.
class IncidentDetail final : public QScrollArea {
    Q_OBJECT

public:
    static constexpr int maximumNote = 10'000;

    explicit IncidentDetail(UiContext& context, QWidget* parent = nullptr);

    /// None, or several are selected: says what to do.
    void showHint(const QString& text);
    /// `related`: rows of healthtables::incidentRows() about relatedTo() it.
    void show(const Incident& incident, const QByteArray& url, UnixMillis now, CellRows related);
    void stop();
    [[nodiscard]] QList<QWidget*> panes();
    /// Brings the keys into the note.
    void editNote();

signals:
    /// One of the related incidents, by its key.
    void incidentRequested(const QString& key);

private:
    QWidget* buildFacts();
    QWidget* buildCharts();
    QWidget* buildRelated();
    void askAround(const Incident& incident, UnixMillis now);
    void showAround();
    void showEvidence();
    void saveNote();
    void updateNote();

    UiContext& m_context;
    ChartGroup m_charts;
    IncidentsAsk m_evidence;
    HealthAsk m_around;
    CellTableModel m_related;
    Incident m_incident; ///< that is shown
    std::int64_t m_number = 0; ///< of the incident that is shown; 0: none
    QString m_kept; ///< its note as it is stored
    QLabel* m_title;
    QWidget* m_body;
    FactList* m_facts;
    QPlainTextEdit* m_frames;
    QPlainTextEdit* m_note;
    QPushButton* m_save;
    TimeChart* m_latency;
    TimeChart* m_checks;
    TableView* m_relatedTable;
    QWidget* m_relatedPanel = nullptr;
};

} // namespace nostrscope
