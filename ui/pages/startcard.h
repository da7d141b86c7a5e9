// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QRadioButton;

namespace nostrscope {

/// The first thing a new user sees: choose relays, start. Nothing touches the network before Start.
class StartCard final : public QWidget {
    Q_OBJECT

public:
    explicit StartCard(UiContext& context, QWidget* parent = nullptr);

    /// Relays that are in the list already.
    void setRelayCount(std::size_t count);

signals:
    void importRequested();
    void typeRequested();
    void demoRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void start();
    void onChecked(int token, const QList<RelayCandidate>& candidates);
    void updateState();

    UiContext& m_context;
    QRadioButton* m_builtIn;
    QRadioButton* m_own;
    QPushButton* m_import;
    QPushButton* m_type;
    QPushButton* m_start;
    QLabel* m_count;
    std::size_t m_relays = 0;
    int m_token = 0;
};

} // namespace nostrscope
