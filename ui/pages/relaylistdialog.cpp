// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/relaylistdialog.h"

#include "ui/kit/tables.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// More typed lines than this are checked as a file is: import it.
constexpr int maximumTypedLines = 5000;

} // namespace

RelayListDialog::RelayListDialog(UiContext& context, RelaySource source, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_source(source)
{
    setAttribute(Qt::WA_DeleteOnClose);
    resize(720, 480);
    m_pause.setSingleShot(true);
    m_pause.setInterval(150ms);
    connect(&m_pause, &QTimer::timeout, this, &RelayListDialog::check);
    connect(&context.engine, &EngineLink::relaysChecked, this, &RelayListDialog::onChecked);
}

RelayListDialog::RelayListDialog(UiContext& context, const QString& text, QWidget* parent)
    : RelayListDialog(context, RelaySource::Manual, parent)
{
    setWindowTitle(tr("Add relays"));
    setObjectName(u"addRelays"_s);
    m_text = new QPlainTextEdit(text, this);
    m_text->setObjectName(u"relayText"_s);
    m_text->setPlaceholderText(u"wss://relay.example.com"_s);
    m_text->setTabChangesFocus(true);
    m_text->setMaximumHeight(140);
    m_text->setAccessibleName(tr("Relay addresses, one a line"));
    build(tr("Relay addresses, one a line:"));
    m_text->setFocus();
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_add->setEnabled(false);
        m_pause.start();
    });
    check();
}

RelayListDialog* RelayListDialog::forFile(UiContext& context, const QString& file, QWidget* parent)
{
    auto* dialog = new RelayListDialog(context, RelaySource::Imported, parent);
    dialog->setWindowTitle(tr("Import relays"));
    dialog->setObjectName(u"importRelays"_s);
    dialog->build(tr("What %1 contains:").arg(QFileInfo(file).fileName()));
    dialog->m_summary->setText(tr("Reading the file…"));
    dialog->m_token = context.takeToken();
    context.engine.checkRelayFile(dialog->m_token, file, RelaySource::Imported);
    return dialog;
}

void RelayListDialog::build(const QString& heading)
{
    auto* label = new QLabel(heading, this);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_text);
    m_table = new TableView(
        m_context.theme, [](int column) { return QString::number(column); }, this);
    m_table->setModel(&m_model);
    m_table->setObjectName(u"candidates"_s);
    m_table->setAccessibleName(tr("Result of each line"));
    m_table->setFrameShape(QFrame::StyledPanel);
    m_table->setElide(CandidateModel::InputColumn, Qt::ElideMiddle);
    m_table->setElide(CandidateModel::UrlColumn, Qt::ElideMiddle);
    m_table->setColumnWidths({34, 36, 30}, CandidateModel::UrlColumn);
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"summary"_s);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({}); // the style's picture fits no set of ours
    m_add = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(u"add"_s);
    m_add->setDefault(true);
    m_add->setEnabled(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &RelayListDialog::addAll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(label);
    if (m_text != nullptr)
        layout->addWidget(m_text);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_summary);
    layout->addWidget(buttons);
}

void RelayListDialog::check()
{
    auto lines = m_text->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    lines = lines.mid(0, maximumTypedLines);
    m_token = m_context.takeToken();
    m_context.engine.checkRelays(m_token, lines, m_source);
}

void RelayListDialog::onChecked(int token, const QList<RelayCandidate>& candidates)
{
    if (token != m_token)
        return; // an answer to what was typed before
    m_model.setCandidates(candidates);
    const auto& counts = m_model.counts();
    const auto number = [this](int count) { return m_context.fmt.number(static_cast<std::uint64_t>(count)); };
    if (candidates.isEmpty())
        m_summary->setText(m_text != nullptr ? tr("Nothing to add yet") : tr("No relay found in this file"));
    else
        m_summary->setText(tr("%1 valid, %2 duplicate, %3 refused")
                               .arg(number(counts.valid), number(counts.duplicate), number(counts.refused)));
    m_add->setEnabled(counts.valid > 0);
    m_add->setText(counts.valid > 0 ? tr("Add %n relay(s)", nullptr, counts.valid) : tr("Add"));
}

void RelayListDialog::addAll()
{
    m_context.engine.addRelays(m_model.accepted(), m_source);
    accept();
}

} // namespace nostrscope
