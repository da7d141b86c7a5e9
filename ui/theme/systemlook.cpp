// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/systemlook.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFile>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

const auto service = u"org.freedesktop.portal.Desktop"_s;
const auto path = u"/org/freedesktop/portal/desktop"_s;
const auto interface = u"org.freedesktop.portal.Settings"_s;
const auto appearance = u"org.freedesktop.appearance"_s;
const auto colorScheme = u"color-scheme"_s;
const auto contrast = u"contrast"_s;
const auto reducedMotion = u"reduced-motion"_s;

/// libdbus would start a bus of its own where none runs; a program that only looks must not do that.
bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

/// Read() wraps its answer in one variant more than SettingChanged does.
QVariant unwrapped(QVariant value)
{
    for (int depth = 0; depth < 4 && value.metaType() == QMetaType::fromType<QDBusVariant>(); ++depth)
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

void SystemLookWatcher::start()
{
    if (!hasSessionBus())
        return;
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, path, interface, u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    for (const auto& key : {colorScheme, contrast, reducedMotion})
        read(key);
}

void SystemLookWatcher::read(const QString& key)
{
    auto call = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    call.setArguments({appearance, key});
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher* done) {
        const QDBusPendingReply<QVariant> reply = *done;
        if (!reply.isError()) // a portal that does not know the key says so
            take(appearance, key, reply.value());
        done->deleteLater();
    });
}

void SystemLookWatcher::onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    take(group, key, value.variant());
}

void SystemLookWatcher::take(const QString& group, const QString& key, const QVariant& value)
{
    if (group != appearance)
        return;
    bool isNumber = false;
    const auto bare = unwrapped(value);
    // Only integers: a text "1" is not what the portal's interface allows.
    const uint number = bare.metaType() == QMetaType::fromType<QString>() ? 0 : bare.toUInt(&isNumber);
    auto look = m_look;
    if (key == colorScheme)
        look.isDark = isNumber && (number == 1 || number == 2) ? std::optional(number == 1) : std::nullopt;
    else if (key == contrast)
        look.highContrast = isNumber && number == 1;
    else if (key == reducedMotion)
        look.reducedMotion = isNumber && number == 1;
    if (look == m_look)
        return;
    m_look = look;
    emit changed(m_look);
}

} // namespace nostrscope
