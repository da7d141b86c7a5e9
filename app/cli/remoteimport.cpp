// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/remoteimport.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

std::uint64_t countOf(const QJsonValue& value)
{
    return static_cast<std::uint64_t>(std::max<qint64>(value.toInteger(), 0));
}

} // namespace

bool RemoteImport::begin()
{
    m_failure.clear();
    m_client = std::make_unique<ControlClient>();
    if (m_client->connectTo(m_database)) {
        const auto answer = m_client->ask({{u"command"_s, u"import"_s}, {u"relay"_s, m_relay}});
        if (answer)
            return true;
        m_failure = answer.error();
    } else {
        m_failure = u"The running process does not answer."_s;
    }
    m_client.reset();
    return false;
}

bool RemoteImport::send(std::vector<QByteArray> texts)
{
    for (const auto& text : texts) {
        if (!m_client->sendText(text))
            return false;
    }
    m_client->flush();
    return true;
}

void RemoteImport::finish(ImportCounts& counts)
{
    if (!m_client)
        return;
    (void)m_client->sendEnd(); // when it is refused, the answer says why
    const auto answer = m_client->waitForAnswer();
    m_client.reset();
    if (!answer) {
        m_failure = answer.error();
        return;
    }
    counts.stored = countOf((*answer)[u"stored"]);
    counts.duplicate = countOf((*answer)[u"duplicate"]);
    counts.ephemeral = countOf((*answer)[u"ephemeral"]);
    counts.belowFloor = countOf((*answer)[u"below_floor"]);
    const auto invalid = (*answer)[u"invalid"].toObject();
    for (std::size_t i = 0; i < counts.invalid.size(); ++i)
        counts.invalid[i] = countOf(invalid[QLatin1StringView(toString(static_cast<InvalidReason>(i)))]);
    m_failure = (*answer)[u"store_error"].toString();
}

} // namespace nostrscope
