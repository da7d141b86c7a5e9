// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logfilterproxy.h"

#include "models/logmodel.h"

namespace nostrscope {

LogFilterProxy::LogFilterProxy(LogModel* source, QObject* parent)
    : TableFilterProxy(source, parent)
    , m_source(source)
{
}

void LogFilterProxy::setMinimumLevel(LogLevel level)
{
    if (level == m_level)
        return;
    m_level = level;
    refilter();
}

bool LogFilterProxy::acceptsRow(int sourceRow) const
{
    return m_source->record(sourceRow).level >= m_level;
}

bool LogFilterProxy::rowContains(int sourceRow, const QString& word) const
{
    const auto& line = m_source->record(sourceRow);
    return line.message.contains(word, Qt::CaseInsensitive)
        || line.relayUrl.contains(word, Qt::CaseInsensitive)
        || line.service.contains(word, Qt::CaseInsensitive);
}

} // namespace nostrscope
