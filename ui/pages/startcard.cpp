// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/startcard.h"

#include "ui/kit/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

StartCard::StartCard(UiContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_builtIn(new QRadioButton(tr("&Well-known public relays that come with Nostrscope"), this))
    , m_own(new QRadioButton(tr("My &own list"), this))
    , m_import(new QPushButton(tr("&Import a file…"), this))
    , m_type(new QPushButton(tr("&Type addresses…"), this))
    , m_start(new QPushButton(tr("&Start collecting"), this))
    , m_count(new QLabel(this))
{
    auto* title = new QLabel(tr("Watch the Nostr network"), this);
    auto titleFont = font();
    titleFont.setPointSizeF(font().pointSizeF() * 1.2);
    titleFont.setWeight(QFont::DemiBold);
    title->setFont(titleFont);
    auto* intro =
        new QLabel(tr("Choose relays and press Start. Nostrscope connects to nothing before that."), this);
    intro->setWordWrap(true);
    intro->setForegroundRole(QPalette::PlaceholderText);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_builtIn->setObjectName(u"startBuiltIn"_s);
    m_own->setObjectName(u"startOwn"_s);
    m_start->setObjectName(u"startCollecting"_s);
    m_builtIn->setChecked(true);
    m_start->setDefault(true);
    m_start->setMinimumWidth(160);
    auto* demo = new QPushButton(tr("Explore &demo data"), this);
    demo->setObjectName(u"startDemo"_s);
    demo->setToolTip(tr("Opens a second window on a simulated network on this machine"));

    auto* own = new QHBoxLayout;
    own->addWidget(m_own);
    own->addWidget(m_import);
    own->addWidget(m_type);
    own->addWidget(m_count, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addWidget(demo);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(intro);
    layout->addWidget(m_builtIn);
    layout->addLayout(own);
    layout->addLayout(buttons);
    connect(m_builtIn, &QRadioButton::toggled, this, &StartCard::updateState);
    connect(m_import, &QPushButton::clicked, this, &StartCard::importRequested);
    connect(m_type, &QPushButton::clicked, this, &StartCard::typeRequested);
    connect(demo, &QPushButton::clicked, this, &StartCard::demoRequested);
    connect(m_start, &QPushButton::clicked, this, &StartCard::start);
    connect(&context.engine, &EngineLink::relaysChecked, this, &StartCard::onChecked);
    updateState();
}

void StartCard::setRelayCount(std::size_t count)
{
    if (count == m_relays)
        return;
    // The user brought relays along: those are meant, unless said otherwise.
    if (m_relays == 0)
        m_own->setChecked(true);
    m_relays = count;
    updateState();
}

void StartCard::updateState()
{
    m_import->setEnabled(m_own->isChecked());
    m_type->setEnabled(m_own->isChecked());
    m_count->setText(m_relays == 0 ? tr("Your list is empty")
                                   : tr("%n relay(s) in your list", nullptr, static_cast<int>(m_relays)));
    m_start->setEnabled(m_token == 0 && (m_builtIn->isChecked() || m_relays > 0));
    m_start->setToolTip(m_start->isEnabled() || m_token != 0 ? QString() : tr("Import or type relays first"));
}

void StartCard::start()
{
    if (!m_builtIn->isChecked()) {
        m_context.engine.startCollecting();
        return;
    }
    m_token = m_context.takeToken();
    updateState();
    m_context.engine.checkBuiltInRelays(m_token);
}

void StartCard::onChecked(int token, const QList<RelayCandidate>& candidates)
{
    if (m_token == 0 || token != m_token)
        return;
    m_token = 0;
    updateState();
    if (candidates.isEmpty())
        return; // failed() has said why
    m_context.engine.addRelays(candidates, RelaySource::BuiltIn);
    m_context.engine.startCollecting();
}

void StartCard::paintEvent(QPaintEvent*)
{
    paintPanel(*this, m_context.theme.colors(), false);
}

} // namespace nostrscope
