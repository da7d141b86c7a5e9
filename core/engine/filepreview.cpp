// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/filepreview.h"

#include "core/base/coretext.h"
#include "core/crypto/verify.h"
#include "core/ingest/eventchecker.h"
#include "core/ingest/filereader.h"

#include <QFile>
#include <QFileInfo>

namespace nostrscope {

namespace {

constexpr qsizetype excerptLength = 200;

} // namespace

QString describe(FileFault fault)
{
    switch (fault) {
    case FileFault::None:
        return {};
    case FileFault::Unreadable:
        return CoreText::tr("It cannot be read to its end.");
    case FileFault::BadCompression:
    case FileFault::TruncatedCompression:
        return CoreText::tr("It is damaged or cut short.");
    case FileFault::UnknownCompression:
        return CoreText::tr("It is compressed in a way that is not read. Unpack it, or use gzip or zstd.");
    case FileFault::UnfinishedArray:
        return CoreText::tr("It ends inside an array.");
    }
    Q_UNREACHABLE();
}

FilePreview previewFile(const QString& path, const std::atomic<bool>& cancelled)
{
    FilePreview preview;
    preview.file = path;
    preview.fileBytes = static_cast<quint64>(QFileInfo(path).size());
    QFile file(path);
    // Opening a pipe would wait for whoever writes it.
    const bool isPlain = !QFileInfo::exists(path) || QFileInfo(path).isFile();
    if (!isPlain || !file.open(QIODevice::ReadOnly)) {
        preview.fault = CoreText::tr("It cannot be opened: %1.")
                            .arg(isPlain ? file.errorString() : CoreText::tr("it is not a plain file"));
        return preview;
    }
    FileReader reader([&](char* data, qint64 maxSize) { return cancelled ? 0 : file.read(data, maxSize); });
    EventParser parser;
    EventVerifier verifier;
    while (preview.looked < FilePreview::maximumLooked && !cancelled) {
        const auto text = reader.next();
        if (!text) {
            preview.isWhole = reader.fault() == FileFault::None;
            preview.fault = describe(reader.fault());
            break;
        }
        ++preview.looked;
        FilePreview::Row row;
        row.line = reader.line();
        const auto event = parser.parseEvent(*text);
        if (!event) {
            row.problem = reasonOf(event.error());
            row.excerpt = QString::fromUtf8(text->left(excerptLength));
        } else {
            row.kind = event->kind;
            row.createdAt = event->createdAt;
            row.excerpt = QString::fromUtf8(event->content.left(excerptLength));
            if (const auto verdict = verifier.verify(*event); verdict != Verdict::Valid)
                row.problem = reasonOf(verdict);
        }
        if (row.problem)
            ++preview.invalid[static_cast<std::size_t>(*row.problem)];
        else
            ++preview.events;
        if (preview.rows.size() < FilePreview::maximumRows)
            preview.rows.push_back(std::move(row));
    }
    return preview;
}

} // namespace nostrscope
