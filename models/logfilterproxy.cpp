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

bool LogFilterProxy::setPattern(const QString& pattern)
{
    QRegularExpression next(pattern, QRegularExpression::CaseInsensitiveOption);
    m_patternError = next.isValid() ? QString() : next.errorString();
    if (!next.isValid())
        return false;
    if (next.pattern() == m_pattern.pattern())
        return true;
    m_pattern = std::move(next);
    refilter();
    return true;
}

bool LogFilterProxy::acceptsRow(int sourceRow) const
{
    const auto& line = m_source->record(sourceRow);
    if (line.level < m_level)
        return false;
    // Bounded text: a pattern of the user may need much time for each character.
    constexpr qsizetype mostText = 4000;
    const auto matches = [this](const QString& text) {
        return m_pattern.match(QStringView(text).left(mostText)).hasMatch();
    };
    return m_pattern.pattern().isEmpty() || matches(line.message) || matches(line.relayUrl)
        || matches(line.service);
}

bool LogFilterProxy::rowContains(int sourceRow, const QString& word) const
{
    const auto& line = m_source->record(sourceRow);
    return line.message.contains(word, Qt::CaseInsensitive)
        || line.relayUrl.contains(word, Qt::CaseInsensitive)
        || line.service.contains(word, Qt::CaseInsensitive);
}

} // namespace nostrscope
