// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsdialog.h"

#include "ui/kit/messagebar.h"
#include "ui/settings/keyseditor.h"
#include "ui/settings/settingsfilespanel.h"
#include "ui/settings/settingspage.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestSearch = 200;
constexpr int rowSpacing = 4; ///< pixels; rows are to be hit

} // namespace

SettingsDialog::SettingsDialog(UiContext& context, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_model(context.settings)
    , m_search(new QLineEdit(this))
    , m_left(new QStackedWidget(this))
    , m_categories(new QListWidget(m_left))
    , m_results(new QListWidget(m_left))
    , m_pages(new QStackedWidget(this))
    , m_pending(new QLabel(this))
    , m_messages(new MessageArea(context.theme, this))
{
    setObjectName(u"settings"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    m_search->setObjectName(u"settingsSearch"_s);
    m_search->setPlaceholderText(tr("Find a setting"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setAccessibleDescription(tr("Words of its title, what it does, or its key; Enter goes there"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(longestSearch);
    m_search->installEventFilter(this);
    m_categories->setObjectName(u"settingsCategories"_s);
    m_categories->setAccessibleName(tr("Pages of settings"));
    m_categories->installEventFilter(this);
    m_results->setObjectName(u"settingsResults"_s);
    m_results->setAccessibleName(tr("Settings found"));
    m_results->setWordWrap(true);
    m_results->installEventFilter(this);
    for (auto* list : {m_categories, m_results})
        list->setSpacing(rowSpacing);
    m_pages->setObjectName(u"settingsPages"_s);
    // Made in the order of reading, which is that of Tab: the buttons come last.
    for (const auto& text : {tr("Page to &default"), tr("&OK"), tr("&Apply"), tr("&Cancel")})
        m_reserved.reserve(text);
    buildPages();
    buildLayout();
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::search);
    connect(m_categories, &QListWidget::currentRowChanged, this, &SettingsDialog::showPage);
    connect(m_results, &QListWidget::currentRowChanged, this, &SettingsDialog::showHit);
    connect(m_results, &QListWidget::itemClicked, this, &SettingsDialog::enterHit);
    connect(&m_model, &SettingsModel::editsChanged, this, &SettingsDialog::updateButtons);
    connect(m_files, &SettingsFilesPanel::editsChanged, this, &SettingsDialog::updateButtons);
    m_categories->setCurrentRow(0);
    updateButtons();
    m_search->setFocus();
}

void SettingsDialog::buildLayout()
{
    auto* buttons = new QDialogButtonBox(this);
    m_restore = buttons->addButton(tr("Page to &default"), QDialogButtonBox::ResetRole);
    m_ok = buttons->addButton(tr("&OK"), QDialogButtonBox::AcceptRole);
    m_apply = buttons->addButton(tr("&Apply"), QDialogButtonBox::ApplyRole);
    auto* cancel = buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    m_restore->setObjectName(u"settingsRestore"_s);
    m_ok->setObjectName(u"settingsOk"_s);
    m_apply->setObjectName(u"settingsApply"_s);
    cancel->setObjectName(u"settingsCancel"_s);
    m_ok->setDefault(true);
    m_restore->setToolTip(tr("All settings of this page; nothing counts before you apply it"));
    m_pending->setForegroundRole(QPalette::PlaceholderText);
    m_pending->setObjectName(u"settingsPending"_s);
    connect(m_restore, &QPushButton::clicked, this, &SettingsDialog::restorePage);
    connect(m_apply, &QPushButton::clicked, this, &SettingsDialog::apply);
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);

    m_left->addWidget(m_categories);
    m_left->addWidget(m_results);
    auto* left = new QVBoxLayout;
    left->addWidget(m_search);
    left->addWidget(m_left, 1);
    auto* middle = new QHBoxLayout;
    middle->addLayout(left);
    middle->addWidget(m_pages, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_messages);
    layout->addLayout(middle, 1);
    layout->addWidget(m_pending);
    layout->addWidget(buttons);
    const int letter = fontMetrics().averageCharWidth();
    m_left->setFixedWidth(std::min(26 * letter, 300));
    m_search->setFixedWidth(m_left->width());
    const auto room = parentWidget()->window()->size();
    resize(QSize(110 * letter, 36 * fontMetrics().height()).boundedTo(room - QSize(32, 32)));
}

void SettingsDialog::buildPages()
{
    const auto pages = m_model.pages();
    for (const auto page : pages) {
        auto* made = new SettingsPage(m_model, page, m_context.theme, m_reserved, m_pages);
        if (page == SettingPage::Advanced) {
            auto mnemonics = m_reserved;
            for (const auto* field : made->fields())
                mnemonics.reserve(field->titleText());
            m_files = new SettingsFilesPanel(m_context.settings, m_model, m_context.actions, *m_messages,
                                             mnemonics, made);
            made->addPanel(m_files);
        }
        m_pages->addWidget(made);
        m_categories->addItem(pageTitle(page));
    }
    auto* keys = new QWidget(m_pages);
    auto* layout = new QVBoxLayout(keys);
    layout->setContentsMargins(4, 4, 0, 4);
    layout->addWidget(makePageTitle(tr("Shortcuts"), keys));
    layout->addWidget(new KeysEditor(m_context.actions, keys), 1);
    m_pages->addWidget(keys);
    m_categories->addItem(tr("Shortcuts"));
}

SettingsPage* SettingsDialog::pageAt(int page) const
{
    return qobject_cast<SettingsPage*>(m_pages->widget(page));
}

void SettingsDialog::search(const QString& text)
{
    const QSignalBlocker blocker(m_results);
    m_results->clear();
    m_hits.clear();
    mark(nullptr);
    const auto typed = text.simplified();
    m_left->setCurrentWidget(typed.isEmpty() ? m_categories : m_results);
    if (typed.isEmpty())
        return;
    const auto rows = m_model.search(typed);
    for (const int row : rows) {
        const auto& setting = m_model.info(row);
        const int page = static_cast<int>(m_model.pages().indexOf(setting.page));
        m_hits.append({row, page});
        m_results->addItem(settingTitle(setting) + u'\n' + pageTitle(setting.page));
    }
    // Pages with more than settings: their buttons and commands are found too.
    const QPair<int, QString> whole[] = {
        {m_pages->count() - 1, tr("Shortcuts") + u' ' + tr("keys keyboard commands")},
        {m_pages->count() - 2, tr("Advanced") + u' ' + tr("export import reset all file database folder")}};
    for (const auto& [page, words] : whole) {
        const auto parts = typed.split(u' ');
        if (!std::all_of(parts.begin(), parts.end(),
                         [&words](const QString& part) { return words.contains(part, Qt::CaseInsensitive); }))
            continue;
        m_hits.append({-1, page});
        m_results->addItem(m_categories->item(page)->text() + u'\n' + tr("the whole page"));
    }
    if (m_hits.isEmpty()) {
        auto* none = new QListWidgetItem(tr("No setting matches “%1”").arg(typed), m_results);
        none->setFlags(Qt::NoItemFlags);
    } else {
        m_results->setCurrentRow(0);
        showHit(0);
    }
}

void SettingsDialog::showHit(int number)
{
    if (number < 0 || number >= m_hits.size())
        return;
    const auto& hit = m_hits.at(number);
    m_categories->setCurrentRow(hit.page);
    if (hit.row >= 0)
        showRow(hit.row);
}

/// Goes where the hit is, to type.
void SettingsDialog::enterHit()
{
    const int number = m_results->currentRow();
    if (number < 0 || number >= m_hits.size())
        return;
    showHit(number);
    const auto& hit = m_hits.at(number);
    auto* page = pageAt(hit.page);
    auto* field = page != nullptr ? page->field(hit.row) : nullptr;
    if (field != nullptr && field->control()->isEnabled())
        field->control()->setFocus(Qt::ShortcutFocusReason);
    else
        m_pages->currentWidget()->setFocus();
}

void SettingsDialog::showPage(int page)
{
    if (page < 0)
        return;
    mark(nullptr);
    m_pages->setCurrentIndex(page);
    m_restore->setEnabled(pageAt(page) != nullptr);
}

void SettingsDialog::showRow(int row)
{
    for (int page = 0; page < m_pages->count(); ++page) {
        auto* made = pageAt(page);
        auto* field = made != nullptr ? made->field(row) : nullptr;
        if (field == nullptr)
            continue;
        m_categories->setCurrentRow(page);
        // The page may never have been laid out: positions are right after that only.
        made->widget()->layout()->activate();
        made->ensureWidgetVisible(field, 0, 24);
        mark(field);
    }
}

bool SettingsDialog::showSetting(const QString& key)
{
    const int row = m_model.rowOf(key);
    if (row < 0)
        return false;
    m_search->clear();
    showRow(row);
    if (m_marked != nullptr)
        m_marked->control()->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void SettingsDialog::mark(SettingField* field)
{
    if (m_marked != nullptr)
        m_marked->setMarked(false);
    m_marked = field;
    if (m_marked != nullptr)
        m_marked->setMarked(true);
}

void SettingsDialog::restorePage()
{
    if (const auto* page = pageAt(m_pages->currentIndex()))
        m_model.restorePage(page->page());
}

bool SettingsDialog::apply()
{
    if (const int row = m_model.firstProblem(); row >= 0) {
        showSetting(m_model.info(row).key);
        m_messages->show(
            u"problem"_s, Tone::Error,
            tr("“%1” has no valid value. Nothing was applied.").arg(settingTitle(m_model.info(row))));
        return false;
    }
    m_messages->remove(u"problem"_s);
    QStringList later;
    const auto keys = m_model.editsForLater();
    for (const auto& key : keys)
        later.append(settingTitle(m_model.info(m_model.rowOf(key))));
    m_files->apply();
    m_model.apply();
    updateButtons();
    if (!later.isEmpty() && m_context.messages != nullptr)
        m_context.messages->show(u"settings"_s, Tone::Info,
                                 tr("Counts at the next start: %1.").arg(later.join(u", "_s)));
    return true;
}

void SettingsDialog::accept()
{
    if (apply())
        QDialog::accept();
}

void SettingsDialog::reject()
{
    m_files->revert();
    m_model.revert();
    QDialog::reject();
}

void SettingsDialog::updateButtons()
{
    const int count = m_model.editCount() + (m_files->hasNewKeys() ? 1 : 0);
    m_apply->setEnabled(count > 0);
    m_pending->setText(count > 0 ? tr("%n change(s) not applied yet", nullptr, count) : QString());
}

bool SettingsDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto key = static_cast<QKeyEvent*>(event)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_search && key == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    if (watched == m_search && key == Qt::Key_Down) {
        m_left->currentWidget()->setFocus();
        return true;
    }
    // Enter of the dialog is OK; here it goes to what was found or chosen.
    if (isEnter && watched == m_categories) {
        m_pages->currentWidget()->setFocus();
        return focusNextPrevChild(true);
    }
    if (isEnter && (watched == m_results || watched == m_search)) {
        if (m_left->currentWidget() == m_results)
            enterHit();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace nostrscope
