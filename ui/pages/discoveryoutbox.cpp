// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/discoveryoutbox.h"

#include "core/nostr/nip19.h"
#include "core/nostr/plaintext.h"
#include "ui/kit/flattabs.h"
#include "ui/kit/tables.h"
#include "ui/pages/dataline.h"

#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds never{0};
constexpr int linesShown = 3;

struct Typed {
    std::vector<PubKey> keys;
    QString wrong; ///< the first word that is no key
};

Typed read(const QString& text)
{
    static const QRegularExpression between(u"[\\s,;]+"_s);
    Typed typed;
    for (const auto& word : text.split(between, Qt::SkipEmptyParts)) {
        if (const auto key = publicKeyOf(word.toUtf8()))
            typed.keys.push_back(*key);
        else if (typed.wrong.isEmpty())
            typed.wrong = plainText(word, 80);
    }
    return typed;
}

} // namespace

DiscoveryOutbox::DiscoveryOutbox(UiContext& context, QWidget* parent)
    : DiscoveryTab(parent)
    , m_context(context)
    , m_ask(context.engine, never)
    , m_text(new QPlainTextEdit(this))
    , m_follows(new QCheckBox(tr("Those whom &they follow"), this))
    , m_look(new QPushButton(tr("&Look"), this))
    , m_problem(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_line(new DataLine(context, this))
    , m_parts(new FlatTabs(context.theme, this))
    , m_stack(new QStackedWidget(this))
    , m_relays(new DiscoveryTable(context, outboxrelays::columns(), u"outboxRelays"_s,
                                  tr("Recommended relays"), this))
    , m_authors(
          new DiscoveryTable(context, outboxauthors::columns(), u"outboxAuthors"_s, tr("Authors"), this))
{
    m_text->setObjectName(u"outboxText"_s);
    m_text->setPlaceholderText(tr("Public keys: npub, nprofile or hex"));
    m_text->setAccessibleName(tr("Public keys of authors"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * linesShown + 16);
    m_follows->setObjectName(u"outboxFollows"_s);
    m_follows->setToolTip(tr("By the newest stored contact list (kind 3) of each"));
    m_look->setObjectName(u"outboxLook"_s);
    for (auto* label : {m_problem, m_summary}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_summary->setObjectName(u"outboxSummary"_s);
    m_summary->setContentsMargins(12, 2, 12, 2);
    m_line->setContentsMargins(8, 0, 8, 0);
    m_parts->setObjectName(u"outboxParts"_s);
    m_parts->setAccessibleName(tr("Parts of the answer"));
    m_parts->addTab(tr("Recommended relays"));
    m_parts->addTab(tr("Authors"));
    auto& relays = m_relays->view();
    relays.setElide(outboxrelays::UrlColumn, Qt::ElideMiddle);
    relays.setColumnWidths({8, 30, 18, 13, 13, 16, 10}, outboxrelays::UrlColumn);
    relays.sortByColumn(outboxrelays::RankColumn, Qt::AscendingOrder);
    relays.setDefaults();
    auto& authors = m_authors->view();
    authors.setColumnWidths({20, 24, 10, 10, 13, 10}, outboxauthors::StateColumn);
    authors.setDefaults();
    m_stack->addWidget(m_relays);
    m_stack->addWidget(m_authors);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 6, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    auto* column = new QVBoxLayout;
    column->addWidget(m_follows);
    column->addWidget(m_look);
    column->addStretch();
    row->addLayout(column);
    auto* problems = new QHBoxLayout;
    problems->setContentsMargins(12, 0, 12, 0);
    problems->addWidget(m_problem);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addLayout(problems);
    layout->addWidget(m_line);
    layout->addWidget(m_summary);
    layout->addWidget(m_parts);
    layout->addWidget(m_stack, 1);
    connect(m_parts, &QTabBar::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        emit filterEdited(table().filterText());
    });
    for (auto* table : {m_relays, m_authors})
        connect(table, &DiscoveryTable::filterEdited, this, &DiscoveryOutbox::filterEdited);
    connect(m_text, &QPlainTextEdit::textChanged, this, &DiscoveryOutbox::onTextChanged);
    connect(m_look, &QPushButton::clicked, this, &DiscoveryOutbox::look);
    connect(&m_ask, &EngineAsk::changed, this, &DiscoveryOutbox::showData);
    connect(m_line, &DataLine::retryRequested, &m_ask, &EngineAsk::retry);
    connect(&m_context.formats, &FmtSource::changed, this, &DiscoveryOutbox::showData);
    onTextChanged();
    showData();
}

DiscoveryTable& DiscoveryOutbox::table() const
{
    return m_stack->currentWidget() == m_authors ? *m_authors : *m_relays;
}

QString DiscoveryOutbox::filterPlaceholder() const
{
    return &table() == m_authors ? tr("Filter authors") : tr("Filter recommended relays");
}

QWidget* DiscoveryOutbox::mainView()
{
    return m_text;
}

QList<QWidget*> DiscoveryOutbox::panes()
{
    return QList<QWidget*>{m_text, m_line, m_parts} + table().panes();
}

void DiscoveryOutbox::onTextChanged()
{
    const auto typed = read(m_text->toPlainText());
    m_look->setEnabled(!typed.keys.empty() && typed.wrong.isEmpty());
    m_problem->setText(typed.wrong.isEmpty() ? QString() : tr("“%1” is no public key").arg(typed.wrong));
    m_problem->setVisible(!typed.wrong.isEmpty());
}

void DiscoveryOutbox::look()
{
    if (const auto& snapshot = m_context.feed.shown())
        m_asOf = snapshot->asOf;
    m_ask.ask(OutboxQuestion{read(m_text->toPlainText()).keys, m_follows->isChecked()});
}

void DiscoveryOutbox::reload()
{
    if (m_look->isEnabled())
        look();
}

void DiscoveryOutbox::showData()
{
    const auto view = m_ask.view<OutboxView>();
    DataLine::State state;
    state.isLoading = m_ask.state() == EngineAsk::State::Loading;
    if (m_ask.state() == EngineAsk::State::Failed)
        state.error = m_ask.error();
    if (view) {
        state.asOf = m_asOf;
        m_summary->setText(outboxauthors::summary(*view, m_context.fmt));
        m_relays->setRows(outboxrelays::rows(*view, m_context.fmt));
        m_authors->setRows(outboxauthors::rows(*view, m_context.fmt));
    }
    m_line->setState(state);
    m_line->setVisible(m_ask.state() != EngineAsk::State::Idle);
    m_summary->setVisible(view != nullptr);
    m_parts->setVisible(view != nullptr);
    const auto first =
        tr("Paste the public keys of authors: which of the relays that they declare for writing "
           "answer, and do these hold their events?");
    const auto none = view && view->facts.authors.empty() ? tr("They follow nobody, as far as is stored")
                                                          : tr("No relay is known to hold their events");
    m_relays->setEmptyText(view ? none : state.isLoading ? tr("Reading…") : first);
    m_authors->setEmptyText(none);
}

} // namespace nostrscope
