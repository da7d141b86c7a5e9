// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/discoverytab.h"
#include "ui/pages/discoverytable.h"

namespace nostrscope {

class DataLine;

/// Who else watches relays, and how far that agrees with us (NIP-66).
class DiscoveryMonitors final : public DiscoveryTab {
    Q_OBJECT

public:
    explicit DiscoveryMonitors(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override { return m_table->filterText(); }
    void setFilterText(const QString& text) override { m_table->setFilterText(text); }
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override { return m_table->mainView(); }
    [[nodiscard]] QList<QWidget*> panes() override;

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void showData();

    UiContext& m_context;
    DiscoveryQuestionAsk m_ask;
    DataLine* m_line;
    DiscoveryTable* m_table;
};

} // namespace nostrscope
