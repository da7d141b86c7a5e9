// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/store.h"

#include "core/base/coretext.h"

namespace nostrscope {

QString describe(const StoreError& error)
{
    const auto detail = error.detail.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(error.detail);
    switch (error.code) {
    case StoreErrorCode::None:
        return {};
    case StoreErrorCode::InUse:
        return CoreText::tr("The database is in use by pid %1. Close that program, or use another --db.")
            .arg(error.detail);
    case StoreErrorCode::NotADatabase:
        return CoreText::tr("The file is not a database. Choose another file; this one was not changed.");
    case StoreErrorCode::ForeignDatabase:
        return CoreText::tr(
            "The database belongs to another program. Choose another file; this one was not changed.");
    case StoreErrorCode::NewerVersion:
        return CoreText::tr(
                   "The database was made by a newer Nostrscope (format %1). Update Nostrscope, or choose "
                   "another file; this one was not changed.")
            .arg(error.detail);
    case StoreErrorCode::Corrupt:
        return CoreText::tr("The database is damaged%1. Run \"db check\", and restore a backup or export "
                            "what can be read.")
            .arg(detail);
    case StoreErrorCode::ReadOnly:
        return CoreText::tr(
                   "The database cannot be written%1. Check the permissions of the file and its folder.")
            .arg(detail);
    case StoreErrorCode::DiskFull:
        return CoreText::tr("The disk is full%1. Free some space; what waits is kept and stored then.")
            .arg(detail);
    case StoreErrorCode::CannotOpen:
        return CoreText::tr("The database cannot be opened%1. Check that the folder exists and may be read.")
            .arg(detail);
    case StoreErrorCode::Busy:
        return CoreText::tr("The database is locked by another program%1. Close it and try again.")
            .arg(detail);
    case StoreErrorCode::Cancelled:
        return CoreText::tr("Cancelled.");
    case StoreErrorCode::TimedOut:
        return CoreText::tr("The question took too long and was ended. Try a shorter range.");
    case StoreErrorCode::Closed:
        return CoreText::tr("The database is closed.");
    case StoreErrorCode::ArchiveFailed:
        return CoreText::tr("The archive cannot be written%1. Nothing was removed.").arg(detail);
    case StoreErrorCode::Failed:
        break;
    }
    return CoreText::tr("The database failed%1.").arg(detail);
}

QVariant Table::value(std::size_t row, QByteArrayView column) const
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns[i] == column && row < rows.size())
            return rows[row][static_cast<std::size_t>(i)];
    }
    return {};
}

} // namespace nostrscope
