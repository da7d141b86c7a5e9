// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settingsmodel.h"
#include "ui/settings/mnemonics.h"
#include "ui/theme/theme.h"

#include <QPersistentModelIndex>
#include <QWidget>

class QLabel;
class QToolButton;

namespace nostrscope {

class SettingEditor;

/// One setting: title, control, what it does, what is allowed, whether it is changed, the way back.
class SettingField final : public QWidget {
    Q_OBJECT

public:
    SettingField(SettingsModel& model, int row, const Theme& theme, Mnemonics& mnemonics,
                 QWidget* parent = nullptr);

    [[nodiscard]] int row() const { return m_index.row(); }
    [[nodiscard]] QWidget* control() const;
    /// With its mnemonic.
    [[nodiscard]] QString titleText() const;
    /// An edge that says: this is what you searched for.
    void setMarked(bool marked);
    /// What the model says.
    void refresh();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QString factsText() const;

    SettingsModel& m_model;
    QPersistentModelIndex m_index;
    const Theme& m_theme;
    SettingEditor* m_editor;
    QLabel* m_title;
    QLabel* m_state; ///< "Changed", "Not applied yet"
    QLabel* m_facts;
    QLabel* m_problem;
    QToolButton* m_default;
    bool m_isMarked = false;
};

} // namespace nostrscope
