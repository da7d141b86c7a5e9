// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/eventinspector.h"

#include "core/nostr/nip19.h"
#include "core/nostr/plaintext.h"
#include "models/eventtext.h"
#include "models/words.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/fixedfont.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maximumCell = 1000;

QString originText(Origin origin)
{
    switch (origin) {
    case Origin::Live:
        return EventInspector::tr("live");
    case Origin::CatchUp:
        return EventInspector::tr("catching up after a connection");
    case Origin::Archive:
        return EventInspector::tr("archive");
    case Origin::Import:
        return EventInspector::tr("imported from a file");
    }
    Q_UNREACHABLE();
}

QString signatureText(SignatureState state)
{
    switch (state) {
    case SignatureState::Valid:
        return EventInspector::tr("valid: id and signature were checked just now");
    case SignatureState::BadId:
        return EventInspector::tr("not valid: the id is not that of the content");
    case SignatureState::BadKey:
        return EventInspector::tr("not valid: the author is no public key");
    case SignatureState::BadSignature:
        return EventInspector::tr("not valid: the author did not sign this");
    }
    Q_UNREACHABLE();
}

QPlainTextEdit* makeText(const QString& name, const QString& title, bool isFixed, QWidget* parent)
{
    auto* text = new QPlainTextEdit(parent);
    text->setObjectName(name);
    text->setAccessibleName(title);
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setTabChangesFocus(true);
    if (isFixed)
        text->setFont(fixedFont());
    return text;
}

QTableWidget* makeTable(const QString& name, const QString& title, const QStringList& columns,
                        QWidget* parent)
{
    auto* table = new QTableWidget(0, static_cast<int>(columns.size()), parent);
    table->setObjectName(name);
    table->setAccessibleName(title);
    table->setHorizontalHeaderLabels(columns);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    return table;
}

} // namespace

EventInspector::EventInspector(UiContext& context, const EventId& id, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_id(id)
    , m_stack(new QStackedLayout)
    , m_message(new EmptyState(context.theme, u"search"_s, this))
    , m_body(new QWidget(this))
    , m_fields(new QFormLayout)
    , m_tabs(new QTabWidget(m_body))
    , m_content(makeText(u"eventContent"_s, tr("Content"), false, m_tabs))
    , m_tags(makeTable(u"eventTags"_s, tr("Tags"), {tr("Name"), tr("Value"), tr("More")}, m_tabs))
    , m_relays(makeTable(u"eventRelays"_s, tr("Relays"), {tr("Relay"), tr("Seen")}, m_tabs))
    , m_json(makeText(u"eventJson"_s, tr("JSON"), true, m_tabs))
    , m_copy(new QToolButton(this))
    , m_cutNote(new QLabel(m_body))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"eventInspector"_s);
    setWindowTitle(tr("Event %1").arg(Fmt::shortId(QString::fromLatin1(encodeNote(id)))));
    resize(720, 560);
    buildTabs();
    buildCopyMenu();
    m_message->setText(tr("Reading the event…"));
    auto* retry = m_message->addButton(tr("&Read again"));
    retry->setObjectName(u"eventRetry"_s);
    connect(retry, &QPushButton::clicked, this, &EventInspector::ask);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_body);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_copy);
    bottom->addStretch();
    bottom->addWidget(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(m_stack, 1);
    layout->addLayout(bottom);
    connect(&context.engine, &EngineLink::eventInspected, this, &EventInspector::onInspected);
    connect(&context.engine, &EngineLink::askFailed, this, [this](int token, const QString& message) {
        if (token == m_token)
            m_message->setText(message);
    });
    ask();
}

EventInspector::~EventInspector()
{
    if (m_token)
        m_context.engine.cancel(*m_token);
}

void EventInspector::buildTabs()
{
    m_fields->setContentsMargins(4, 4, 4, 4);
    m_fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_tabs->setObjectName(u"eventTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the event"));
    m_tabs->addTab(m_content, tr("&Content"));
    m_tabs->addTab(m_tags, tr("&Tags"));
    m_tabs->addTab(m_relays, tr("Re&lays"));
    m_tabs->addTab(m_json, tr("&JSON"));
    m_tabs->setTabToolTip(2, tr("Relays that showed us this event"));
    m_cutNote->setObjectName(u"eventCutNote"_s);
    m_cutNote->setWordWrap(true);
    m_cutNote->hide();
    auto* layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(m_fields);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_cutNote);
}

void EventInspector::buildCopyMenu()
{
    auto* menu = new QMenu(m_copy);
    const auto add = [this, menu](const QString& text, const QString& name, auto make) {
        auto* action = menu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, make] { copy(make(m_detail->stored.event)); });
    };
    add(tr("&Note (note1…)"), u"copyNote"_s, [](const Event& event) { return encodeNote(event.id); });
    add(tr("n&event (nevent1…)"), u"copyNevent"_s, [](const Event& event) { return neventOf(event); });
    add(tr("&Hex id"), u"copyHex"_s, [](const Event& event) { return event.id.toHex(); });
    add(tr("&Author (npub1…)"), u"copyNpub"_s, [](const Event& event) { return encodeNpub(event.pubkey); });
    add(tr("Author, he&x"), u"copyAuthorHex"_s, [](const Event& event) { return event.pubkey.toHex(); });
    add(tr("&JSON"), u"copyJson"_s, [](const Event& event) { return toJson(event); });
    m_copy->setObjectName(u"eventCopy"_s);
    m_copy->setText(tr("Co&py as"));
    m_copy->setAccessibleName(tr("Copy as"));
    m_copy->setMenu(menu);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setMinimumHeight(28);
    m_copy->setEnabled(false);
}

void EventInspector::copy(const QByteArray& text)
{
    QApplication::clipboard()->setText(QString::fromUtf8(text));
}

void EventInspector::ask()
{
    m_message->setText(tr("Reading the event…"));
    m_token = m_context.engine.takeToken(); // before asking: the answer may come at once
    m_context.engine.inspectEvent(*m_token, m_id);
}

void EventInspector::onInspected(int token, const std::shared_ptr<const EventDetail>& detail)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_detail = detail;
    if (!detail) {
        m_message->setText(tr("This event is not stored any more, or retention removed its body."));
        return;
    }
    showDetail();
    m_copy->setEnabled(true);
    m_stack->setCurrentWidget(m_body);
    m_tabs->setFocus(Qt::OtherFocusReason);
}

void EventInspector::addField(const QString& name, const QString& value, const QString& objectName)
{
    auto* label = new QLabel(value, m_body);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setAccessibleName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_fields->addRow(tr("%1:", "name of a field").arg(name), label);
}

void EventInspector::showFields()
{
    const auto& stored = m_detail->stored;
    const auto& event = stored.event;
    const auto& fmt = m_context.fmt;
    while (m_fields->rowCount() > 0)
        m_fields->removeRow(0);
    addField(tr("Kind"), words::kindText(event.kind, fmt), u"fieldKind"_s);
    addField(tr("Id"), QString::fromLatin1(event.id.toHex()), u"fieldId"_s);
    addField(tr("Author"), QString::fromLatin1(encodeNpub(event.pubkey)), u"fieldAuthor"_s);
    addField(tr("Created"), fmt.dateTimeZone(fromSeconds(event.createdAt)), u"fieldCreated"_s);
    addField(tr("Received"),
             tr("%1, %2", "time; how").arg(fmt.dateTimeZone(stored.receivedAt), originText(stored.origin)),
             u"fieldReceived"_s);
    addField(tr("Signature"), signatureText(m_detail->signature), u"fieldSignature"_s);
}

void EventInspector::showDetail()
{
    const auto& event = m_detail->stored.event;
    showFields();
    showTags();
    showRelays();
    m_content->setPlainText(plainText(QByteArrayView(event.content), maximumText, TextLines::Keep));
    m_content->setPlaceholderText(tr("The content is empty"));
    m_json->setPlainText(jsonForReading(event, maximumText));
    m_tabs->setTabText(1, tr("&Tags (%1)").arg(m_context.fmt.number(event.tags.size())));
    m_tabs->setTabText(2, tr("Re&lays (%1)").arg(m_context.fmt.number(m_detail->seen.size())));
    const bool isCut = m_json->document()->characterCount() > maximumText
        || static_cast<int>(event.tags.size()) > maximumTags;
    m_cutNote->setText(tr("This event is very long: what is shown is cut. “Copy as JSON” has all of it."));
    m_cutNote->setVisible(isCut);
}

void EventInspector::showTags()
{
    const auto& tags = m_detail->stored.event.tags;
    m_tags->setRowCount(std::min(static_cast<int>(tags.size()), maximumTags));
    int row = 0;
    for (const auto tag : tags) {
        if (row == m_tags->rowCount())
            break;
        QStringList more;
        for (qsizetype i = 2; i < std::min<qsizetype>(tag.size(), 20); ++i)
            more.append(plainText(tag.at(i), maximumCell));
        const QString texts[] = {plainText(tag.name(), maximumCell), plainText(tag.value(), maximumCell),
                                 more.join(u" · "_s)};
        for (int column = 0; column < 3; ++column)
            m_tags->setItem(row, column, new QTableWidgetItem(texts[column]));
        ++row;
    }
    m_tags->resizeColumnToContents(0);
    m_tags->setColumnWidth(1, 380);
}

void EventInspector::showRelays()
{
    const auto& seen = m_detail->seen;
    m_relays->setRowCount(static_cast<int>(seen.size()));
    for (int row = 0; row < m_relays->rowCount(); ++row) {
        const auto& one = seen[static_cast<std::size_t>(row)];
        const auto url = plainText(Fmt::relay(one.url), maximumCell);
        m_relays->setItem(row, 0, new QTableWidgetItem(url));
        m_relays->setItem(row, 1, new QTableWidgetItem(m_context.fmt.dateTimeZone(one.at)));
    }
    m_relays->setColumnWidth(0, 380);
}

void inspectEvent(UiContext& context, const EventId& id, QWidget* page)
{
    auto* inspector = new EventInspector(context, id, page->window());
    inspector->setModal(false);
    inspector->show();
}

} // namespace nostrscope
