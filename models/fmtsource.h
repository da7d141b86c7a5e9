// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"

#include <QObject>

namespace nostrscope {

/// The one place where zone and units change. All Fmt taken from it follow at once; who keeps texts made
/// before asks for new ones when changed() fires.
class FmtSource final : public QObject {
    Q_OBJECT

public:
    explicit FmtSource(const Fmt& start, QObject* parent = nullptr);

    [[nodiscard]] Fmt fmt() const { return Fmt(m_choices); }
    void setChoices(const FormatChoices& choices);
    [[nodiscard]] const FormatChoices& choices() const { return *m_choices; }

    /// UTC, or back to the zone of the start (the system's, or what the user set).
    void setUtc(bool utc);
    [[nodiscard]] bool isUtc() const { return m_choices->zone == QTimeZone::utc(); }
    /// The zone that setUtc(false) brings back; an invalid one becomes UTC.
    void setLocalZone(const QTimeZone& zone);
    [[nodiscard]] const QTimeZone& localZone() const { return m_localZone; }

signals:
    void changed();

private:
    std::shared_ptr<FormatChoices> m_choices;
    QTimeZone m_localZone;
};

} // namespace nostrscope
