// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace nostrscope {

/// Something that needs the user now.
struct AttentionItem {
    Status status = Status::Down;
    QString text;
    QString actionText; ///< empty: no button
    QString action; ///< handed out by actionRequested()

    friend bool operator==(const AttentionItem&, const AttentionItem&) = default;
};

/// The top of the overview: worst first, at most five rows, or that all is clear.
class AttentionList final : public QWidget {
    Q_OBJECT

public:
    static constexpr int maximumRows = 5;

    explicit AttentionList(const Theme& theme, QWidget* parent = nullptr);

    void setItems(const QList<AttentionItem>& items, const QString& allClear);
    [[nodiscard]] const QList<AttentionItem>& items() const { return m_items; }

signals:
    void actionRequested(const QString& action);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addRow(const AttentionItem& item);
    void rebuild();

    const Theme& m_theme;
    QVBoxLayout* m_layout;
    QList<AttentionItem> m_items;
    QString m_allClear;
};

} // namespace nostrscope
