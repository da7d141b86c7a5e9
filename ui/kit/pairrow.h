// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;

namespace nostrscope {

/// Two panels side by side, or one above the other where there is too little room for the size of the text.
class PairRow final : public QWidget {
    Q_OBJECT

public:
    /// Characters of the font that are room enough for both.
    static constexpr int sideBySideCharacters = 140;

    PairRow(QWidget* first, QWidget* second, QWidget* parent);

    [[nodiscard]] bool isSideBySide() const;
    /// Never as wide as both: then it could not be made so narrow that one goes below the other.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();

    QBoxLayout* m_layout;
};

} // namespace nostrscope
