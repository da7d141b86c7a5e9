// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <map>

namespace nostrscope::bench {

/// Which tables a database writes: reads the frames of the write-ahead log while it grows and is begun anew.
class WalMeter {
public:
    explicit WalMeter(const QString& databasePath);

    /// Reads what was appended; often enough that the log is not overwritten twice between two calls.
    void poll();

    struct Written {
        double wal = 0; ///< bytes of frames
        double checkpoint = 0; ///< bytes of pages: each once for every time that the log began anew
    };
    /// By the purpose of the table, after the last poll(); asks the (closed) database whose page is whose.
    [[nodiscard]] std::map<QByteArray, Written> byPart();

private:
    [[nodiscard]] bool readHeader(QByteArray& salt);
    void readFrames(const QByteArray& salt);
    void endOfCycle();

    struct Page {
        std::uint64_t frames = 0;
        std::uint64_t checkpoints = 0;
        bool isDirty = false; ///< in this cycle
    };
    const QString m_path;
    QFile m_wal;
    QByteArray m_salt;
    qint64 m_offset = 0;
    qint64 m_pageSize = 0;
    std::map<std::uint32_t, Page> m_pages;
};

} // namespace nostrscope::bench
