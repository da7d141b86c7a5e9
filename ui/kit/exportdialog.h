// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rangemodel.h"
#include "models/tableexport.h"
#include "ui/kit/messagebar.h"

#include <QDialog>
#include <QSortFilterProxyModel>

class QButtonGroup;
class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace nostrscope {

class FmtSource;
class TableView;

/// What the dialog needs to know of the table, and what is remembered.
struct ExportRequest {
    QString name; ///< of the table: "relays"; begins the file name
    QString rangeSuffix; ///< RangeChoice::fileSuffix(); empty where the range does not matter
    UnixMillis now{};
    QString folder; ///< of the last time; empty: the documents
};

/// "relays_2025-11-20T2336Z_24h.csv"; the minute in UTC, so that names sort by time.
[[nodiscard]] QString exportFileName(const ExportRequest& request, TableFormat format);

/// Ctrl+E: which rows, format, columns, zone, file. Writing goes on after the dialog is closed; the result is
/// a message bar with "Open folder".
class ExportDialog final : public QDialog {
    Q_OBJECT

public:
    ExportDialog(TableView& table, MessageArea& messages, const FmtSource& formats, ExportRequest request,
                 QWidget* parent);

    [[nodiscard]] TableOptions options() const;
    [[nodiscard]] QString file() const;

signals:
    /// The folder to remember.
    void folderChosen(const QString& folder);

protected:
    void accept() override;

private:
    enum Scope { Selection, View, All };
    void buildLayout();
    void fillColumns();
    void browse();
    void updateFileName();
    void updateButtons();
    [[nodiscard]] QList<int> chosenColumns() const;
    [[nodiscard]] QAbstractItemModel* modelOf(Scope scope) const;
    void startJob();
    static void report(MessageArea& messages, const QString& file, qint64 rows, const QString& error,
                       bool cancelled);

    TableView& m_table;
    MessageArea& m_messages;
    const FmtSource& m_formats;
    ExportRequest m_request;
    QButtonGroup* m_scope;
    QComboBox* m_format;
    QComboBox* m_zone;
    QListWidget* m_columns;
    QLineEdit* m_file;
    QPushButton* m_export = nullptr;
};

} // namespace nostrscope
