// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filepreviewmodel.h"
#include "ui/uicontext.h"

#include <QDialog>

#include <map>

class QLabel;
class QPushButton;

namespace nostrscope {

class TableView;

/// What files contain before their events are imported: how many lines were looked at, how many are events,
/// the first of them. The import itself is a task.
class EventImportDialog final : public QDialog {
    Q_OBJECT

public:
    /// More files are imported without a look at each.
    static constexpr qsizetype maximumPreviews = 20;

    EventImportDialog(UiContext& context, QStringList files, QWidget* parent);
    ~EventImportDialog() override;

private:
    void build();
    void onPreviewed(int token, const std::shared_ptr<const FilePreview>& preview);
    void onFailed(int token, const QString& message);
    void showSummary();
    [[nodiscard]] QString lineOf(const QString& file) const;
    void startImport();

    UiContext& m_context;
    const QStringList m_files;
    std::map<int, QString> m_waiting; ///< token → file
    std::map<QString, std::shared_ptr<const FilePreview>> m_previews;
    FilePreviewModel m_model;
    TableView* m_table = nullptr;
    QLabel* m_summary = nullptr;
    QPushButton* m_import = nullptr;
};

} // namespace nostrscope
