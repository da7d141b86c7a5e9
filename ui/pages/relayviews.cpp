// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/relayviews.h"

#include <QCoreApplication>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct RelayViews {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::RelayViews)
};

} // namespace

QString relayViewId(RelayView view)
{
    switch (view) {
    case RelayView::All:
        return u"all"_s;
    case RelayView::Watched:
        return u"watched"_s;
    case RelayView::Calendar:
        return u"certificates"_s;
    case RelayView::Paid:
        return u"paid"_s;
    case RelayView::Auth:
        return u"auth"_s;
    case RelayView::Down:
        return u"down"_s;
    case RelayView::Degraded:
        return u"degraded"_s;
    case RelayView::Slow:
        return u"slow"_s;
    case RelayView::Certificate:
        return u"tls"_s;
    case RelayView::Overlay:
        return u"overlay"_s;
    case RelayView::Paused:
        return u"paused"_s;
    case RelayView::NewThisWeek:
        return u"new"_s;
    }
    Q_UNREACHABLE();
}

QList<ViewBar::BuiltIn> builtInRelayViews()
{
    const auto title = [](RelayView view) {
        switch (view) {
        case RelayView::All:
            return RelayViews::tr("All");
        case RelayView::Watched:
            return RelayViews::tr("Watched ★");
        case RelayView::Calendar:
            return RelayViews::tr("Certificates");
        case RelayView::Paid:
            return RelayViews::tr("Paid");
        case RelayView::Auth:
            return RelayViews::tr("Auth");
        case RelayView::Down:
            return RelayViews::tr("Down");
        case RelayView::Degraded:
            return RelayViews::tr("Degraded");
        case RelayView::Slow:
            return RelayViews::tr("Slow");
        case RelayView::Certificate:
            return RelayViews::tr("TLS < 14 d");
        case RelayView::Overlay:
            return RelayViews::tr("Tor, I2P");
        case RelayView::Paused:
            return RelayViews::tr("Paused");
        case RelayView::NewThisWeek:
            return RelayViews::tr("New this week");
        }
        Q_UNREACHABLE();
    };
    QList<ViewBar::BuiltIn> views;
    for (const auto view : relayViews)
        views.append({relayViewId(view), title(view)});
    return views;
}

} // namespace nostrscope
