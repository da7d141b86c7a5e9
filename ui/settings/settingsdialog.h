// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settingsmodel.h"
#include "ui/settings/mnemonics.h"
#include "ui/uicontext.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace nostrscope {

class SettingField;
class SettingsFilesPanel;
class SettingsPage;

/// The settings (Ctrl+,): found by words, changed on pages made from the table, in force with OK or Apply.
/// Not modal: what a change does can be seen behind it.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(UiContext& context, QWidget* parent);

    /// Goes to a setting by its key; false when there is none.
    bool showSetting(const QString& key);
    [[nodiscard]] SettingsModel& model() { return m_model; }
    [[nodiscard]] SettingsFilesPanel& files() { return *m_files; }
    [[nodiscard]] MessageArea& messages() { return *m_messages; }

    void accept() override;
    void reject() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// What the search finds: a setting, or a page as a whole.
    struct Hit {
        int row = -1;
        int page = 0;
    };

    void buildPages();
    void buildLayout();
    void search(const QString& text);
    void showHit(int number);
    void enterHit();
    void showPage(int page);
    void showRow(int row);
    void mark(SettingField* field);
    void restorePage();
    bool apply();
    void updateButtons();
    [[nodiscard]] SettingsPage* pageAt(int page) const;

    UiContext& m_context;
    SettingsModel m_model;
    Mnemonics m_reserved;
    QLineEdit* m_search;
    QStackedWidget* m_left; ///< categories, or what was found
    QListWidget* m_categories;
    QListWidget* m_results;
    QStackedWidget* m_pages;
    QLabel* m_pending;
    MessageArea* m_messages;
    SettingsFilesPanel* m_files = nullptr;
    SettingField* m_marked = nullptr;
    QList<Hit> m_hits; ///< in the order of m_results
    QPushButton* m_ok = nullptr;
    QPushButton* m_apply = nullptr;
    QPushButton* m_restore = nullptr;
};

} // namespace nostrscope
