// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/walmeter.h"

#include "core/storage/sqlite.h"

#include <QtEndian>

namespace nostrscope::bench {

namespace {

// https://www.sqlite.org/fileformat2.html#the_write_ahead_log
constexpr qint64 headerBytes = 32;
constexpr qint64 pageSizeAt = 8;
constexpr qint64 headerSaltAt = 16;
constexpr qint64 frameHeaderBytes = 24;
constexpr qint64 frameSaltAt = 8;
constexpr qint64 saltBytes = 8;

QByteArray partOf(const QByteArray& table)
{
    static const std::map<QByteArray, QByteArray> parts{
        {"event", "events"},
        {"event_time", "time index"},
        {"event_future", "time index"},
        {"lookup_block", "look-ups"},
        {"lookup_run", "look-ups"},
        {"lookup_stale", "look-ups"},
        {"author", "authors"},
        {"sqlite_autoindex_author_1", "authors"},
        {"sighting_journal", "sighting journal"},
        {"sighting", "sighting lists"},
        {"relay_day", "relay bitmaps"},
        {"relay_day_journal", "relay bitmaps"},
        {"rollup_journal", "rollup journal"},
        {"rollup", "rollup cells"},
        {"relay_counter", "rollup cells"},
        {"version", "facts"},
        {"deletion", "facts"},
        {"address_deletion", "facts"},
        {"expiry", "facts"},
        {"zap", "facts"},
        {"connection_log", "connection log"},
        {"connection_log_relay", "connection log"},
    };
    const auto found = parts.find(table);
    return found == parts.end() ? QByteArray("state and others") : found->second;
}

} // namespace

WalMeter::WalMeter(const QString& databasePath)
    : m_path(databasePath)
    , m_wal(databasePath + QStringLiteral("-wal"))
{
}

bool WalMeter::readHeader(QByteArray& salt)
{
    if (!m_wal.isOpen() && !m_wal.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return false;
    m_wal.seek(0);
    const auto header = m_wal.read(headerBytes);
    if (header.size() < headerBytes)
        return false;
    m_pageSize = qFromBigEndian<quint32>(header.constData() + pageSizeAt);
    salt = header.mid(headerSaltAt, saltBytes);
    return true;
}

void WalMeter::readFrames(const QByteArray& salt)
{
    for (;; m_offset += frameHeaderBytes + m_pageSize) {
        m_wal.seek(m_offset);
        const auto frame = m_wal.read(frameHeaderBytes);
        if (frame.size() < frameHeaderBytes || frame.mid(frameSaltAt, saltBytes) != salt)
            return;
        auto& page = m_pages[qFromBigEndian<quint32>(frame.constData())];
        ++page.frames;
        page.isDirty = true;
    }
}

void WalMeter::endOfCycle()
{
    for (auto& [number, page] : m_pages)
        page.checkpoints += std::exchange(page.isDirty, false);
}

void WalMeter::poll()
{
    QByteArray salt;
    if (!readHeader(salt))
        return;
    if (salt != m_salt) {
        if (!m_salt.isEmpty())
            readFrames(m_salt); // of the former cycle, what is not overwritten yet
        endOfCycle();
        m_salt = salt;
        m_offset = headerBytes;
    }
    readFrames(m_salt);
}

std::map<QByteArray, WalMeter::Written> WalMeter::byPart()
{
    endOfCycle();
    std::map<QByteArray, Written> parts;
    auto database = SqlDatabase::open(m_path, SqlDatabase::Mode::ReadOnly);
    if (!database)
        return parts;
    SqlStatement rows(**database, "SELECT pageno, name FROM dbstat");
    std::map<std::uint32_t, QByteArray> owners;
    while (rows.step())
        owners[static_cast<std::uint32_t>(rows.integer(0))] = partOf(rows.text(1).toLatin1());
    for (const auto& [number, page] : m_pages) {
        const auto owner = owners.find(number);
        auto& part = parts[owner == owners.end() ? QByteArray("free pages") : owner->second];
        part.wal += double(page.frames) * double(frameHeaderBytes + m_pageSize);
        part.checkpoint += double(page.checkpoints) * double(m_pageSize);
    }
    return parts;
}

} // namespace nostrscope::bench
