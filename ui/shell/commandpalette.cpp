// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "models/fuzzymatch.h"
#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Title at the start, then its group; key or reason at the end.
class EntryDelegate final : public QStyledItemDelegate {
public:
    EntryDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem row(option);
        initStyleOption(&row, index);
        const auto title = std::exchange(row.text, {});
        row.widget->style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
        const bool isSelected = row.state & QStyle::State_Selected;
        const bool isEnabled = index.data(PaletteModel::EnabledRole).toBool();
        const auto& colors = m_theme.colors();
        const auto white = row.palette.color(QPalette::HighlightedText);
        const auto& metrics = row.fontMetrics;
        auto box = row.rect.adjusted(12, 0, -12, 0);
        const auto draw = [&](const QString& text, Qt::Alignment side, const QColor& color, int most) {
            const auto shown = metrics.elidedText(text, Qt::ElideRight, std::min(most, box.width()));
            painter->setPen(isSelected ? white : color);
            painter->drawText(box, static_cast<int>(Qt::AlignVCenter | side | Qt::TextSingleLine), shown);
            const int used = metrics.horizontalAdvance(shown) + 12;
            const bool isStart = (side & Qt::AlignLeading) != 0;
            if (isStart == (row.direction == Qt::LeftToRight))
                box.setLeft(box.left() + used);
            else
                box.setRight(box.right() - used);
        };
        painter->save();
        painter->setLayoutDirection(row.direction);
        draw(title, Qt::AlignLeading, isEnabled ? colors.text : colors.secondary, box.width());
        draw(index.data(PaletteModel::HintRole).toString(), Qt::AlignTrailing, colors.secondary,
             box.width() - 24);
        draw(index.data(PaletteModel::GroupRole).toString(), Qt::AlignLeading, colors.secondary, box.width());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {100, std::max(28, option.fontMetrics.height() + 12)};
    }

private:
    const Theme& m_theme;
};

} // namespace

void PaletteModel::setEntries(std::vector<PaletteEntry> entries, std::vector<PaletteEntry> always,
                              const QString& typed)
{
    struct Ranked {
        int score;
        PaletteEntry entry;
    };
    std::vector<Ranked> fitting;
    for (auto& entry : entries) {
        const auto byTitle = fuzzyMatch(typed, entry.title);
        const auto byGroup = fuzzyMatch(typed, entry.group + u' ' + entry.title);
        if (byTitle || byGroup)
            fitting.push_back({std::max(byTitle.value_or(0), byGroup.value_or(0)), std::move(entry)});
    }
    std::stable_sort(fitting.begin(), fitting.end(), [](const Ranked& a, const Ranked& b) {
        return a.entry.isEnabled != b.entry.isEnabled ? a.entry.isEnabled : a.score > b.score;
    });
    beginResetModel(); // the user typed: all of the list is new
    m_shown = std::move(always);
    for (auto& ranked : fitting) {
        if (m_shown.size() == maximumShown)
            break;
        m_shown.push_back(std::move(ranked.entry));
    }
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& shown = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shown.title;
    case Qt::AccessibleTextRole:
        return QStringList{shown.title, shown.group, shown.hint}.join(u", "_s);
    case GroupRole:
        return shown.group;
    case HintRole:
        return shown.hint;
    case EnabledRole:
        return shown.isEnabled;
    default:
        return {};
    }
}

CommandPalette::CommandPalette(UiContext& context, Lookup lookup, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_lookup(std::move(lookup))
    , m_text(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new PaletteModel(this))
{
    setObjectName(u"palette"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Go to or do"));
    setAccessibleName(windowTitle());
    m_text->setObjectName(u"paletteText"_s);
    m_text->setAccessibleName(windowTitle());
    m_text->setPlaceholderText(tr("Page, command, relay address, npub, note, kind, #tag …"));
    m_text->setMaxLength(maximumText);
    m_text->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("What fits"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(context.theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_text);
    layout->addWidget(m_list, 1);
    const int letter = fontMetrics().averageCharWidth();
    const auto room = parent->window()->size();
    resize(std::min(90 * letter, room.width() - 32),
           std::min(26 * fontMetrics().height(), room.height() - 96));
    move(parent->window()->mapToGlobal(QPoint((room.width() - width()) / 2, 56)));
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    search({});
}

std::vector<PaletteEntry> CommandPalette::commandEntries() const
{
    std::vector<PaletteEntry> entries;
    const auto& actions = m_context.actions;
    for (const auto& command : actions.commands()) {
        auto* action = actions.find(command.id);
        PaletteEntry entry;
        entry.title = ActionRegistry::plainText(action->text());
        entry.group = command.group;
        entry.isEnabled = action->isEnabled();
        entry.hint = entry.isEnabled ? action->shortcut().toString(QKeySequence::NativeText)
                                     : actions.reason(command.id);
        entry.run = [action = QPointer(action)] {
            if (action)
                action->trigger();
        };
        entries.push_back(std::move(entry));
    }
    return entries;
}

void CommandPalette::search(const QString& text)
{
    m_model->setEntries(commandEntries(), m_lookup(text), text);
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0));
    m_text->setAccessibleDescription(tr("%n entries", nullptr, m_model->rowCount()));
}

void CommandPalette::run(const QModelIndex& index)
{
    if (!index.isValid() || !m_model->entry(index.row()).isEnabled)
        return;
    // After the dialog has gone, so that the focus is where the command puts it.
    QMetaObject::invokeMethod(parentWidget(), m_model->entry(index.row()).run, Qt::QueuedConnection);
    accept();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex());
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        const int page = std::max(1, m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(0)));
        const bool isPage = key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown;
        const bool isDown = key->key() == Qt::Key_Down || key->key() == Qt::Key_PageDown;
        const int row = m_list->currentIndex().row() + (isDown ? 1 : -1) * (isPage ? page : 1);
        m_list->setCurrentIndex(m_model->index(std::clamp(row, 0, std::max(0, m_model->rowCount() - 1))));
        return true;
    }
    default:
        return QDialog::eventFilter(watched, event);
    }
}

} // namespace nostrscope
