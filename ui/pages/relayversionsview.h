// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "models/engineask.h"
#include "ui/uicontext.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace nostrscope {

class DataLine;
class TableView;

/// The versions of a relay's information document (NIP-11): which fields changed from one to the next, and
/// each as it came.
class RelayVersionsView final : public QWidget {
    Q_OBJECT

public:
    explicit RelayVersionsView(UiContext& context, QWidget* parent = nullptr);
    void show(const RelayHealthDetail& detail, UnixMillis now);
    [[nodiscard]] QList<QWidget*> panes();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void choose();
    void showBodies();
    void showChanges();

    UiContext& m_context;
    CellTableModel m_versions;
    CellTableModel m_changes;
    DocumentsAsk m_bodies;
    RelayId m_relay;
    std::vector<DocumentSighting> m_sightings; ///< newest first
    QList<QByteArray> m_asked; ///< the chosen version and the one before it
    DataLine* m_line;
    QLabel* m_sentence;
    TableView* m_versionTable;
    TableView* m_changeTable;
    QPlainTextEdit* m_source;
};

} // namespace nostrscope
