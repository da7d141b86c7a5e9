// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QFile>
#include <QString>

#include <memory>

struct ZSTD_CCtx_s;

namespace nostrscope {

/// A zstd file that appears whole, durable and under a new name, or not at all: written beside, synced,
/// renamed. Errors are kept; the first one counts.
class ArchiveFile {
public:
    /// NAME.jsonl.zst in the folder; when that exists NAME.2.jsonl.zst and so on: no file is ever replaced.
    ArchiveFile(const QString& folder, const QString& name);
    /// Removes what is not finished.
    ~ArchiveFile();
    Q_DISABLE_COPY_MOVE(ArchiveFile)

    [[nodiscard]] bool write(QByteArrayView bytes);
    /// Its path; empty when it could not be made.
    [[nodiscard]] QString finish();
    /// Of the finished file.
    [[nodiscard]] quint64 bytes() const { return m_written; }
    /// Empty, or what the system says.
    [[nodiscard]] const QString& errorText() const { return m_error; }

private:
    enum class Flush : bool { No, Yes };
    [[nodiscard]] bool compress(QByteArrayView bytes, Flush flush);
    [[nodiscard]] bool fail();
    [[nodiscard]] QString giveName();

    struct Free {
        void operator()(ZSTD_CCtx_s* context) const;
    };
    const QString m_folder;
    const QString m_name;
    QFile m_part;
    std::unique_ptr<ZSTD_CCtx_s, Free> m_context;
    QByteArray m_out;
    quint64 m_written = 0;
    QString m_error;
};

} // namespace nostrscope
