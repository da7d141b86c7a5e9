// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/discoverytab.h"
#include "ui/pages/discoverytable.h"

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace nostrscope {

class DataLine;
class FlatTabs;

/// Do the relays that authors declare for writing answer, and do they hold their events (DIS-5)? And by which
/// relays are these authors best read?
class DiscoveryOutbox final : public DiscoveryTab {
    Q_OBJECT

public:
    explicit DiscoveryOutbox(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override { return table().filterText(); }
    void setFilterText(const QString& text) override { table().setFilterText(text); }
    void refresh() override { } // an answer is of the moment at which it was asked for
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] QList<QWidget*> panes() override;

private:
    void onTextChanged();
    void look();
    void showData();
    [[nodiscard]] DiscoveryTable& table() const;

    UiContext& m_context;
    DiscoveryQuestionAsk m_ask;
    UnixMillis m_asOf{};
    QPlainTextEdit* m_text;
    QCheckBox* m_follows;
    QPushButton* m_look;
    QLabel* m_problem;
    QLabel* m_summary;
    DataLine* m_line;
    FlatTabs* m_parts;
    QStackedWidget* m_stack;
    DiscoveryTable* m_relays;
    DiscoveryTable* m_authors;
};

} // namespace nostrscope
