// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settingshub.h"
#include "models/settingstable.h"

#include <QAbstractListModel>

#include <vector>

namespace nostrscope {

/// The settings as they are being edited: one row for each that the window shows, in the order of the table.
/// Nothing counts before apply(). What is changed elsewhere meanwhile shows at once, unless it is edited
/// here.
class SettingsModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        SettingKeyRole = Qt::UserRole + 1,
        PageRole, ///< int of SettingPage
        ValueRole, ///< same as Qt::EditRole: canonical, or as typed when it is not valid
        ChangedRole, ///< is not the default
        EditedRole, ///< is not what is in force
        ProblemRole, ///< what would be valid; empty: it is
        FixedRole ///< who set it, when nobody can change it here; empty: it can be changed
    };

    explicit SettingsModel(SettingsHub& hub, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// EditRole and ValueRole. False for what is fixed.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] const SettingInfo& info(int row) const { return *m_rows.at(static_cast<std::size_t>(row)); }
    /// −1 when there is none.
    [[nodiscard]] int rowOf(QStringView key) const;
    /// Pages that have rows, in order.
    [[nodiscard]] QList<SettingPage> pages() const;
    /// Rows whose title, explanation, key, page and choices have all words of the text; best first. Empty for
    /// an empty text.
    [[nodiscard]] QList<int> search(const QString& text) const;

    [[nodiscard]] int editCount() const { return static_cast<int>(m_edits.size()); }
    /// The first row that is not valid, or −1.
    [[nodiscard]] int firstProblem() const;
    /// Edited keys that do not count at once.
    [[nodiscard]] QStringList editsForLater() const;

    void restoreDefault(int row);
    void restorePage(SettingPage page);
    void restoreAll();
    /// Takes values over as edits: of a file that was read.
    void edit(const QHash<QString, QString>& values);
    /// What is edited and valid counts now.
    void apply();
    void revert();

signals:
    void editsChanged();

private:
    [[nodiscard]] QString value(int row) const;
    [[nodiscard]] QString fixedText(const SettingInfo& setting) const;
    [[nodiscard]] bool isChanged(int row) const;
    [[nodiscard]] QString problem(int row) const;
    bool setValue(int row, const QString& text);
    void onChanged(const QStringList& keys);

    SettingsHub& m_hub;
    std::vector<const SettingInfo*> m_rows;
    QHash<int, QString> m_edits; ///< by row: canonical, or as typed
};

} // namespace nostrscope
