// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keyseditor.h"

#include "models/fuzzymatch.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole;

QString native(const QKeySequence& key)
{
    return key.toString(QKeySequence::NativeText);
}

} // namespace

KeysEditor::KeysEditor(ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
    , m_edit(new QKeySequenceEdit(this))
    , m_note(new QLabel(this))
    , m_set(new QPushButton(tr("&Use this key"), this))
    , m_none(new QPushButton(tr("&No key"), this))
    , m_default(new QPushButton(tr("&Default"), this))
{
    setFocusProxy(m_filter);
    m_filter->setObjectName(u"keysFilter"_s);
    m_filter->setPlaceholderText(tr("Find a command"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setMaxLength(200);
    m_list->setObjectName(u"keysList"_s);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setHeaderLabels({tr("Command"), tr("Key"), tr("Default")});
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_edit->setObjectName(u"keysEdit"_s);
    m_edit->setAccessibleName(tr("New key"));
    m_edit->setToolTip(tr("Press the key that the command is to have"));
    m_set->setObjectName(u"keysSet"_s);
    m_none->setObjectName(u"keysNone"_s);
    m_default->setObjectName(u"keysDefault"_s);
    m_note->setObjectName(u"keysNote"_s);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    auto* all = new QPushButton(tr("All to de&fault"), this);
    all->setObjectName(u"keysReset"_s);
    for (auto* button : {m_set, m_none, m_default, all})
        button->setAutoDefault(false);

    auto* row = new QHBoxLayout;
    row->addWidget(m_edit, 1);
    for (auto* button : {m_set, m_none, m_default, all})
        row->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addLayout(row);
    layout->addWidget(m_note);

    connect(m_filter, &QLineEdit::textChanged, this, &KeysEditor::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &KeysEditor::showKey);
    connect(m_edit, &QKeySequenceEdit::keySequenceChanged, this, &KeysEditor::judge);
    connect(m_set, &QPushButton::clicked, this, [this] { setKey(m_edit->keySequence()); });
    connect(m_none, &QPushButton::clicked, this, [this] { setKey({}); });
    connect(m_default, &QPushButton::clicked, this, [this] { m_actions.resetKey(currentId()); });
    connect(all, &QPushButton::clicked, &m_actions, &ActionRegistry::resetKeys);
    connect(&m_actions, &ActionRegistry::keysChanged, this, &KeysEditor::fill);
    fill();
}

void KeysEditor::fill()
{
    const auto shown = currentId();
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    QHash<QString, QTreeWidgetItem*> groups;
    for (const auto& command : m_actions.commands()) {
        auto*& group = groups[command.group];
        if (group == nullptr) {
            group = new QTreeWidgetItem(m_list, {command.group});
            group->setFlags(Qt::ItemIsEnabled);
            group->setExpanded(true);
        }
        const auto key = m_actions.key(command.id);
        const auto fallback = m_actions.defaultKey(command.id);
        auto* item = new QTreeWidgetItem(group,
                                         {ActionRegistry::plainText(command.text), native(key),
                                          key == fallback ? QString() : native(fallback)});
        item->setData(0, idRole, command.id);
        if (m_actions.changedKeys().contains(command.id)) {
            auto bold = item->font(1);
            bold.setBold(true);
            item->setFont(1, bold);
            item->setToolTip(1, tr("Changed"));
        }
        if (command.id == shown)
            m_list->setCurrentItem(item);
    }
    filter(m_filter->text());
    m_list->resizeColumnToContents(1);
    showKey();
}

void KeysEditor::filter(const QString& text)
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        auto* group = m_list->topLevelItem(i);
        bool isEmpty = true;
        for (int j = 0; j < group->childCount(); ++j) {
            auto* item = group->child(j);
            const bool fits = fuzzyMatch(text, item->text(0)) || fuzzyMatch(text, item->text(1));
            item->setHidden(!fits);
            isEmpty = isEmpty && !fits;
        }
        group->setHidden(isEmpty);
    }
}

QString KeysEditor::currentId() const
{
    const auto* item = m_list->currentItem();
    return item == nullptr ? QString() : item->data(0, idRole).toString();
}

void KeysEditor::showKey()
{
    const auto id = currentId();
    const QSignalBlocker blocker(m_edit);
    m_edit->setKeySequence(m_actions.key(id));
    m_edit->setEnabled(!id.isEmpty());
    judge();
}

void KeysEditor::judge()
{
    const auto id = currentId();
    const auto key = m_edit->keySequence();
    const bool isAllowed = ActionRegistry::isAllowed(key);
    m_set->setEnabled(!id.isEmpty() && isAllowed && key != m_actions.key(id));
    m_none->setEnabled(!id.isEmpty() && !m_actions.key(id).isEmpty());
    m_default->setEnabled(m_actions.changedKeys().contains(id));
    QStringList others;
    const auto conflicts = m_actions.conflicts(id, key);
    for (const auto& other : conflicts)
        others.append(ActionRegistry::plainText(m_actions.find(other)->text()));
    if (id.isEmpty())
        m_note->setText(tr("Choose a command to change its key."));
    else if (!key.isEmpty() && !isAllowed)
        m_note->setText(tr("A key needs Ctrl, Alt or Meta; a bare letter is typed text."));
    else if (!others.isEmpty())
        m_note->setText(tr("%1 belongs to: %2. It would lose it.").arg(native(key), others.join(u", "_s)));
    else
        m_note->clear();
}

void KeysEditor::setKey(const QKeySequence& key)
{
    const auto id = currentId();
    // One key, one command: the other one loses it, as the note said.
    const auto conflicts = m_actions.conflicts(id, key);
    for (const auto& other : conflicts)
        m_actions.setKey(other, {});
    m_actions.setKey(id, key);
}

} // namespace nostrscope
