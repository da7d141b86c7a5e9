// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "ui/uicontext.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace nostrscope {

class FactList;
class TableView;
class ValidityBar;

/// What a relay says of itself (NIP-11), and the document as it came.
class RelayDocumentView final : public QWidget {
    Q_OBJECT

public:
    explicit RelayDocumentView(UiContext& context, QWidget* parent = nullptr);
    void show(const RelayHealthDetail& detail);
    [[nodiscard]] QList<QWidget*> panes();

private:
    UiContext& m_context;
    QByteArray m_shown; ///< the document that is shown
    QLabel* m_problem;
    FactList* m_facts;
    QPlainTextEdit* m_source;
};

/// The certificate of a relay: who, for whom, until when, and those before.
class RelayTlsView final : public QWidget {
    Q_OBJECT

public:
    explicit RelayTlsView(UiContext& context, QWidget* parent = nullptr);
    void show(const RelayHealthDetail& detail, const QByteArray& url, UnixMillis now);
    [[nodiscard]] QList<QWidget*> panes();

private:
    UiContext& m_context;
    CellTableModel m_history;
    QLabel* m_sentence;
    ValidityBar* m_bar;
    FactList* m_facts;
    TableView* m_table;
};

} // namespace nostrscope
