// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include <sys/mount.h>

namespace nostrscope::test {

/// A folder on a file system of its own, 4 MiB, while it lives. Needs the right to mount.
class SmallDisk {
public:
    SmallDisk()
        : m_mounted(::mount("none", qPrintable(m_folder.path()), "tmpfs", 0, "size=4m") == 0)
    {
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(qPrintable(m_folder.path()), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)
    [[nodiscard]] bool isMounted() const { return m_mounted; }
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1StringView(name)); }

private:
    QTemporaryDir m_folder;
    bool m_mounted = false;
};

} // namespace nostrscope::test
