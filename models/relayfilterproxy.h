// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace nostrscope {

class RelayTableModel;

/// Order and text filter over a RelayTableModel. Rows do not jump while values change: the order is made
/// anew only by resort(), which the page calls when nobody points at a row (ux.md §2).
class RelayFilterProxy final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit RelayFilterProxy(RelayTableModel* source, QObject* parent = nullptr);

    /// Words, all of which must be in address, name, purpose, state or error; case does not matter.
    void setText(const QString& text);
    [[nodiscard]] QString text() const { return m_words.join(u' '); }
    [[nodiscard]] bool isFiltering() const { return !m_words.isEmpty(); }
    /// Sorts again if the order is not right any more.
    void resort();

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    RelayTableModel* m_source;
    QStringList m_words;
};

} // namespace nostrscope
