// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGridLayout>
#include <QList>
#include <QWidget>

namespace nostrscope {

/// Puts its cards into as many equal columns as fit.
class CardGrid final : public QWidget {
    Q_OBJECT

public:
    explicit CardGrid(QWidget* parent = nullptr);
    void addCard(QWidget* card);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange(int columns);

    static constexpr int minimumCardWidth = 160;
    QGridLayout* m_layout;
    QList<QWidget*> m_cards;
    int m_columns = 0;
};

} // namespace nostrscope
