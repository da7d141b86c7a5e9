// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tableexport.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <chrono>

namespace nostrscope {

/// Writes a table to a file without stopping the window: copies the rows in slices of a few milliseconds
/// between other events, then a worker thread writes them. When rows come, go or move meanwhile, copying
/// begins anew; after a few times the rest is copied in one go, so that a restless table ends too. Lives in
/// the thread of the model.
class TableExportJob final : public QObject {
    Q_OBJECT

public:
    /// Longest slice of copying.
    static constexpr std::chrono::milliseconds slice{8};
    static constexpr int maximumRestarts = 3;

    /// `rows`: none means all rows of the model, in its order; else those of these keys (KeyRole).
    TableExportJob(QAbstractItemModel& model, QList<int> columns, const std::optional<QVariantList>& rows,
                   TableOptions options, QString file, QObject* parent = nullptr);
    /// Cancels and waits for the worker.
    ~TableExportJob() override;

    void start();
    /// finished() follows with an empty error and nothing written.
    void cancel();
    [[nodiscard]] const QString& file() const { return m_file; }

signals:
    void progressed(qint64 done, qint64 total);
    /// Once. `error` empty and `cancelled` false: the file is complete.
    void finished(qint64 rows, const QString& error, bool cancelled);

private:
    void restart();
    void copySlice();
    void copyRow(int row);
    void write();
    void end(qint64 rows, const QString& error);

    QPointer<QAbstractItemModel> m_model;
    QList<int> m_columns;
    std::optional<QSet<QString>> m_keys; ///< as texts: a QVariant has no hash
    TableOptions m_options;
    QString m_file;
    TableData m_data;
    QTimer m_next;
    int m_row = 0;
    int m_restarts = 0;
    bool m_isCopying = false;
    std::atomic<bool> m_cancel = false;
    QThreadPool m_worker; ///< last: waits before the rest goes
};

} // namespace nostrscope
