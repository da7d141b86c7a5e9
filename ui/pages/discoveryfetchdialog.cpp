// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/discoveryfetchdialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int linesTyped = 4;
constexpr int maximumResults = 1000; // lines
constexpr qsizetype maximumText = 200;

} // namespace

DiscoveryFetchDialog::DiscoveryFetchDialog(UiContext& context, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_text(new QPlainTextEdit(this))
    , m_seen(new QCheckBox(tr("Also ask the domains of &names in stored profiles, at most"), this))
    , m_most(new QSpinBox(this))
    , m_results(new QPlainTextEdit(this))
{
    setObjectName(u"discoveryFetch"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Fetch candidates"));
    resize(640, 480);
    auto* label = new QLabel(
        tr("Addresses of lists of &relays, or names such as bob@example.com (NIP-05), one a line:"), this);
    label->setBuddy(m_text);
    label->setWordWrap(true);
    m_text->setObjectName(u"fetchText"_s);
    m_text->setPlaceholderText(u"https://example.com/relays.txt"_s);
    m_text->setAccessibleName(tr("Addresses and names"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * linesTyped + 16);
    m_seen->setObjectName(u"fetchSeen"_s);
    m_seen->setToolTip(tr("Connects to domains of strangers, which then know your address"));
    m_most->setObjectName(u"fetchMost"_s);
    m_most->setRange(1, static_cast<int>(DiscoveryFetch::maximumTexts));
    m_most->setValue(m_most->maximum());
    m_most->setAccessibleName(tr("Names to ask for at most"));
    m_most->setEnabled(false);
    m_results->setObjectName(u"fetchResults"_s);
    m_results->setReadOnly(true);
    m_results->setMaximumBlockCount(maximumResults);
    m_results->setTabChangesFocus(true);
    m_results->setAccessibleName(tr("What came of it"));
    m_results->setPlaceholderText(tr("What came of it"));
    auto* seenRow = new QHBoxLayout;
    seenRow->addWidget(m_seen);
    seenRow->addWidget(m_most);
    seenRow->addStretch();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    m_fetch = buttons->addButton(tr("&Fetch"), QDialogButtonBox::ActionRole);
    m_fetch->setObjectName(u"fetchStart"_s);
    m_fetch->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(label);
    layout->addWidget(m_text);
    layout->addLayout(seenRow);
    layout->addWidget(m_results, 1);
    layout->addWidget(buttons);
    connect(m_seen, &QCheckBox::toggled, m_most, &QSpinBox::setEnabled);
    connect(m_seen, &QCheckBox::toggled, this, &DiscoveryFetchDialog::updateButtons);
    connect(m_text, &QPlainTextEdit::textChanged, this, &DiscoveryFetchDialog::updateButtons);
    connect(m_fetch, &QPushButton::clicked, this, &DiscoveryFetchDialog::fetch);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&context.engine, &EngineLink::candidatesFetched, this, &DiscoveryFetchDialog::onFetched);
    connect(&context.engine, &EngineLink::askFailed, this, &DiscoveryFetchDialog::onFailed);
    updateButtons();
}

DiscoveryFetchDialog::~DiscoveryFetchDialog()
{
    for (const auto token : m_tokens)
        m_context.engine.cancel(token);
}

void DiscoveryFetchDialog::fetch()
{
    QStringList lists;
    QStringList names;
    for (const auto& line : m_text->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        const auto text = line.trimmed();
        if (!text.isEmpty())
            (text.contains(u"://"_s) ? lists : names).append(text);
    }
    m_results->clear();
    if (!lists.isEmpty())
        start(DiscoveryFetch::What::Lists, lists);
    if (!names.isEmpty())
        start(DiscoveryFetch::What::Names, names);
    if (m_seen->isChecked())
        start(DiscoveryFetch::What::SeenNames, {});
    updateButtons();
}

void DiscoveryFetchDialog::start(DiscoveryFetch::What what, const QStringList& texts)
{
    if (texts.size() > DiscoveryFetch::maximumTexts)
        addLine(tr("Only the first %1 lines are fetched.")
                    .arg(m_context.fmt.number(static_cast<std::uint64_t>(DiscoveryFetch::maximumTexts))));
    const int token = m_context.takeToken();
    m_tokens.insert(token);
    m_context.engine.fetchCandidates(token, {what, texts, m_most->value()});
}

void DiscoveryFetchDialog::onFetched(int token, const std::shared_ptr<const DiscoveryFetchReport>& report)
{
    if (m_tokens.erase(token) == 0)
        return;
    const auto& fmt = m_context.fmt;
    for (const auto& one : report->all) {
        const auto text = fmt.stranger(one.text, maximumText);
        addLine(one.error.isEmpty() ? tr("%1: %2 entries, %3 new relays, %4 known, %5 refused")
                                          .arg(text, fmt.number(one.entries), fmt.number(one.created),
                                               fmt.number(one.known), fmt.number(one.refused))
                                    : tr("%1: %2", "address, what is wrong").arg(text, one.error));
    }
    if (report->all.empty())
        addLine(tr("There is no name in stored profiles whose domain was not asked before."));
    updateButtons();
}

void DiscoveryFetchDialog::onFailed(int token, const QString& message)
{
    if (m_tokens.erase(token) == 0)
        return;
    addLine(message);
    updateButtons();
}

void DiscoveryFetchDialog::addLine(const QString& line)
{
    m_results->appendPlainText(line);
}

void DiscoveryFetchDialog::updateButtons()
{
    const bool hasWork = m_seen->isChecked() || !m_text->toPlainText().trimmed().isEmpty();
    m_fetch->setEnabled(hasWork && m_tokens.empty());
    m_fetch->setText(m_tokens.empty() ? tr("&Fetch") : tr("Fetching…"));
}

} // namespace nostrscope
