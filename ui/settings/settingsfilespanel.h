// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settingsmodel.h"
#include "ui/settings/mnemonics.h"

#include <QWidget>

class QPushButton;

namespace nostrscope {

class ActionRegistry;
class MessageArea;

/// Below the advanced settings: where the files are, settings to and from a file, everything to its default.
/// What comes from a file is edited, not applied: the user sees it first.
class SettingsFilesPanel final : public QWidget {
    Q_OBJECT

public:
    SettingsFilesPanel(SettingsHub& hub, SettingsModel& model, ActionRegistry& actions, MessageArea& messages,
                       Mnemonics mnemonics, QWidget* parent = nullptr);

    void exportTo(const QString& file);
    void importFrom(const QString& file);
    /// Keys of commands change with apply().
    [[nodiscard]] bool hasNewKeys() const { return m_newKeys.has_value(); }
    void apply();
    void revert();

signals:
    /// Something is to be applied, or no longer.
    void editsChanged();

private:
    QWidget* makePlace(const QString& title, const QString& path, const QString& name, const QString& hint);
    void chooseExport();
    void chooseImport();
    void resetAll();
    void takeKeys(const QHash<QString, QString>& keys);

    SettingsHub& m_hub;
    SettingsModel& m_model;
    ActionRegistry& m_actions;
    MessageArea& m_messages;
    std::optional<QHash<QString, QString>> m_newKeys; ///< of a file or of a reset, not applied yet
};

} // namespace nostrscope
