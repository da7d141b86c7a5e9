// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace nostrscope {

/// Notices that the file of the open store is no longer where it was: SQLite goes on writing to a file that
/// was deleted or moved away, and nobody would know before the next start.
class StoreFile {
public:
    /// Remembers which file is at `path` now.
    explicit StoreFile(QString path);

    /// Empty, or an English sentence: what, why, what to do. Asks the file system; any thread.
    [[nodiscard]] QString problem() const;

private:
    struct Identity {
        std::uint64_t device = 0;
        std::uint64_t number = 0;
        bool exists = false;
        friend bool operator==(const Identity&, const Identity&) = default;
    };
    [[nodiscard]] Identity identity() const;

    const QString m_path;
    const Identity m_opened;
};

} // namespace nostrscope
