// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/trayicon.h"

#include "ui/kit/statusshape.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QMenu>
#include <QSystemTrayIcon>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int iconSize = 22;
constexpr qreal sharpness = 2;

} // namespace

TrayIcon::TrayIcon(UiContext& context, bool isAvailable, const QStringList& menu, QWidget* window)
    : QObject(window)
    , m_context(context)
{
    if (!isAvailable)
        return;
    m_icon = new QSystemTrayIcon(this);
    m_menu = std::make_unique<QMenu>();
    for (const auto& id : menu)
        m_menu->addAction(context.actions.find(id));
    m_icon->setContextMenu(m_menu.get());
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            emit opened();
    });
    connect(&context.theme, &Theme::changed, this, &TrayIcon::paint);
    paint();
    m_icon->show();
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::update(const Snapshot& snapshot)
{
    const auto state = overallState(snapshot);
    if (m_icon == nullptr || state == m_state)
        return;
    m_state = state;
    paint();
}

void TrayIcon::paint()
{
    if (m_icon == nullptr)
        return;
    const auto status = m_mutedUntil ? Status::Paused : m_state.status;
    m_icon->setIcon(statusPixmap(status, m_context.theme.colors().state(status), iconSize, sharpness));
    m_icon->setToolTip(toolTip());
}

QString TrayIcon::toolTip() const
{
    return m_mutedUntil ? tr("Nostrscope: muted until %1").arg(m_context.fmt.timeOfDay(*m_mutedUntil))
                        : tr("Nostrscope: %1").arg(m_state.text);
}

void TrayIcon::setMutedUntil(std::optional<UnixMillis> until)
{
    m_mutedUntil = until;
    paint();
}

} // namespace nostrscope
