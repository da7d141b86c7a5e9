// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/syncrangedialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

SyncRangeDialog::SyncRangeDialog(UiContext& context, QList<RelayId> relays, const ArchiveView& view,
                                 QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_relays(std::move(relays))
    , m_since(new QLineEdit(this))
    , m_until(new QLineEdit(this))
    , m_filter(new QLineEdit(this))
    , m_method(new QComboBox(this))
    , m_direction(new QComboBox(this))
    , m_compare(new QCheckBox(tr("&Compare only: fetch nothing, say how many events are missing"), this))
    , m_again(new QCheckBox(tr("&Also what is known to be complete"), this))
    , m_consent(new QCheckBox(tr("&Send stored events to these relays, where others can read them"), this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"syncRange"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sync a range"));
    m_since->setObjectName(u"syncSince"_s);
    m_since->setText(u"30d"_s);
    m_since->setToolTip(tr("A date (2025-01-31), unix seconds or an age such as 30d; 0 is the beginning"));
    m_until->setObjectName(u"syncUntil"_s);
    m_until->setText(u"1d"_s);
    m_until->setToolTip(m_since->toolTip());
    m_filter->setObjectName(u"syncFilter"_s);
    m_filter->setText(QString::fromUtf8(view.filter));
    m_filter->setLayoutDirection(Qt::LeftToRight);
    m_filter->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
    m_method->setObjectName(u"syncMethod"_s);
    m_method->addItem(tr("Compare ids, pages where that is refused"), static_cast<int>(SyncMethod::Auto));
    m_method->addItem(tr("Compare ids only (NIP-77)"), static_cast<int>(SyncMethod::Negentropy));
    m_method->addItem(tr("Pages by time"), static_cast<int>(SyncMethod::Windows));
    m_direction->setObjectName(u"syncDirection"_s);
    m_direction->addItem(tr("Fetch what is missing here"), static_cast<int>(SyncDirection::Down));
    m_direction->addItem(tr("Send what the relay lacks"), static_cast<int>(SyncDirection::Up));
    m_direction->addItem(tr("Both"), static_cast<int>(SyncDirection::Both));
    m_consent->setObjectName(u"syncConsent"_s);
    m_compare->setObjectName(u"syncCompare"_s);
    m_again->setObjectName(u"syncAgain"_s);
    m_problem->setObjectName(u"syncProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    build();
    for (auto* edit : {m_since, m_until, m_filter})
        connect(edit, &QLineEdit::textChanged, this, &SyncRangeDialog::check);
    connect(m_method, &QComboBox::currentIndexChanged, this, &SyncRangeDialog::check);
    connect(m_direction, &QComboBox::currentIndexChanged, this, &SyncRangeDialog::check);
    connect(m_compare, &QCheckBox::toggled, this, &SyncRangeDialog::check);
    connect(m_consent, &QCheckBox::toggled, this, &SyncRangeDialog::check);
    check();
}

void SyncRangeDialog::build()
{
    auto* form = new QFormLayout;
    form->addRow(tr("&From:"), m_since);
    form->addRow(tr("&To:"), m_until);
    form->addRow(tr("F&ilter (NIP-01):"), m_filter);
    form->addRow(tr("&Method:"), m_method);
    form->addRow(tr("&Direction:"), m_direction);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    m_start = buttons->addButton(tr("&Sync"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(u"syncStart"_s);
    m_start->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &SyncRangeDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* what = new QLabel(tr("Of %n relay(s):", nullptr, static_cast<int>(m_relays.size())), this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(what);
    layout->addLayout(form);
    layout->addWidget(m_compare);
    layout->addWidget(m_again);
    layout->addWidget(m_consent);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
}

Expected<SyncWish, QString> SyncRangeDialog::wish() const
{
    SyncWish wish;
    const auto now = toSeconds(SystemClock().now());
    for (const auto& [edit, time] : {std::pair(m_since, &wish.since), std::pair(m_until, &wish.until)}) {
        const auto value = parseTime(edit->text().trimmed(), now);
        if (!value || *value < 0)
            return Unexpected(tr("“%1” is no time: a date (2025-01-31), unix seconds or an age such as 30d.")
                                  .arg(edit->text().left(40)));
        *time = *value;
    }
    if (wish.since > wish.until)
        return Unexpected(tr("The range ends before it begins."));
    auto filter = Filter::fromJson(m_filter->text().trimmed().toUtf8());
    if (!filter)
        return Unexpected(tr("The filter cannot be used: %1").arg(filter.error()));
    if (filter->since || filter->until || filter->limit)
        return Unexpected(tr("The filter must not have “since”, “until” or “limit”: the range is above."));
    wish.filter = std::move(*filter);
    wish.method = static_cast<SyncMethod>(m_method->currentData().toInt());
    wish.direction = static_cast<SyncDirection>(m_direction->currentData().toInt());
    wish.dryRun = m_compare->isChecked();
    wish.again = m_again->isChecked();
    const bool hasTags = !wish.filter.tags.empty() || !wish.filter.search.isEmpty();
    const bool sends = wish.direction != SyncDirection::Down;
    if (hasTags && (wish.method == SyncMethod::Negentropy || wish.dryRun || sends))
        return Unexpected(tr("Ids are compared by kinds and authors only, not by tags or search."));
    if (wish.dryRun && wish.method == SyncMethod::Windows)
        return Unexpected(tr("Pages cannot be compared: choose a method that compares ids."));
    if (sends && !wish.dryRun && !m_consent->isChecked())
        return Unexpected(tr("Compare first to see how many events would be sent; then agree to it below."));
    return wish;
}

void SyncRangeDialog::check()
{
    const bool sends = static_cast<SyncDirection>(m_direction->currentData().toInt()) != SyncDirection::Down;
    m_consent->setEnabled(sends && !m_compare->isChecked());
    const auto chosen = wish();
    m_problem->setText(chosen ? QString() : chosen.error());
    m_start->setEnabled(chosen.has_value());
}

void SyncRangeDialog::start()
{
    const auto chosen = wish();
    if (!chosen)
        return;
    m_context.engine.syncRelays(m_relays, *chosen);
    accept();
}

} // namespace nostrscope
