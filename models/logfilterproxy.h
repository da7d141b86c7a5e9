// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/tablefilterproxy.h"

#include <QRegularExpression>

namespace nostrscope {

class LogModel;

/// Lines at or above a level that meet what is typed; the order stays that of the log.
class LogFilterProxy final : public TableFilterProxy {
    Q_OBJECT

public:
    explicit LogFilterProxy(LogModel* source, QObject* parent = nullptr);

    /// A regular expression instead of words: looked for in message, relay and service, whatever the case.
    /// Empty: none. False when it is not valid; then nothing changes.
    bool setPattern(const QString& pattern);
    [[nodiscard]] const QString& patternError() const { return m_patternError; }
    void setMinimumLevel(LogLevel level);
    [[nodiscard]] LogLevel minimumLevel() const { return m_level; }

protected:
    [[nodiscard]] bool rowContains(int sourceRow, const QString& word) const override;
    [[nodiscard]] bool acceptsRow(int sourceRow) const override;

private:
    LogModel* m_source;
    LogLevel m_level = LogLevel::Info;
    QRegularExpression m_pattern;
    QString m_patternError;
};

} // namespace nostrscope
