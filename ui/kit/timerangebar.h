// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmtsource.h"
#include "models/rangemodel.h"

#include <QWidget>

class QMenu;
class QPushButton;
class QToolButton;

namespace nostrscope {

/// The range of all figures and their time zone: presets, own quick ranges, custom, shift and zoom in one
/// menu; the zone beside it is always seen and one click switches between local time and UTC. Has no keys of
/// its own: the commands of the window have them and call the models.
class TimeRangeBar final : public QWidget {
    Q_OBJECT

public:
    TimeRangeBar(RangeModel& range, FmtSource& formats, const Clock& clock, QWidget* parent = nullptr);

    /// Arrows only where there is room.
    void setCompact(bool compact);
    void openCustom();

private:
    void fillMenu();
    void updateTexts();

    RangeModel& m_model;
    FmtSource& m_formats;
    const Clock& m_clock;
    QToolButton* m_back;
    QPushButton* m_range;
    QToolButton* m_forward;
    QToolButton* m_zone;
    QMenu* m_menu;
};

} // namespace nostrscope
