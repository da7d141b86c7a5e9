// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rangemodel.h"

#include <QDialog>

class QDateTimeEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace nostrscope {

class FmtSource;

/// Asks for a range from – to in the zone of the window; says at once why one is refused. With a name it also
/// becomes a quick range of the menu.
class RangeDialog final : public QDialog {
    Q_OBJECT

public:
    RangeDialog(RangeModel& range, const FmtSource& formats, const Clock& clock, QWidget* parent);

    void setTimes(Timestamp from, Timestamp to);
    [[nodiscard]] QString faultText() const;

protected:
    void accept() override;

private:
    void check();
    [[nodiscard]] Timestamp timeOf(const QDateTimeEdit& edit) const;

    RangeModel& m_range;
    const FmtSource& m_formats;
    const Clock& m_clock;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_to;
    QLineEdit* m_name;
    QLabel* m_fault;
    QPushButton* m_show;
};

} // namespace nostrscope
