// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakeengine.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QRegularExpression>
#include <QTest>

#include <memory>

namespace nostrscope {

/// For QTest::failOnWarning: every warning but those of what the offscreen platform cannot do.
inline QRegularExpression anyRealWarning()
{
    return QRegularExpression(
        QStringLiteral("^(?!This plugin does not support|QObject::connect: No such signal QPlatform)"));
}

/// A window on a fake engine, shown.
struct WindowFixture {
    /// A window of a slow machine must not become stale unless the test wants it.
    explicit WindowFixture(int relays, std::chrono::milliseconds staleAfter = std::chrono::milliseconds(0))
        : theme(*qApp)
    {
        if (relays > 0) {
            engine.populate(relays);
            engine.state.vitals.collecting = true;
        }
        engine.publish();
        window = std::make_unique<MainWindow>(engine, theme, Fmt(QLocale::c(), QTimeZone::utc()), staleAfter);
        window->show();
    }
    template <typename T> T* find(const QString& name) const { return window->findChild<T*>(name); }
    /// Types a key into what has the focus, as a user does.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        auto* focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : window.get(), key, modifiers);
    }
    FakeEngine engine;
    Theme theme;
    std::unique_ptr<MainWindow> window;
};

} // namespace nostrscope
