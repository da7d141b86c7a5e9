// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/limits.h"

#include <QByteArray>
#include <QString>
#include <QtEndian>

/// How processes of one user talk about a database that one of them writes (architecture.md §5).
///
/// A client connects to socketName() and sends one JSON line:
///   {"command":"status"}
///   {"command":"relays","action":"add|remove|pause|resume|watch|unwatch","urls":[…],
///    "source":"manual|imported|builtin"}
///   {"command":"discover","action":"run|mention|decide|apply-rules|set-rules|dismiss", …}
///     (controldiscovery.h)
///   {"command":"import","relay":URL or ""}
/// `urls` holds texts; with "add" also objects {"url","name","purpose"}. Answers are JSON lines. The last one
/// ends the connection and is {"error":SENTENCE} when the command was refused. A run of discovery and an
/// import are first answered by {"ready":true}; the client of an import then sends texts, each after its
/// length (frame()), and a length of zero at the end, and is answered by the counts when everything is
/// committed.
namespace nostrscope::control {

inline constexpr qsizetype maxLineBytes = 64 * 1024;
/// Above the limit of an event, so that the pipeline is the one that refuses a text for its length.
inline constexpr qsizetype maxTextBytes = static_cast<qsizetype>(limits::maxEventBytes) + 64 * 1024;
inline constexpr qsizetype lengthBytes = 4;

/// Name of the socket that belongs to a database file.
[[nodiscard]] QString socketName(const QString& path);

/// The length that goes before a text, most significant byte first.
[[nodiscard]] inline QByteArray frame(qsizetype length)
{
    QByteArray bytes(lengthBytes, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(length), bytes.data());
    return bytes;
}

} // namespace nostrscope::control
