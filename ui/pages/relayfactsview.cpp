// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/relayfactsview.h"

#include "core/nostr/plaintext.h"
#include "models/documentfields.h"
#include "models/healthtables.h"
#include "models/healthwords.h"
#include "ui/charts/validitybar.h"
#include "ui/kit/factlist.h"
#include "ui/kit/tables.h"
#include "ui/pages/panel.h"

#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maximumText = 500;
constexpr qsizetype maximumNames = 20;

QScrollArea* scrolled(QWidget* content, const QString& name)
{
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setAccessibleName(name);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    return area;
}

TableView* makeTable(const Theme& theme, CellTableModel& model, const QString& name, const QString& title,
                     const QList<int>& widths)
{
    auto* table = new TableView(theme);
    table->setObjectName(name);
    table->setAccessibleName(title);
    table->setModel(&model);
    table->setColumnWidths(widths, 0);
    table->setMinimumHeight(110);
    return table;
}

} // namespace

RelayDocumentView::RelayDocumentView(UiContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_problem(new QLabel)
    , m_facts(new FactList)
    , m_source(new QPlainTextEdit)
{
    m_facts->setObjectName(u"relayDocument"_s);
    m_source->setObjectName(u"relayDocumentSource"_s);
    m_source->setReadOnly(true);
    m_source->setTabChangesFocus(true);
    m_source->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_source->setAccessibleName(tr("The document as it came"));
    m_source->setFrameShape(QFrame::NoFrame);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    auto* left = new QWidget;
    auto* facts = new QVBoxLayout(left);
    facts->setContentsMargins(12, 8, 12, 8);
    facts->addWidget(m_problem);
    facts->addWidget(m_facts);
    facts->addStretch();
    auto* splitter = new QSplitter;
    splitter->setObjectName(u"relayDocumentSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(new Panel(context.theme, tr("What the relay says of itself"),
                                  scrolled(left, tr("What the relay says of itself")), splitter));
    splitter->addWidget(new Panel(context.theme, tr("As it came"), m_source, splitter));
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 12);
    layout->addWidget(splitter);
}

void RelayDocumentView::show(const RelayHealthDetail& detail)
{
    auto text = detail.document.isEmpty() ? DocumentText{{}, tr("No information document (NIP-11) seen yet.")}
                                          : documentText(detail.document, m_context.fmt);
    m_problem->setText(text.problem);
    m_problem->setVisible(!text.problem.isEmpty());
    std::vector<FactList::Fact> facts;
    for (auto& field : text.fields)
        facts.push_back({field.group, field.name, field.value});
    m_facts->setFacts(std::move(facts));
    if (m_shown == detail.document)
        return; // keeps place and selection
    m_shown = detail.document;
    m_source->setPlainText(documentSource(m_shown));
}

QList<QWidget*> RelayDocumentView::panes()
{
    return {m_facts, m_source};
}

RelayTlsView::RelayTlsView(UiContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_history(healthtables::certificateColumns())
    , m_sentence(new QLabel)
    , m_bar(new ValidityBar(context.theme, context.fmt))
    , m_facts(new FactList)
    , m_table(makeTable(context.theme, m_history, u"relayCertificates"_s, tr("Certificates seen"),
                        {26, 18, 18, 11, 11, 13, 13, 13}))
{
    m_sentence->setObjectName(u"relayTls"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_bar->setObjectName(u"relayTlsBar"_s);
    m_bar->setAccessibleName(tr("Validity of the certificate"));
    auto* box = new QWidget;
    auto* facts = new QVBoxLayout(box);
    facts->setContentsMargins(12, 8, 12, 8);
    facts->setSpacing(8);
    facts->addWidget(m_sentence);
    facts->addWidget(m_bar);
    facts->addWidget(m_facts);
    facts->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(new Panel(context.theme, tr("Certificate"), scrolled(box, tr("Certificate")), this), 3);
    layout->addWidget(new Panel(context.theme, tr("Certificates seen, newest first"), m_table, this), 2);
}

void RelayTlsView::show(const RelayHealthDetail& detail, const QByteArray& url, UnixMillis now)
{
    const auto& fmt = m_context.fmt;
    m_history.apply(healthtables::certificateRows(detail, fmt, now));
    m_bar->setVisible(!detail.certificates.empty());
    const auto& geo = detail.row.geo;
    std::vector<FactList::Fact> place;
    const auto add = [&place](const QString& title, const QString& text) {
        if (!text.isEmpty())
            place.push_back({{}, title, text});
    };
    add(tr("Address"), QString::fromLatin1(detail.row.status.lastAddress));
    add(tr("Country"),
        geo.country.isEmpty() ? geo.countryCode
                              : tr("%1 (%2)", "country and its code").arg(geo.country, geo.countryCode));
    add(tr("Network"), words::network(geo, fmt));
    if (detail.certificates.empty()) {
        m_sentence->setText(url.startsWith("ws://") ? tr("The connection is not encrypted.")
                                                    : tr("No certificate seen yet."));
        m_facts->setFacts(std::move(place));
        return;
    }
    const auto& newest = detail.certificates.front();
    const auto& facts = newest.facts;
    const auto days = words::daysLeft(facts.validUntil, now);
    const auto status = facts.validUntil < now || !facts.verificationError.isEmpty() ? Status::Down
        : days < certificateWarningDays                                              ? Status::Degraded
                                                                                     : Status::Online;
    auto sentence = facts.validUntil < now
        ? tr("The certificate %1.", "… ended 3 d ago").arg(words::certificateEnd(facts.validUntil, now, fmt))
        : tr("The certificate ends %1.", "… in 64 d").arg(words::certificateEnd(facts.validUntil, now, fmt));
    if (!facts.verificationError.isEmpty())
        sentence +=
            u' ' + tr("It is not trusted: %1.").arg(fmt.stranger(facts.verificationError, maximumText));
    m_sentence->setText(sentence);
    m_bar->setTimes(facts.validFrom, facts.validUntil, now, status, sentence);
    QStringList names;
    for (const auto& name : facts.names) {
        if (names.size() < maximumNames)
            names.append(fmt.stranger(name, maximumText));
    }
    if (facts.names.size() > maximumNames)
        names.append(tr("and %n more", nullptr, static_cast<int>(facts.names.size() - maximumNames)));
    const auto plain = [](const QString& text) { return plainText(text, maximumText); };
    std::vector<FactList::Fact> shown{
        {{}, tr("Issuer"), plain(facts.issuer)},
        {{}, tr("Subject"), plain(facts.subject)},
        {{}, tr("Names"), names.join(u'\n')},
        {{}, tr("Valid from"), fmt.dateTimeZone(facts.validFrom)},
        {{}, tr("Valid until"), fmt.dateTimeZone(facts.validUntil)},
        {{}, tr("Chain ends"), fmt.dateTimeZone(facts.chainValidUntil)},
        {{}, tr("Protocol"), plain(facts.protocol)},
        {{}, tr("Cipher"), plain(facts.cipher)},
        {{}, tr("Serial number"), plainText(QByteArrayView(facts.serial), maximumText)},
        {{}, tr("Fingerprint"), QString::fromLatin1(facts.sha256.toHex())},
        {{},
         tr("Seen"),
         tr("%1 to %2", "two times").arg(fmt.dateTime(newest.firstSeen), fmt.dateTimeZone(newest.lastSeen))}};
    shown.insert(shown.end(), place.begin(), place.end());
    m_facts->setFacts(std::move(shown));
}

QList<QWidget*> RelayTlsView::panes()
{
    return {m_facts, m_table};
}

} // namespace nostrscope
