// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/discoveryrulesdialog.h"

#include "models/discoverydata.h"
#include "ui/kit/tables.h"
#include "ui/pages/discoverytable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds never{0};
constexpr int anySource = -1;
constexpr int maximumNumber = 1'000'000;
constexpr int shownFits = 200;

} // namespace

DiscoveryRulesDialog::DiscoveryRulesDialog(UiContext& context, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_ask(context.engine, never)
    , m_list(new QListWidget(this))
    , m_readable(new QCheckBox(tr("It answered a &question"), this))
    , m_authors(new QSpinBox(this))
    , m_mentions(new QSpinBox(this))
    , m_source(new QComboBox(this))
    , m_add(new QPushButton(tr("&Add rule"), this))
    , m_remove(new QPushButton(tr("&Remove rule"), this))
    , m_summary(new QLabel(this))
    , m_fits(new DiscoveryTable(context, rulefits::columns(), u"ruleFits"_s,
                                tr("Candidates that the rules would accept"), this))
{
    setObjectName(u"discoveryRules"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rules for candidates"));
    resize(760, 640);
    auto* heading =
        new QLabel(tr("After each validation, candidates that fit one of these rules join the list. "
                      "All of a rule must hold."),
                   this);
    heading->setWordWrap(true);
    m_list->setObjectName(u"ruleList"_s);
    m_list->setAccessibleName(tr("Rules"));
    m_list->setMaximumHeight(fontMetrics().lineSpacing() * 6);
    m_summary->setObjectName(u"ruleSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    auto& fits = m_fits->view();
    fits.setFrameShape(QFrame::StyledPanel);
    fits.setElide(rulefits::UrlColumn, Qt::ElideMiddle);
    fits.setColumnWidths({30, 10, 11, 30}, rulefits::RuleColumn);
    fits.sortByColumn(rulefits::MentionsColumn, Qt::DescendingOrder);
    fits.setDefaults();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(u"ruleSave"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(heading);
    layout->addWidget(m_list);
    layout->addWidget(makeEditor());
    layout->addWidget(m_summary);
    layout->addWidget(m_fits, 1);
    layout->addWidget(buttons);
    connect(m_add, &QPushButton::clicked, this, &DiscoveryRulesDialog::addRule);
    connect(m_remove, &QPushButton::clicked, this, &DiscoveryRulesDialog::removeRule);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &DiscoveryRulesDialog::updateButtons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_context.engine.setAcceptRules(m_rules);
        accept();
    });
    connect(m_fits, &DiscoveryTable::filterEdited, m_fits, &DiscoveryTable::setFilterText);
    connect(&m_ask, &EngineAsk::changed, this, &DiscoveryRulesDialog::showData);
    m_ask.ask(RulesQuestion{std::nullopt, shownFits});
    updateButtons();
}

QWidget* DiscoveryRulesDialog::makeEditor()
{
    auto* box = new QGroupBox(tr("A new rule"), this);
    m_readable->setObjectName(u"ruleReadable"_s);
    m_readable->setChecked(true);
    m_readable->setToolTip(
        tr("Without this it is enough that it speaks Nostr: a relay for members only may not "
           "answer"));
    m_authors->setObjectName(u"ruleAuthors"_s);
    m_mentions->setObjectName(u"ruleMentions"_s);
    for (auto* number : {m_authors, m_mentions}) {
        number->setRange(0, maximumNumber);
        number->setSpecialValueText(tr("any number"));
        connect(number, &QSpinBox::valueChanged, this, &DiscoveryRulesDialog::updateButtons);
    }
    m_authors->setValue(5);
    m_source->setObjectName(u"ruleSource"_s);
    m_source->addItem(tr("any source"), anySource);
    for (int i = 0; i < discoverySourceCount; ++i)
        m_source->addItem(discoverytable::sourceName(static_cast<DiscoverySource>(i)), i);
    connect(m_source, &QComboBox::currentIndexChanged, this, &DiscoveryRulesDialog::updateButtons);
    connect(m_readable, &QCheckBox::toggled, this, &DiscoveryRulesDialog::updateButtons);
    m_add->setObjectName(u"ruleAdd"_s);
    m_remove->setObjectName(u"ruleRemove"_s);
    m_add->setAutoDefault(false);
    m_remove->setAutoDefault(false);
    auto* form = new QFormLayout;
    form->addRow(m_readable);
    form->addRow(tr("Authors that name it, &at least:"), m_authors);
    form->addRow(tr("&Mentions, at least:"), m_mentions);
    form->addRow(tr("Named &by:"), m_source);
    auto* column = new QVBoxLayout;
    column->addWidget(m_add);
    column->addWidget(m_remove);
    column->addStretch();
    auto* row = new QHBoxLayout(box);
    row->addLayout(form, 1);
    row->addLayout(column);
    return box;
}

AcceptRule DiscoveryRulesDialog::edited() const
{
    AcceptRule rule;
    rule.readable = m_readable->isChecked();
    rule.minAuthors = static_cast<std::uint64_t>(m_authors->value());
    rule.minMentions = static_cast<std::uint64_t>(m_mentions->value());
    if (const int source = m_source->currentData().toInt(); source != anySource)
        rule.sources = bitOf(static_cast<DiscoverySource>(source));
    return rule;
}

void DiscoveryRulesDialog::addRule()
{
    m_rules.append(edited().text());
    preview();
}

void DiscoveryRulesDialog::removeRule()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_rules.size())
        return;
    m_rules.removeAt(row);
    preview();
}

void DiscoveryRulesDialog::preview()
{
    showRules();
    m_ask.ask(RulesQuestion{m_rules, shownFits});
}

void DiscoveryRulesDialog::showRules()
{
    const auto view = m_ask.view<RulesView>();
    m_list->clear();
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        const auto rule = AcceptRule::parse(m_rules[i]);
        auto text = rule ? rulefits::ruleText(*rule, m_context.fmt) : m_rules[i];
        const auto place = static_cast<std::size_t>(i);
        if (view && view->rules == m_rules && place < view->counts.size())
            text = tr("%1 — would accept %2 now").arg(text, m_context.fmt.number(view->counts[place]));
        m_list->addItem(text);
    }
    updateButtons();
}

void DiscoveryRulesDialog::showData()
{
    const auto view = m_ask.view<RulesView>();
    switch (m_ask.state()) {
    case EngineAsk::State::Idle:
    case EngineAsk::State::Loading:
        m_summary->setText(tr("Reading…"));
        return;
    case EngineAsk::State::Failed:
        m_summary->setText(m_ask.error());
        return;
    case EngineAsk::State::Ready:
        break;
    }
    if (!std::exchange(m_hasRules, true))
        m_rules = view->rules;
    if (view->rules != m_rules)
        return; // the answer to what was before
    showRules();
    m_fits->setRows(rulefits::rows(*view, m_context.fmt));
    m_fits->setEmptyText(tr("No validated candidate fits"));
    m_summary->setText(m_rules.isEmpty()
                           ? tr("Without rules nothing is accepted by itself.")
                           : tr("%n candidate(s) would join the list now.", nullptr,
                                static_cast<int>(std::min<std::uint64_t>(view->total, maximumNumber))));
}

void DiscoveryRulesDialog::updateButtons()
{
    const auto text = edited().text();
    m_add->setEnabled(m_hasRules && !text.isEmpty() && !m_rules.contains(text)
                      && m_rules.size() < maximumRules);
    m_remove->setEnabled(m_hasRules && m_list->currentRow() >= 0);
    if (m_save != nullptr)
        m_save->setEnabled(m_hasRules);
}

} // namespace nostrscope
