// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"

#include <QAbstractListModel>
#include <QDialog>

#include <functional>
#include <vector>

class QLineEdit;
class QListView;

namespace nostrscope {

/// Something that the palette offers.
struct PaletteEntry {
    QString title;
    QString group;
    QString hint; ///< key, or why it does not work now
    bool isEnabled = true;
    std::function<void()> run;
};

/// What fits to the typed text, best first; what does not work now comes last, with the reason, and can be
/// walked to like the rest.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { GroupRole = Qt::UserRole, HintRole, EnabledRole };
    static constexpr std::size_t maximumShown = 60;

    using QAbstractListModel::QAbstractListModel;

    /// `always`: shown on top whatever is typed (what a pasted text means).
    void setEntries(std::vector<PaletteEntry> entries, std::vector<PaletteEntry> always,
                    const QString& typed);
    [[nodiscard]] const PaletteEntry& entry(int row) const
    {
        return m_shown.at(static_cast<std::size_t>(row));
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<PaletteEntry> m_shown;
};

/// Ctrl+K: go anywhere and do anything by a few letters, or paste what is looked for.
class CommandPalette final : public QDialog {
    Q_OBJECT

public:
    static constexpr int maximumText = 5000;

    /// Entries for a pasted text, by who knows the pages.
    using Lookup = std::function<std::vector<PaletteEntry>(const QString&)>;

    CommandPalette(UiContext& context, Lookup lookup, QWidget* parent);

    [[nodiscard]] const PaletteModel& model() const { return *m_model; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search(const QString& text);
    void run(const QModelIndex& index);
    [[nodiscard]] std::vector<PaletteEntry> commandEntries() const;

    UiContext& m_context;
    Lookup m_lookup;
    QLineEdit* m_text;
    QListView* m_list;
    PaletteModel* m_model;
};

} // namespace nostrscope
