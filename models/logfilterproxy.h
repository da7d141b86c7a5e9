// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/tablefilterproxy.h"

namespace nostrscope {

class LogModel;

/// Lines at or above a level that meet what is typed; the order stays that of the log.
class LogFilterProxy final : public TableFilterProxy {
    Q_OBJECT

public:
    explicit LogFilterProxy(LogModel* source, QObject* parent = nullptr);

    void setMinimumLevel(LogLevel level);
    [[nodiscard]] LogLevel minimumLevel() const { return m_level; }

protected:
    [[nodiscard]] bool rowContains(int sourceRow, const QString& word) const override;
    [[nodiscard]] bool acceptsRow(int sourceRow) const override;

private:
    LogModel* m_source;
    LogLevel m_level = LogLevel::Info;
};

} // namespace nostrscope
