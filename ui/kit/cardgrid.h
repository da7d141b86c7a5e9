// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGridLayout>
#include <QList>
#include <QWidget>

namespace nostrscope {

/// Puts its cards into as many equal columns as fit at the text size.
class CardGrid final : public QWidget {
    Q_OBJECT

public:
    explicit CardGrid(QWidget* parent = nullptr);
    void addCard(QWidget* card);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange(int columns);
    void fit();

    QGridLayout* m_layout;
    QList<QWidget*> m_cards;
    int m_columns = 0;
};

} // namespace nostrscope
