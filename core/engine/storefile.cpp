// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/storefile.h"

#include "core/base/coretext.h"

#include <QFile>

#include <sys/stat.h>

namespace nostrscope {

StoreFile::StoreFile(QString path)
    : m_path(std::move(path))
    , m_opened(identity())
{
}

StoreFile::Identity StoreFile::identity() const
{
    struct stat info = {};
    if (::stat(QFile::encodeName(m_path).constData(), &info) != 0)
        return {};
    return {static_cast<std::uint64_t>(info.st_dev), static_cast<std::uint64_t>(info.st_ino), true};
}

QString StoreFile::problem() const
{
    const auto now = identity();
    if (now == m_opened)
        return {};
    return (now.exists ? CoreText::tr("Another file was put in the place of the database %1. What comes now "
                                      "is lost when this program ends.")
                       : CoreText::tr("The database %1 was moved, deleted or its disk was removed. What "
                                      "comes now is lost when this program ends."))
               .arg(m_path)
        + QStringLiteral(" Make a backup on the page Archive, or put the file back.");
}

} // namespace nostrscope
