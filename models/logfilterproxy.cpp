// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logfilterproxy.h"

#include "models/logmodel.h"

namespace nostrscope {

LogFilterProxy::LogFilterProxy(LogModel* source, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setSourceModel(source);
}

void LogFilterProxy::setMinimumLevel(LogLevel level)
{
    if (level == m_level)
        return;
    m_level = level;
    invalidateFilter();
}

void LogFilterProxy::setText(const QString& text)
{
    auto words = text.split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = std::move(words);
    invalidateFilter();
}

bool LogFilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    if (sourceParent.isValid())
        return true;
    const auto& line = m_source->record(sourceRow);
    if (line.level < m_level)
        return false;
    return std::all_of(m_words.begin(), m_words.end(), [&line](const QString& word) {
        return line.message.contains(word, Qt::CaseInsensitive)
            || line.relayUrl.contains(word, Qt::CaseInsensitive)
            || line.service.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace nostrscope
