// SPDX-License-Identifier: GPL-3.0-or-later
// Relay lists of files and of the program itself, judged before anything is added.
#include "core/engine/enginecore.h"

#include "core/base/coretext.h"
#include "core/base/limits.h"
#include "core/nostr/relaylist.h"

#include <QFile>

#include <set>

namespace nostrscope {

namespace {

QString sentence(const QString& file, RelayListError error)
{
    switch (error) {
    case RelayListError::TooLarge:
    case RelayListError::TooManyEntries:
        return CoreText::tr("%1 is too large for a relay list.").arg(file);
    case RelayListError::NotText:
        return CoreText::tr("%1 is no text file.").arg(file);
    case RelayListError::NotJson:
        return CoreText::tr("%1 is no valid JSON.").arg(file);
    }
    Q_UNREACHABLE();
}

} // namespace

void EngineCore::checkRelayList(int token, const QString& name, QByteArrayView content,
                                RelayListFormat format, RelaySource source)
{
    QList<RelayCandidate> candidates;
    const auto entries = readRelayList(content, format);
    if (!entries) {
        emit failed(sentence(name, entries.error()));
        emit relaysChecked(token, candidates);
        return;
    }
    std::set<QByteArray> seen;
    for (const auto& entry : *entries) {
        // The reader knows what a list may leave out (the scheme in a CSV column): judge what it made of it.
        auto candidate = judge(entry.url ? QString::fromUtf8(entry.url->text()) : entry.text, source);
        candidate.input = entry.text;
        candidate.name = entry.name;
        candidate.purpose = entry.purpose;
        if (!candidate.url.isEmpty() && !seen.insert(candidate.url).second)
            candidate.reason = QStringLiteral("duplicate");
        candidates.append(std::move(candidate));
    }
    emit relaysChecked(token, candidates);
}

void EngineCore::checkRelayFile(int token, const QString& path, RelaySource source)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        emit failed(CoreText::tr("%1 cannot be read: %2").arg(path, file.errorString()));
        emit relaysChecked(token, {});
        return;
    }
    // One byte more than allowed, so that the reader sees that it is too much.
    const auto content = file.read(static_cast<qint64>(limits::maxRelayListBytes) + 1);
    checkRelayList(token, path, content, relayListFormat(path), source);
}

void EngineCore::checkBuiltInRelays(int token)
{
    checkRelayList(token, CoreText::tr("The built-in list"), m_config.builtInRelays, RelayListFormat::Json,
                   RelaySource::BuiltIn);
}

} // namespace nostrscope
