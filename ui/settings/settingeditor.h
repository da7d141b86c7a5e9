// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settingstable.h"

#include <QWidget>

namespace nostrscope {

/// The control of one setting, as its type wants it. Shows a value, tells what the user makes of it.
class SettingEditor : public QWidget {
    Q_OBJECT

public:
    /// A new one for the type of `setting`.
    [[nodiscard]] static SettingEditor* make(const SettingInfo& setting, QWidget* parent);

    /// Without edited().
    virtual void setValue(const QString& value) = 0;
    /// What takes the keys and has the name for screen readers.
    [[nodiscard]] QWidget* control() const { return m_control; }

signals:
    /// A text that canonicalValue() judges.
    void edited(const QString& value);

protected:
    explicit SettingEditor(QWidget* parent);

    /// Takes the control into the layout; the wheel scrolls the page, unless the control has the focus.
    void setControl(QWidget* control, bool isWide);
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_control = nullptr;
};

} // namespace nostrscope
