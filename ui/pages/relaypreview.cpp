// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/relaypreview.h"

#include "models/healthwords.h"
#include "models/tooltip.h"
#include "models/words.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Lines of the log that are looked through for the last errors: more would be felt at every update.
constexpr int maximumScan = 5000;
constexpr qsizetype maximumText = 500;

} // namespace

RelayPreview::RelayPreview(UiContext& context, QWidget* parent)
    : QScrollArea(parent)
    , m_context(context)
    , m_title(new QLabel)
    , m_facts(new QWidget)
    , m_errorTitle(new QLabel(tr("Last errors")))
{
    setObjectName(u"relayPreview"_s);
    setAccessibleName(tr("Selected relay"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setMinimumSize(280, 120);
    setFocusPolicy(Qt::StrongFocus);
    auto bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_errorTitle->setFont(bold);
    auto* left = new QFormLayout;
    auto* right = new QFormLayout;
    for (auto* form : {left, right}) {
        form->setHorizontalSpacing(16);
        form->setVerticalSpacing(4);
        form->setContentsMargins(0, 0, 0, 0);
    }
    addFact(left, u"state"_s, tr("State"));
    addFact(left, u"checked"_s, tr("Checked"));
    addFact(left, u"open"_s, tr("Open time"));
    addFact(left, u"rtt"_s, tr("Round trip"));
    addFact(left, u"uptime"_s, tr("Uptime 24 h"));
    addFact(left, u"others"_s, tr("Others"));
    addFact(left, u"name"_s, tr("Name"));
    addFact(left, u"source"_s, tr("Source"));
    addFact(right, u"link"_s, tr("Connection"));
    addFact(right, u"events"_s, tr("Events"));
    addFact(right, u"rate"_s, tr("Now"));
    addFact(right, u"novel"_s, tr("Brought first"));
    addFact(right, u"refused"_s, tr("Refused"));
    addFact(right, u"last"_s, tr("Last event"));
    addFact(right, u"received"_s, tr("Received"));
    auto* columns = new QHBoxLayout(m_facts);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(32);
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    auto* content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    for (const auto& id : {u"relays.check"_s, u"relays.open"_s}) {
        auto* button = new QToolButton;
        button->setDefaultAction(context.actions.find(id));
        button->setAutoRaise(true);
        head->addWidget(button);
    }
    layout->addLayout(head);
    layout->addWidget(m_facts);
    layout->addWidget(m_errorTitle);
    for (int i = 0; i < maximumErrors; ++i) {
        auto* line = new QLabel;
        line->setTextFormat(Qt::PlainText);
        line->setWordWrap(true);
        line->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(line);
        m_errors.append(line);
    }
    layout->addStretch();
    setWidget(content);
    showHint(tr("Select a relay to see more of it"));
}

QLabel* RelayPreview::addFact(QFormLayout* form, const QString& name, const QString& caption)
{
    auto* title = new QLabel(caption);
    title->setForegroundRole(QPalette::PlaceholderText);
    auto* value = new QLabel;
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleName(caption);
    form->addRow(title, value);
    m_values.insert(name, value);
    return value;
}

void RelayPreview::set(const QString& name, const QString& text, const QString& tip)
{
    auto* label = m_values.value(name);
    label->setText(text);
    label->setToolTip(plainToolTip(tip));
}

QString RelayPreview::valueOf(const QString& name) const
{
    return m_values.value(name)->text();
}

QStringList RelayPreview::errors() const
{
    QStringList texts;
    for (const auto* line : m_errors) {
        if (!line->isHidden())
            texts.append(line->text());
    }
    return texts;
}

void RelayPreview::showHint(const QString& text)
{
    m_title->setText(text);
    m_facts->hide();
    m_errorTitle->hide();
    for (auto* line : std::as_const(m_errors))
        line->hide();
}

void RelayPreview::showRelay(const RelayRow& row)
{
    const auto& fmt = m_context.fmt;
    const auto& snapshot = m_context.feed.shown();
    const auto now = snapshot ? snapshot->asOf : UnixMillis{};
    m_title->setText(fmt.address(row.entry.url));
    const auto* health = row.health.get();
    set(u"state"_s, words::stateSentence(row, fmt),
        health != nullptr ? fmt.ago(health->status.since, now) : QString());
    showHealth(row, now);
    set(u"link"_s,
        row.state == LinkState::Waiting ? tr("%1, next try %2", "state of a connection, time")
                                              .arg(words::linkState(row.state), fmt.ago(row.nextTryAt, now))
                                        : words::linkState(row.state),
        fmt.dateTimeZone(row.stateSince));
    const auto name = RelayTableModel::nameText(row);
    set(u"name"_s, name.isEmpty() ? Fmt::missing() : fmt.stranger(name, maximumText));
    set(u"source"_s, words::source(row.entry.source), fmt.dateTimeZone(row.entry.addedAt));
    set(u"events"_s,
        tr("%1 in the range, %2 ever").arg(fmt.number(row.eventsInRange), fmt.number(row.eventsSeen)));
    set(u"rate"_s, fmt.perMinute(row.eventsPerMinute));
    const auto novel = RelayTableModel::novelRatio(row);
    set(u"novel"_s,
        novel ? tr("%1 (%2 of %3)", "share, novel events, all events")
                    .arg(fmt.percent(*novel), fmt.number(row.novel), fmt.number(row.novel + row.duplicates))
              : Fmt::missing());
    set(u"refused"_s, fmt.number(row.invalid), tr("Events that were not valid, ever"));
    set(u"last"_s, fmt.ago(row.lastEventAt, now), fmt.dateTimeZone(row.lastEventAt));
    set(u"received"_s, fmt.bytes(row.bytesIn), tr("Since the start of the program"));
    m_facts->show();
    showErrors(row.entry);
}

void RelayPreview::showHealth(const RelayRow& row, UnixMillis now)
{
    const auto& fmt = m_context.fmt;
    const auto* health = row.health.get();
    const auto reason = words::missingReason(health);
    if (health == nullptr) {
        for (const auto& name : {u"checked"_s, u"open"_s, u"rtt"_s, u"uptime"_s, u"others"_s})
            set(name, Fmt::missing(), reason);
        return;
    }
    const auto checked = fmt.ago(health->status.lastCheck.value_or(UnixMillis{}), now);
    set(u"checked"_s,
        health->isChecking      ? tr("being checked now")
            : health->nextCheck ? tr("%1, again %2", "time of the last check, of the next")
                                      .arg(checked, fmt.ago(*health->nextCheck, now))
                                : checked,
        health->status.lastCheck ? fmt.dateTimeZone(*health->status.lastCheck) : reason);
    set(u"open"_s, fmt.latency(wholeMillis(health->openP50)),
        health->openP50 ? tr("Median of 24 hours, from the start of a check to an open WebSocket") : reason);
    set(u"rtt"_s,
        health->readP95
            ? tr("%1, p95 %2", "median and 95th percentile of the time to read")
                  .arg(fmt.latency(wholeMillis(health->readP50)), fmt.latency(wholeMillis(health->readP95)))
            : fmt.latency(wholeMillis(health->readP50)),
        health->readP50 ? tr("Median of 24 hours, from our request to the end of stored events") : reason);
    set(u"uptime"_s, words::uptime(health->uptime01, health->coverage01, fmt),
        tr("%1 of the last 24 hours are known").arg(fmt.percent(health->coverage01)));
    set(u"others"_s,
        health->othersTotal > 0
            ? tr("online by %1 monitors").arg(words::others(health->othersOnline, health->othersTotal, fmt))
            : Fmt::missing());
}

void RelayPreview::showErrors(const RelayEntry& relay)
{
    const auto& log = m_context.feed.log();
    QStringList texts;
    const auto url = QString::fromUtf8(relay.url);
    const int count = log.rowCount();
    for (int row = count - 1; row >= 0 && row >= count - maximumScan && texts.size() < maximumErrors; --row) {
        const auto& line = log.record(row);
        if (line.level >= LogLevel::Warning && (line.relay == relay.id || line.relayUrl == url))
            texts.append(tr("%1  %2", "time and message")
                             .arg(m_context.fmt.dateTimeZone(line.at),
                                  m_context.fmt.stranger(line.message, maximumText)));
    }
    m_errorTitle->setVisible(!texts.isEmpty());
    for (int i = 0; i < maximumErrors; ++i) {
        m_errors.at(i)->setVisible(i < texts.size());
        m_errors.at(i)->setText(texts.value(i));
    }
}

} // namespace nostrscope
