// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/eventimportdialog.h"

#include "models/taskwords.h"
#include "ui/kit/tables.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

EventImportDialog::EventImportDialog(UiContext& context, QStringList files, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_files(std::move(files))
    , m_model(context.fmt)
{
    setObjectName(u"importEvents"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import events"));
    build();
    connect(&context.engine, &EngineLink::importPreviewed, this, &EventImportDialog::onPreviewed);
    connect(&context.engine, &EngineLink::askFailed, this, &EventImportDialog::onFailed);
    std::vector<std::pair<int, QString>> questions;
    for (const auto& file : m_files.mid(0, maximumPreviews)) {
        questions.emplace_back(context.takeToken(), file);
        m_waiting.insert(questions.back());
    }
    showSummary();
    for (const auto& [token, file] : questions)
        context.engine.previewImport(token, file);
}

EventImportDialog::~EventImportDialog()
{
    for (const auto& [token, file] : m_waiting)
        m_context.engine.cancel(token);
}

void EventImportDialog::build()
{
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"importSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_table = new TableView(m_context.theme, {}, this);
    m_table->setModel(&m_model);
    m_table->setObjectName(u"importPreview"_s);
    m_table->setAccessibleName(tr("First lines of the file"));
    m_table->setFrameShape(QFrame::StyledPanel);
    m_table->setColumnWidths({7, 16, 22, 25, 40}, FilePreviewModel::TextColumn);
    auto* note = new QLabel(
        tr("Every event is verified. What is stored already is skipped, what is refused is counted."), this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    m_import = buttons->addButton(tr("&Import"), QDialogButtonBox::AcceptRole);
    m_import->setObjectName(u"import"_s);
    m_import->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &EventImportDialog::startImport);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addWidget(note);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 28);
}

void EventImportDialog::onPreviewed(int token, const std::shared_ptr<const FilePreview>& preview)
{
    const auto found = m_waiting.find(token);
    if (found == m_waiting.end())
        return;
    m_previews[found->second] = preview;
    if (found->second == m_files.constFirst())
        m_model.setRows(preview->rows);
    m_waiting.erase(found);
    showSummary();
}

void EventImportDialog::onFailed(int token, const QString& message)
{
    const auto found = m_waiting.find(token);
    if (found == m_waiting.end())
        return;
    auto preview = std::make_shared<FilePreview>();
    preview->fault = message;
    m_previews[found->second] = preview;
    m_waiting.erase(found);
    showSummary();
}

QString EventImportDialog::lineOf(const QString& file) const
{
    const auto name = QFileInfo(file).fileName();
    const auto found = m_previews.find(file);
    if (found == m_previews.end())
        return m_files.indexOf(file) < maximumPreviews ? tr("%1: reading…").arg(name) : name;
    const auto& preview = *found->second;
    const auto& fmt = m_context.fmt;
    QStringList parts;
    if (preview.looked > 0) {
        const auto bad = preview.looked - preview.events;
        auto text = preview.isWhole
            ? tr("all %1 lines looked at, %2 are events")
                  .arg(fmt.numberFull(preview.looked), fmt.numberFull(preview.events))
            : tr("the first %1 lines looked at, %2 are events")
                  .arg(fmt.numberFull(preview.looked), fmt.numberFull(preview.events));
        if (bad > 0)
            text += u"; "_s + words::invalidCounts(preview.invalid, fmt);
        parts.append(text);
    } else if (preview.fault.isEmpty()) {
        parts.append(tr("nothing in it"));
    }
    if (!preview.fault.isEmpty())
        parts.append(preview.fault);
    const auto size = preview.fileBytes > 0 ? u" ("_s + fmt.bytes(preview.fileBytes) + u')' : QString();
    return tr("%1: %2", "file: what is in it").arg(name + size, parts.join(u". "_s));
}

void EventImportDialog::showSummary()
{
    constexpr qsizetype shownFiles = 6;
    QStringList lines;
    for (const auto& file : m_files.mid(0, shownFiles))
        lines.append(lineOf(file));
    if (m_files.size() > shownFiles)
        lines.append(tr("and %n more file(s)", nullptr, static_cast<int>(m_files.size() - shownFiles)));
    m_summary->setText(lines.join(u'\n'));
    const bool hasEvents = m_files.size() > maximumPreviews
        || std::any_of(m_previews.begin(), m_previews.end(),
                       [](const auto& entry) { return entry.second->events > 0; });
    m_import->setEnabled(m_waiting.empty() && hasEvents);
    m_table->setVisible(m_model.rowCount() > 0 || !m_waiting.empty());
}

void EventImportDialog::startImport()
{
    if (!m_import->isEnabled())
        return;
    m_context.engine.importFiles(m_files);
    accept();
}

} // namespace nostrscope
