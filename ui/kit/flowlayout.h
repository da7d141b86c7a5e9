// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace nostrscope {

/// A row of tools that goes on in the next line where there is no room. An item aligned Qt::AlignTrailing
/// stands at the end of its line. In reading direction.
class FlowLayout final : public QLayout {
    Q_OBJECT

public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    /// All in one line.
    [[nodiscard]] QSize sizeHint() const override;
    /// One below the other.
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    /// The height; items are moved unless `isTest`.
    int arrange(const QRect& rect, bool isTest) const;
    void placeLine(std::size_t first, std::size_t end, const QRect& line) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace nostrscope
