// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/eventdetail.h"
#include "ui/uicontext.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QStackedLayout;
class QTableWidget;
class QTabWidget;
class QToolButton;

namespace nostrscope {

class EmptyState;

/// All about one stored event, in a window of its own that blocks nothing. Nothing of an event is ever shown
/// as markup, opened or fetched.
class EventInspector final : public QDialog {
    Q_OBJECT

public:
    /// Longer content and JSON are cut for reading; copies have all of it.
    static constexpr qsizetype maximumText = 200'000;
    static constexpr int maximumTags = 2000;

    EventInspector(UiContext& context, const EventId& id, QWidget* parent);
    ~EventInspector() override;

    /// What is shown; null before it is read and when there is none.
    [[nodiscard]] const std::shared_ptr<const EventDetail>& detail() const { return m_detail; }

private:
    void buildTabs();
    void buildCopyMenu();
    void ask();
    void onInspected(int token, const std::shared_ptr<const EventDetail>& detail);
    void showDetail();
    void showFields();
    void showTags();
    void showRelays();
    void addField(const QString& name, const QString& value, const QString& objectName);
    void copy(const QByteArray& text);

    UiContext& m_context;
    EventId m_id;
    std::optional<int> m_token;
    std::shared_ptr<const EventDetail> m_detail;
    QStackedLayout* m_stack;
    EmptyState* m_message;
    QWidget* m_body;
    QFormLayout* m_fields;
    QTabWidget* m_tabs;
    QPlainTextEdit* m_content;
    QTableWidget* m_tags;
    QTableWidget* m_relays;
    QPlainTextEdit* m_json;
    QToolButton* m_copy;
    QLabel* m_cutNote;
};

/// Opens an inspector beside the page.
void inspectEvent(UiContext& context, const EventId& id, QWidget* page);

} // namespace nostrscope
