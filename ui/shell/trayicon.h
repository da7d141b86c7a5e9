// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/overallstate.h"
#include "ui/uicontext.h"

#include <QObject>

class QMenu;
class QSystemTrayIcon;

namespace nostrscope {

/// The shape of the worst state in the tray, with a menu of a few commands. Only where there is a tray: a
/// window that hides without one is lost.
class TrayIcon final : public QObject {
    Q_OBJECT

public:
    /// `isAvailable` is what QSystemTrayIcon says; tests say otherwise. `menu` lists ids of commands.
    TrayIcon(UiContext& context, bool isAvailable, const QStringList& menu, QWidget* window);
    ~TrayIcon() override;

    [[nodiscard]] bool isAvailable() const { return m_icon != nullptr; }
    void update(const Snapshot& snapshot);
    /// Until then the shape shows no bad news; none: it does.
    void setMutedUntil(std::optional<UnixMillis> until);
    [[nodiscard]] QString toolTip() const;

signals:
    /// A click on the shape.
    void opened();

private:
    void paint();

    UiContext& m_context;
    OverallState m_state;
    std::optional<UnixMillis> m_mutedUntil;
    QSystemTrayIcon* m_icon = nullptr;
    std::unique_ptr<QMenu> m_menu;
};

} // namespace nostrscope
