// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"

#include <QDialog>

#include <array>

class QCheckBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace nostrscope {

/// What may be forgotten: ages for each group of kinds, a size, contents. Nothing is deleted before a dry run
/// of the very same settings has said how much it is, and the user has confirmed that. The run is a task.
/// Shows the settings "retention/…"; a dry run stores what was chosen there.
class RetentionDialog final : public QDialog {
    Q_OBJECT

public:
    /// `figures`: for the floors that are in force; may be null.
    RetentionDialog(UiContext& context, const std::shared_ptr<const StoreFigures>& figures, QWidget* parent);
    ~RetentionDialog() override;

    [[nodiscard]] RetentionPolicy policy() const;

private:
    void build();
    void load();
    [[nodiscard]] QHash<QString, QString> chosen() const;
    void onSettingsChanged(const QStringList& keys);
    void buildGroups(QGridLayout& grid, const StoreFigures* figures);
    void onChanged();
    void dryRun();
    void onPlanned(int token, const std::shared_ptr<const RetentionReport>& plan);
    void onFailed(int token, const QString& message);
    void stopDryRun();
    void showState();
    [[nodiscard]] bool isAnythingChosen() const;
    [[nodiscard]] QString planText() const;
    void confirm();
    void browse();

    struct Row {
        QCheckBox* isOn = nullptr;
        QSpinBox* days = nullptr;
    };
    UiContext& m_context;
    std::array<Row, kindGroups.size()> m_rows;
    QCheckBox* m_hasBudget;
    QDoubleSpinBox* m_budget;
    QCheckBox* m_superseded;
    QCheckBox* m_vanished;
    QCheckBox* m_hasCopies;
    QLineEdit* m_folder;
    QPushButton* m_browse;
    QLabel* m_result;
    QPushButton* m_dryRun = nullptr;
    QPushButton* m_delete = nullptr;
    std::optional<int> m_token;
    RetentionPolicy m_planned; ///< what m_plan is about
    std::shared_ptr<const RetentionReport> m_plan; ///< null: not made, or the settings changed since
    QString m_error;
    bool m_isStoring = false; ///< the settings change by this window
};

} // namespace nostrscope
