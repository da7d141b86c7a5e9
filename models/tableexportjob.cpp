// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tableexportjob.h"

#include "models/roles.h"

#include <QElapsedTimer>

namespace nostrscope {

TableExportJob::TableExportJob(QAbstractItemModel& model, QList<int> columns,
                               const std::optional<QVariantList>& rows, TableOptions options, QString file,
                               QObject* parent)
    : QObject(parent)
    , m_model(&model)
    , m_columns(std::move(columns))
    , m_options(std::move(options))
    , m_file(std::move(file))
{
    if (rows) {
        m_keys.emplace();
        for (const auto& key : std::as_const(*rows))
            m_keys->insert(key.toString());
    }
    m_worker.setMaxThreadCount(1);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &TableExportJob::copySlice);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TableExportJob::restart);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &TableExportJob::restart);
    connect(&model, &QAbstractItemModel::rowsMoved, this, &TableExportJob::restart);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &TableExportJob::restart);
    connect(&model, &QAbstractItemModel::modelReset, this, &TableExportJob::restart);
}

TableExportJob::~TableExportJob()
{
    m_cancel = true;
    m_worker.waitForDone();
}

void TableExportJob::start()
{
    m_data = tableHead(*m_model, m_columns);
    m_isCopying = true;
    m_next.start(0);
}

void TableExportJob::cancel()
{
    m_cancel = true;
    if (m_isCopying)
        end(0, {});
}

void TableExportJob::restart()
{
    if (!m_isCopying || m_restarts >= maximumRestarts)
        return;
    ++m_restarts;
    m_data.cells.clear();
    m_row = 0;
}

void TableExportJob::copyRow(int row)
{
    if (m_keys && !m_keys->contains(m_model->index(row, 0).data(KeyRole).toString()))
        return;
    appendTableRow(m_data, *m_model, row, m_columns);
}

void TableExportJob::copySlice()
{
    if (!m_isCopying)
        return;
    if (!m_model) {
        end(0, tr("The table is gone."));
        return;
    }
    QElapsedTimer time;
    time.start();
    // What is copied in one go needs no restart.
    const bool isLastTry = m_restarts >= maximumRestarts;
    if (isLastTry) {
        m_data.cells.clear();
        m_row = 0;
    }
    const int count = m_model->rowCount();
    while (m_row < count && (isLastTry || time.elapsed() < slice.count()))
        copyRow(m_row++);
    emit progressed(m_row, count);
    if (m_row < count)
        m_next.start(0);
    else
        write();
}

void TableExportJob::write()
{
    m_isCopying = false;
    m_worker.start([this] {
        const auto written = writeTableFile(m_data, m_options, m_file, m_cancel);
        QMetaObject::invokeMethod(
            this,
            [this, rows = written ? static_cast<qint64>(*written) : 0,
             error = written ? QString() : written.error()] { end(rows, error); },
            Qt::QueuedConnection);
    });
}

void TableExportJob::end(qint64 rows, const QString& error)
{
    m_isCopying = false;
    // A cancel that came after the last byte changes nothing.
    emit finished(rows, error, error.isEmpty() && rows == 0 && m_cancel);
}

} // namespace nostrscope
