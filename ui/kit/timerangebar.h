// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmtsource.h"
#include "models/rangemodel.h"

#include <QKeySequence>
#include <QWidget>

#include <functional>

class QMenu;
class QPushButton;
class QToolButton;

namespace nostrscope {

/// The range of all figures and their time zone: presets, own quick ranges, custom, shift and zoom in one
/// menu; the zone beside it is always seen and one click switches between local time and UTC. Has no keys of
/// its own: the commands of the window have them and call the models. Time runs from left to right in every
/// language, so the bar does too.
class TimeRangeBar final : public QWidget {
    Q_OBJECT

public:
    /// The key in force of a command ("range.24h", "range.earlier"), to be named in menu and tips.
    using KeyOf = std::function<QKeySequence(const QString& command)>;

    TimeRangeBar(RangeModel& range, FmtSource& formats, const Clock& clock, KeyOf keyOf = {},
                 QWidget* parent = nullptr);

    /// What there is room for: everything, no arrows, or no arrows and a short name of the range.
    enum class Room : std::uint8_t { Full, NoArrows, Short };
    void setRoom(Room room);
    void openCustom();
    /// Makes texts and states anew: keys, zone, or what lies ahead changed.
    void refresh() { updateTexts(); }

private:
    void fillMenu();
    void updateTexts();
    [[nodiscard]] QString keyText(const QString& command) const;

    RangeModel& m_model;
    FmtSource& m_formats;
    const Clock& m_clock;
    KeyOf m_keyOf;
    Room m_room = Room::Full;
    QToolButton* m_back;
    QPushButton* m_range;
    QToolButton* m_forward;
    QToolButton* m_zone;
    QMenu* m_menu;
};

} // namespace nostrscope
