// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/geodatabase.h"

#include <QDateTime>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <array>
#include <chrono>

namespace nostrscope {

/// The MaxMind files of the user, kept up to date: each is looked at once a minute and read again when it was
/// replaced. One that went away or is broken now leaves what was read before in use. Files are touched in a
/// thread of their own. Lives in: monitor thread.
class GeoFiles final : public QObject {
    Q_OBJECT

public:
    /// Empty paths: none. Reading begins at once.
    GeoFiles(const QString& countryFile, const QString& networkFile, QObject* parent = nullptr);
    ~GeoFiles() override;

    /// A file of this kind is in use.
    [[nodiscard]] bool has(GeoDatabase::Kind kind) const { return slotOf(kind).database != nullptr; }
    [[nodiscard]] GeoFacts lookUp(const QByteArray& address) const;
    /// Looks whether the files changed, now.
    void refresh();

signals:
    /// Addresses may be elsewhere from now on.
    void changed();
    /// A file is read, or cannot be: told once, until something changes. English, with the path.
    void told(const QString& message, bool isProblem);

private:
    /// What tells that a file is another one; a file that is not there has one too.
    struct Stamp {
        qint64 size = -1;
        QDateTime modified;
        QDateTime replaced; ///< of its entry: a copy may keep the time of its content
        friend bool operator==(const Stamp&, const Stamp&) = default;
    };
    struct Slot {
        GeoDatabase::Kind kind;
        QString path;
        std::shared_ptr<const GeoDatabase> database;
        std::optional<Stamp> stamp; ///< of what was tried last
        bool isReading = false;
    };
    [[nodiscard]] static Stamp stampOf(const QString& path);
    [[nodiscard]] const Slot& slotOf(GeoDatabase::Kind kind) const
    {
        return m_slots[static_cast<std::size_t>(kind)];
    }
    void look(Slot& slot);
    void take(Slot& slot, const Stamp& stamp, const GeoDatabase::Result& result);

    std::array<Slot, 2> m_slots; ///< by kind
    std::shared_ptr<std::atomic<bool>> m_cancelled = std::make_shared<std::atomic<bool>>(false);
    QThreadPool m_reader;
    QTimer m_timer;
};

} // namespace nostrscope
