// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/filereader.h"
#include "core/nostr/eventparser.h"

#include <QFile>

#include <vector>

namespace nostrscope::test {

/// Events of a file of JSON lines, packed or not; ends the test when it is damaged.
[[nodiscard]] inline std::vector<Event> eventsOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    FileReader reader([&file](char* data, qint64 size) { return file.read(data, size); });
    EventParser parser;
    std::vector<Event> events;
    while (const auto text = reader.next()) {
        auto event = parser.parseEvent(*text);
        if (!event)
            qFatal("no event: %s", text->constData());
        events.push_back(std::move(*event));
    }
    if (reader.fault() != FileFault::None)
        qFatal("%s is damaged", qPrintable(path));
    return events;
}

} // namespace nostrscope::test
