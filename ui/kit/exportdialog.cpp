// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/exportdialog.h"

#include "models/fmtsource.h"
#include "models/tableexportjob.h"
#include "ui/kit/tables.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDateTime>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QUrl>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

QString exportFileName(const ExportRequest& request, TableFormat format)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(toMillis(request.now), QTimeZone::utc());
    auto name = request.name + u'_' + time.toString(u"yyyy-MM-dd'T'HHmm'Z'"_s);
    if (!request.rangeSuffix.isEmpty())
        name += u'_' + request.rangeSuffix;
    return name + u'.' + tableFormatName(format);
}

ExportDialog::ExportDialog(TableView& table, MessageArea& messages, const FmtSource& formats,
                           ExportRequest request, QWidget* parent)
    : QDialog(parent)
    , m_table(table)
    , m_messages(messages)
    , m_formats(formats)
    , m_request(std::move(request))
    , m_scope(new QButtonGroup(this))
    , m_format(new QComboBox(this))
    , m_zone(new QComboBox(this))
    , m_columns(new QListWidget(this))
    , m_file(new QLineEdit(this))
{
    setObjectName(u"exportDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export table"));
    const std::pair<TableFormat, QString> known[] = {
        {TableFormat::Csv, tr("CSV — for spreadsheets")},
        {TableFormat::Json, tr("JSON — one array of objects")},
        {TableFormat::JsonLines, tr("JSON lines — one object per line")},
        {TableFormat::Tsv, tr("TSV — separated by tabs")},
        {TableFormat::Markdown, tr("Markdown — a table for texts")}};
    for (const auto& [format, text] : known)
        m_format->addItem(text, static_cast<int>(format));
    m_format->setObjectName(u"exportFormat"_s);
    const auto& local = m_formats.localZone();
    m_zone->addItem(tr("UTC"), QVariant::fromValue(QTimeZone::utc()));
    if (local != QTimeZone::utc())
        m_zone->addItem(QString::fromUtf8(local.id()), QVariant::fromValue(local));
    if (!m_formats.isUtc())
        m_zone->setCurrentIndex(m_zone->count() - 1);
    if (m_request.folder.isEmpty() || !QFileInfo(m_request.folder).isDir())
        m_request.folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    m_file->setObjectName(u"exportFile"_s);
    m_file->setAccessibleName(tr("File"));
    m_columns->setAccessibleName(tr("Columns"));
    m_file->setText(QDir(m_request.folder).filePath(exportFileName(m_request, TableFormat::Csv)));
    m_file->setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    fillColumns();
    buildLayout();
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::updateFileName);
    connect(m_columns, &QListWidget::itemChanged, this, &ExportDialog::updateButtons);
    connect(m_file, &QLineEdit::textChanged, this, &ExportDialog::updateButtons);
    updateButtons();
}

void ExportDialog::buildLayout()
{
    const auto& locale = m_formats.fmt();
    const auto selected = static_cast<std::uint64_t>(m_table.selectedRowsInOrder().size());
    const auto shown = static_cast<std::uint64_t>(m_table.model()->rowCount());
    const auto all = static_cast<std::uint64_t>(modelOf(All)->rowCount());
    auto* rows = new QVBoxLayout;
    const auto add = [this, rows](Scope scope, const QString& text, bool isEnabled) {
        auto* button = new QRadioButton(text, this);
        button->setEnabled(isEnabled);
        m_scope->addButton(button, scope);
        rows->addWidget(button);
        return button;
    };
    add(Selection, tr("&Selected rows (%1)").arg(locale.number(selected)), selected > 0)
        ->setObjectName(u"exportSelection"_s);
    auto* view = add(View, tr("Rows as &filtered (%1)").arg(locale.number(shown)), shown > 0);
    auto* everything = add(All, tr("&All rows (%1)").arg(locale.number(all)), all > shown);
    // One selected row is where the cursor is, several are meant.
    (selected > 1 ? m_scope->button(Selection) : shown > 0 ? view : everything)->setChecked(true);
    auto* fileRow = new QHBoxLayout;
    fileRow->addWidget(m_file, 1);
    auto* browseButton = new QPushButton(tr("&Browse…"), this);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    fileRow->addWidget(browseButton);
    auto* form = new QFormLayout;
    form->addRow(tr("Rows:"), rows);
    form->addRow(tr("Fo&rmat:"), m_format);
    form->addRow(tr("Co&lumns:"), m_columns);
    form->addRow(tr("Times &in:"), m_zone);
    form->addRow(tr("File:"), fileRow);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_export = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    m_export->setObjectName(u"export"_s);
    m_export->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons);
}

/// Those in sight first and checked, then the hidden ones.
void ExportDialog::fillColumns()
{
    auto columns = m_table.shownColumns();
    const auto shownCount = columns.size();
    for (int column = 0; column < m_table.model()->columnCount(); ++column) {
        if (m_table.isColumnHidden(column) && m_table.isColumnOffered(column))
            columns.append(column);
    }
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const auto info = columnInfo(*m_table.model(), columns.at(i));
        auto* item = new QListWidgetItem(info.title, m_columns);
        item->setData(Qt::UserRole, columns.at(i));
        item->setToolTip(tr("In the file: %1").arg(info.exportName()));
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(i < shownCount ? Qt::Checked : Qt::Unchecked);
    }
    m_columns->setObjectName(u"exportColumns"_s);
    m_columns->setMaximumHeight(std::max(m_columns->sizeHintForRow(0), 18) * 8);
}

QAbstractItemModel* ExportDialog::modelOf(Scope scope) const
{
    auto* model = m_table.model();
    auto* proxy = qobject_cast<QSortFilterProxyModel*>(model);
    return scope == All && proxy != nullptr ? proxy->sourceModel() : model;
}

QList<int> ExportDialog::chosenColumns() const
{
    QList<int> columns;
    for (int row = 0; row < m_columns->count(); ++row) {
        const auto* item = m_columns->item(row);
        if (item->checkState() == Qt::Checked)
            columns.append(item->data(Qt::UserRole).toInt());
    }
    return columns;
}

TableOptions ExportDialog::options() const
{
    return {static_cast<TableFormat>(m_format->currentData().toInt()),
            m_zone->currentData().value<QTimeZone>()};
}

QString ExportDialog::file() const
{
    return m_file->text().trimmed();
}

void ExportDialog::updateFileName()
{
    // The ending follows the format, whatever the user called the file.
    const QFileInfo info(file());
    const auto ending = tableFormatName(options().format);
    if (!info.fileName().isEmpty())
        m_file->setText(info.dir().filePath(info.completeBaseName() + u'.' + ending));
}

void ExportDialog::updateButtons()
{
    const QFileInfo info(file());
    m_export->setEnabled(!chosenColumns().isEmpty() && !info.fileName().isEmpty() && !info.isDir());
}

void ExportDialog::browse()
{
    auto* dialog = new QFileDialog(this, tr("Export to"), file());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(tableFormatName(options().format));
    dialog->selectFile(file());
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

void ExportDialog::accept()
{
    if (!m_export->isEnabled())
        return;
    emit folderChosen(QFileInfo(file()).absolutePath());
    startJob();
    QDialog::accept();
}

void ExportDialog::startJob()
{
    const auto scope = static_cast<Scope>(m_scope->checkedId());
    auto* model = modelOf(scope);
    std::optional<QVariantList> keys;
    if (scope == Selection)
        keys = m_table.selectedKeys();
    // The job belongs to the table: the dialog is gone before it ends.
    auto* job = new TableExportJob(*model, chosenColumns(), keys, options(), file(), &m_table);
    auto* messages = &m_messages;
    connect(job, &TableExportJob::finished, messages,
            [messages, job](qint64 rows, const QString& error, bool cancelled) {
                report(*messages, job->file(), rows, error, cancelled);
                job->deleteLater();
            });
    job->start();
}

void ExportDialog::report(MessageArea& messages, const QString& file, qint64 rows, const QString& error,
                          bool cancelled)
{
    const auto name = QFileInfo(file).fileName();
    if (cancelled)
        return;
    if (!error.isEmpty()) {
        messages.show(u"export"_s, Tone::Error, tr("%1 could not be written: %2").arg(name, error));
        return;
    }
    auto* bar = messages.show(u"export"_s, Tone::Ok,
                              tr("%n row(s) written to %1.", nullptr, static_cast<int>(rows)).arg(name));
    bar->setAction(tr("Open &folder"), [folder = QFileInfo(file).absolutePath()] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
    });
    bar->setLifetime(MessageArea::undoTime);
}

} // namespace nostrscope
