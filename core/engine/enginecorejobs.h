// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/coretext.h"
#include "core/engine/enginecore.h"
#include "core/storage/schema.h"
#include "core/storage/sqlite.h"

/// For the files of EngineCore that answer questions by jobs of their own.
namespace nostrscope {

/// A read-only connection for the thread of a job; ends early when the job is cancelled.
[[nodiscard]] StoreResult<std::unique_ptr<SqlDatabase>> openReader(const QString& path,
                                                                   const BackgroundJob::Cancelled& cancelled);

template <typename T, typename Read, typename Use> void EngineCore::startJob(int token, Read read, Use use)
{
    if (m_jobs.size() >= EngineLink::maximumQuestions || m_jobs.count(token) > 0) {
        emit askFailed(token, CoreText::tr("Too many questions wait already. Try again in a moment."));
        return;
    }
    m_jobs[token] =
        std::make_unique<BackgroundJob>([this, token, read = std::move(read),
                                         use = std::move(use)](const BackgroundJob::Cancelled& cancelled) {
            auto reply = std::make_shared<StoreResult<T>>(read(cancelled));
            QMetaObject::invokeMethod(this, [this, token, use, reply, cancelled] {
                if (*cancelled)
                    return; // nobody waits for it
                m_jobs.erase(token);
                if (*reply)
                    use(std::make_shared<const T>(std::move(**reply)));
                else
                    emit askFailed(token, describe(reply->error()));
            });
        });
}

} // namespace nostrscope
