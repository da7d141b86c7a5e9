// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"

#include <QSortFilterProxyModel>

namespace nostrscope {

class LogModel;

/// Lines at or above a level that contain all words; the order stays that of the log.
class LogFilterProxy final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit LogFilterProxy(LogModel* source, QObject* parent = nullptr);

    void setMinimumLevel(LogLevel level);
    [[nodiscard]] LogLevel minimumLevel() const { return m_level; }
    void setText(const QString& text);
    [[nodiscard]] QString text() const { return m_words.join(u' '); }

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    LogModel* m_source;
    LogLevel m_level = LogLevel::Info;
    QStringList m_words;
};

} // namespace nostrscope
