// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/eventexportdialog.h"

#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int highestKind = 65535;
constexpr std::size_t mostKinds = 1000; ///< a filter is no list of everything
enum Range { AllTime, WindowRange };

} // namespace

Expected<std::vector<Kind>, QString> parseKinds(const QString& text)
{
    std::vector<Kind> kinds;
    const auto bad = [](const QString& part) {
        return Unexpected(EventExportDialog::tr("“%1” is no kind: 0 to 65535, or a range such as 5000-5999.")
                              .arg(part.left(40)));
    };
    for (const auto& one : text.split(u',', Qt::SkipEmptyParts)) {
        const auto part = one.trimmed();
        if (part.isEmpty())
            continue;
        const auto ends = part.split(u'-');
        bool isFirst = false;
        bool isLast = false;
        const int first = ends.first().trimmed().toInt(&isFirst);
        const int last = ends.last().trimmed().toInt(&isLast);
        if (ends.size() > 2 || !isFirst || !isLast || first < 0 || last > highestKind || first > last)
            return bad(part);
        if (kinds.size() + static_cast<std::size_t>(last - first) + 1 > mostKinds)
            return Unexpected(
                EventExportDialog::tr("More than %1 kinds: leave the field empty for all kinds.")
                    .arg(mostKinds));
        for (int kind = first; kind <= last; ++kind)
            kinds.push_back(static_cast<Kind>(kind));
    }
    return kinds;
}

EventExportDialog::EventExportDialog(UiContext& context, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_range(new QComboBox(this))
    , m_kinds(new QLineEdit(this))
    , m_filter(new QLineEdit(this))
    , m_format(new QComboBox(this))
    , m_file(new QLineEdit(this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"exportEvents"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export events"));
    m_range->addItem(tr("All time"), AllTime);
    m_range->addItem(RangeModel::text(context.range.choice(), context.fmt), WindowRange);
    m_range->setObjectName(u"exportRange"_s);
    m_kinds->setObjectName(u"exportKinds"_s);
    m_kinds->setPlaceholderText(tr("all; or 1, 7, 30000-30003"));
    m_filter->setObjectName(u"exportFilter"_s);
    m_filter->setPlaceholderText(u"{\"authors\":[\"…\"],\"#t\":[\"nostr\"]}"_s);
    m_filter->setLayoutDirection(Qt::LeftToRight);
    m_format->addItem(tr("JSON lines — exact events, can be imported again"),
                      static_cast<int>(ExportFormat::JsonLines));
    m_format->addItem(tr("CSV — for spreadsheets"), static_cast<int>(ExportFormat::Csv));
    m_format->setObjectName(u"exportFormat"_s);
    m_file->setObjectName(u"exportFile"_s);
    m_file->setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    const auto time = QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd'T'HHmm'Z'"_s);
    m_file->setText(QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
                        .filePath(u"events_%1.jsonl"_s.arg(time)));
    m_problem->setObjectName(u"exportProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    build();
    for (auto* edit : {m_kinds, m_filter, m_file})
        connect(edit, &QLineEdit::textChanged, this, &EventExportDialog::check);
    connect(m_format, &QComboBox::currentIndexChanged, this, &EventExportDialog::updateFileName);
    check();
}

void EventExportDialog::build()
{
    auto* fileRow = new QHBoxLayout;
    fileRow->addWidget(m_file, 1);
    auto* browseButton = new QPushButton(tr("&Browse…"), this);
    connect(browseButton, &QPushButton::clicked, this, &EventExportDialog::browse);
    fileRow->addWidget(browseButton);
    auto* form = new QFormLayout;
    form->addRow(tr("&Dated:"), m_range);
    form->addRow(tr("&Kinds:"), m_kinds);
    form->addRow(tr("F&ilter (NIP-01):"), m_filter);
    form->addRow(tr("Fo&rmat:"), m_format);
    auto* fileLabel = new QLabel(tr("Fi&le:"), this);
    fileLabel->setBuddy(m_file);
    form->addRow(fileLabel, fileRow);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    m_export = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    m_export->setObjectName(u"export"_s);
    m_export->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &EventExportDialog::startExport);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
}

Expected<Filter, QString> EventExportDialog::filter() const
{
    Filter chosen;
    if (const auto text = m_filter->text().trimmed(); !text.isEmpty()) {
        auto parsed = Filter::fromJson(text.toUtf8());
        if (!parsed)
            return Unexpected(tr("The filter cannot be used: %1").arg(parsed.error()));
        chosen = *parsed;
        if (!chosen.search.isEmpty())
            return Unexpected(tr("“search” cannot be used in this filter."));
    }
    const auto kinds = parseKinds(m_kinds->text());
    if (!kinds)
        return Unexpected(kinds.error());
    if (!kinds->empty()) {
        if (chosen.kinds)
            return Unexpected(tr("Kinds are named twice: in their field and in the filter."));
        chosen.kinds = *kinds;
    }
    if (m_range->currentData().toInt() == WindowRange) {
        const auto range = m_context.range.range();
        if (!range.all) {
            chosen.since = std::max(chosen.since.value_or(0), range.from + 1);
            chosen.until = std::min(chosen.until.value_or(range.to), range.to);
        }
    }
    return chosen;
}

Expected<StoreTaskOrder, QString> EventExportDialog::order() const
{
    auto chosen = filter();
    if (!chosen)
        return Unexpected(chosen.error());
    StoreTaskOrder order;
    order.kind = TaskKind::Export;
    order.filter = std::move(*chosen);
    order.format = static_cast<ExportFormat>(m_format->currentData().toInt());
    order.file = m_file->text().trimmed();
    if (QFileInfo(order.file).fileName().isEmpty())
        return Unexpected(tr("Choose a file."));
    return order;
}

void EventExportDialog::check()
{
    const auto chosen = order();
    m_problem->setText(chosen ? QString() : chosen.error());
    m_export->setEnabled(bool(chosen));
}

void EventExportDialog::updateFileName()
{
    const QFileInfo info(m_file->text().trimmed());
    const auto isCsv = m_format->currentData().toInt() == static_cast<int>(ExportFormat::Csv);
    if (!info.fileName().isEmpty())
        m_file->setText(info.dir().filePath(info.completeBaseName() + (isCsv ? u".csv"_s : u".jsonl"_s)));
}

void EventExportDialog::browse()
{
    auto* dialog = new QFileDialog(this, tr("Export to"), m_file->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(m_file->text());
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

void EventExportDialog::startExport()
{
    const auto chosen = order();
    if (!chosen)
        return;
    m_context.engine.startStoreTask(*chosen);
    accept();
}

} // namespace nostrscope
