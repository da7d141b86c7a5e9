// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/geofiles.h"

#include <QFileInfo>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto lookEvery = 1min;

} // namespace

GeoFiles::GeoFiles(const QString& countryFile, const QString& networkFile, QObject* parent)
    : QObject(parent)
    , m_slots{{{GeoDatabase::Kind::Country, countryFile, {}, {}},
               {GeoDatabase::Kind::Network, networkFile, {}, {}}}}
{
    m_reader.setMaxThreadCount(1);
    connect(&m_timer, &QTimer::timeout, this, &GeoFiles::refresh);
    if (countryFile.isEmpty() && networkFile.isEmpty())
        return;
    m_timer.start(lookEvery);
    refresh();
}

GeoFiles::~GeoFiles()
{
    *m_cancelled = true;
    m_reader.waitForDone();
}

GeoFacts GeoFiles::lookUp(const QByteArray& address) const
{
    GeoFacts facts;
    if (address.isEmpty())
        return facts;
    for (const auto& slot : m_slots) {
        if (slot.database)
            slot.database->lookUp(address, facts);
    }
    return facts;
}

void GeoFiles::refresh()
{
    for (auto& slot : m_slots)
        look(slot);
}

GeoFiles::Stamp GeoFiles::stampOf(const QString& path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return {};
    return {file.size(), file.lastModified(), file.metadataChangeTime()};
}

/// Even the look at a file may take long where it is on another machine.
void GeoFiles::look(Slot& slot)
{
    if (slot.path.isEmpty() || std::exchange(slot.isReading, true))
        return;
    m_reader.start(
        [this, &slot, path = slot.path, kind = slot.kind, known = slot.stamp, cancelled = m_cancelled] {
            const auto stamp = stampOf(path);
            std::optional<GeoDatabase::Result> result;
            if (stamp != known)
                result = GeoDatabase::open(path, kind, cancelled.get());
            if (*cancelled)
                return;
            // The destructor waits for this thread; what is queued by then goes with the object.
            QMetaObject::invokeMethod(
                this,
                [this, &slot, stamp, result = std::move(result)] {
                    slot.isReading = false;
                    if (result)
                        take(slot, stamp, *result);
                },
                Qt::QueuedConnection);
        });
}

void GeoFiles::take(Slot& slot, const Stamp& stamp, const GeoDatabase::Result& result)
{
    slot.stamp = stamp;
    if (!result) {
        const auto text = slot.database ? QStringLiteral("%1: %2; what was read from it before stays in use")
                                        : QStringLiteral("%1: %2");
        emit told(text.arg(slot.path, describe(result.error())), true);
        return;
    }
    slot.database = *result;
    emit told(QStringLiteral("%1 tells the %2 of relays")
                  .arg(slot.path,
                       slot.kind == GeoDatabase::Kind::Country ? QStringLiteral("countries")
                                                               : QStringLiteral("networks")),
              false);
    emit changed();
}

} // namespace nostrscope
