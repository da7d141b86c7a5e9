// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/discoverytab.h"
#include "ui/pages/discoverytable.h"

#include <QTimer>

namespace nostrscope {

class DataLine;

/// Groups of URLs that are probably one relay (DIS-4), to be made one or called different.
class DiscoveryDuplicates final : public DiscoveryTab {
    Q_OBJECT

public:
    static constexpr int maximumGroups = 500;

    explicit DiscoveryDuplicates(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override { return m_table->filterText(); }
    void setFilterText(const QString& text) override { m_table->setFilterText(text); }
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override { return m_table->mainView(); }
    [[nodiscard]] QList<QWidget*> panes() override;

signals:
    /// These groups were called different relays: to be undone.
    void dismissed(const QList<QByteArray>& keys);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void showData();
    void updateActions();
    void makeOne();
    void dismiss();

    UiContext& m_context;
    DiscoveryQuestionAsk m_ask;
    QTimer m_soon; ///< several changes at once are one question
    DataLine* m_line;
    DiscoveryTable* m_table;
};

} // namespace nostrscope
