// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/archivefile.h"

#include <QDir>

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <cstdio>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int level = 6; ///< 3 MB a second and more even on a small machine: retention is no hurry
constexpr int maxParts = 9999;

QString systemError(int code)
{
    return QString::fromLocal8Bit(strerror(code));
}

/// 0, or an errno. EEXIST: the name is taken.
int renameWithoutReplacing(const QByteArray& from, const QByteArray& to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // A file system that cannot do this in one step; a link refuses a taken name as well.
    if (::link(from.constData(), to.constData()) != 0)
        return errno;
    return ::unlink(from.constData()) == 0 ? 0 : errno;
}

/// So that the name survives a power cut, too; 0, or an errno.
int syncFolder(const QString& folder)
{
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return errno;
    const int code = ::fsync(handle) == 0 || errno == EINVAL ? 0 : errno; // EINVAL: not of this file system
    ::close(handle);
    return code;
}

} // namespace

void ArchiveFile::Free::operator()(ZSTD_CCtx_s* context) const
{
    ZSTD_freeCCtx(context);
}

ArchiveFile::ArchiveFile(const QString& folder, const QString& name)
    : m_folder(folder)
    , m_name(name)
    , m_part(QDir(folder).filePath(name + u".jsonl.zst.part"_s))
    , m_context(ZSTD_createCCtx())
    , m_out(static_cast<qsizetype>(ZSTD_CStreamOutSize()), Qt::Uninitialized)
{
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 1);
    if (!m_part.open(QIODevice::WriteOnly | QIODevice::Unbuffered | QIODevice::Truncate))
        (void)fail();
}

ArchiveFile::~ArchiveFile()
{
    if (m_part.isOpen()) {
        m_part.close();
        m_part.remove();
    }
}

bool ArchiveFile::fail()
{
    if (m_error.isEmpty())
        m_error = u"%1: %2"_s.arg(m_part.fileName(), m_part.errorString());
    return false;
}

bool ArchiveFile::compress(QByteArrayView bytes, Flush flush)
{
    ZSTD_inBuffer in{bytes.data(), static_cast<std::size_t>(bytes.size()), 0};
    for (;;) {
        ZSTD_outBuffer out{m_out.data(), static_cast<std::size_t>(m_out.size()), 0};
        const auto left = ZSTD_compressStream2(m_context.get(), &out, &in,
                                               flush == Flush::Yes ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left)) {
            m_error = QString::fromLatin1(ZSTD_getErrorName(left));
            return false;
        }
        const auto size = static_cast<qint64>(out.pos);
        if (size > 0 && m_part.write(m_out.constData(), size) != size)
            return fail();
        m_written += out.pos;
        if (flush == Flush::Yes ? left == 0 : in.pos == in.size)
            return true;
    }
}

bool ArchiveFile::write(QByteArrayView bytes)
{
    return m_error.isEmpty() && compress(bytes, Flush::No);
}

QString ArchiveFile::giveName()
{
    const auto part = QFile::encodeName(m_part.fileName());
    for (int number = 1; number <= maxParts; ++number) {
        const auto name = number == 1 ? m_name : u"%1.%2"_s.arg(m_name).arg(number);
        const auto path = QDir(m_folder).filePath(name + u".jsonl.zst"_s);
        const int code = renameWithoutReplacing(part, QFile::encodeName(path));
        if (code == 0)
            return path;
        if (code != EEXIST) {
            m_error = u"%1: %2"_s.arg(path, systemError(code));
            return {};
        }
    }
    m_error = u"%1: there are %2 parts already"_s.arg(m_part.fileName()).arg(maxParts);
    return {};
}

QString ArchiveFile::finish()
{
    if (!m_error.isEmpty() || !compress({}, Flush::Yes))
        return {};
    if (::fsync(m_part.handle()) != 0) {
        m_error = u"%1: %2"_s.arg(m_part.fileName(), systemError(errno));
        return {};
    }
    const auto path = giveName();
    if (path.isEmpty())
        return {};
    m_part.close();
    if (const int code = syncFolder(m_folder); code != 0) {
        m_error = u"%1: %2"_s.arg(m_folder, systemError(code));
        QFile::remove(path);
        return {};
    }
    return path;
}

} // namespace nostrscope
