// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <functional>
#include <optional>

class QHBoxLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace nostrscope {

/// One line of news above the page: never an overlay, never a dialog.
class MessageBar final : public QWidget {
    Q_OBJECT

public:
    MessageBar(const Theme& theme, Tone tone, const QString& text, QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    [[nodiscard]] Tone tone() const { return m_tone; }
    void setAction(const QString& text, std::function<void()> action);
    /// Goes away by itself.
    void setLifetime(std::chrono::milliseconds time) { m_timer.start(time); }

signals:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Tone m_tone;
    QLabel* m_text;
    QHBoxLayout* m_layout;
    QToolButton* m_close;
    QTimer m_timer;
};

/// The stack of message bars; a bar with a key replaces the one before it.
class MessageArea final : public QWidget {
    Q_OBJECT

public:
    /// How long the undo of an action is offered (ux.md §2).
    static constexpr std::chrono::milliseconds undoTime{10'000};
    static constexpr int maximumBars = 4;

    explicit MessageArea(const Theme& theme, QWidget* parent = nullptr);

    MessageBar* show(const QString& key, Tone tone, const QString& text);
    void remove(const QString& key);
    [[nodiscard]] MessageBar* find(const QString& key) const { return m_bars.value(key); }

private:
    const Theme& m_theme;
    QVBoxLayout* m_layout;
    QHash<QString, MessageBar*> m_bars;
    QStringList m_order; ///< keys, oldest first
};

} // namespace nostrscope
