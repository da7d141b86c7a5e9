// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/columnchooser.h"

#include "ui/kit/tables.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int columnRole = Qt::UserRole;

} // namespace

ColumnChooser* ColumnChooser::open(TableView& table, const QPoint& globalPos)
{
    auto* chooser = new ColumnChooser(table);
    chooser->adjustSize();
    auto place = QRect(globalPos, chooser->sizeHint());
    const auto room = table.screen()->availableGeometry();
    place.moveLeft(std::max(room.left(), std::min(place.left(), room.right() - place.width())));
    place.moveTop(std::max(room.top(), std::min(place.top(), room.bottom() - place.height())));
    chooser->setGeometry(place);
    chooser->show();
    chooser->m_search->setFocus();
    return chooser;
}

ColumnChooser::ColumnChooser(TableView& table)
    : QFrame(&table, Qt::Popup)
    , m_table(table)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(u"columnChooser"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    m_search->setPlaceholderText(tr("Find a column"));
    m_search->setAccessibleName(tr("Find a column"));
    m_search->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Columns; Space shows or hides, Alt+Up and Alt+Down move"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    auto* buttons = new QHBoxLayout;
    const auto add = [this, buttons](const QString& text, const QString& tip, auto slot) {
        auto* button = new QPushButton(text, this);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, slot);
        buttons->addWidget(button);
        return button;
    };
    add(tr("&Up"), tr("Move the column to the front (Alt+Up)"), [this] { moveCurrent(-1); });
    add(tr("&Down"), tr("Move the column to the back (Alt+Down)"), [this] { moveCurrent(1); });
    add(tr("&Fit"), tr("As wide as the contents need"), [this] { m_table.fitColumns(); });
    add(tr("&Reset"), tr("Columns as at the start"), [this] {
        m_table.resetColumns();
        fill();
    })->setObjectName(u"resetColumns"_s);
    layout->addLayout(buttons);
    const auto key = [this](const QKeySequence& sequence, int step) {
        connect(new QShortcut(sequence, this), &QShortcut::activated, this,
                [this, step] { moveCurrent(step); });
    };
    key(Qt::ALT | Qt::Key_Up, -1);
    key(Qt::ALT | Qt::Key_Down, 1);
    connect(m_search, &QLineEdit::textChanged, this, &ColumnChooser::find);
    connect(m_list, &QListWidget::itemChanged, this, &ColumnChooser::onItemChanged);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &ColumnChooser::applyOrder);
    fill();
}

void ColumnChooser::fill()
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const auto* header = m_table.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const auto* model = m_table.model();
        auto* item = new QListWidgetItem(model->headerData(column, Qt::Horizontal).toString(), m_list);
        item->setToolTip(model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
        item->setData(columnRole, column);
        auto flags = item->flags() | Qt::ItemIsUserCheckable;
        flags.setFlag(Qt::ItemIsDropEnabled, false);
        flags.setFlag(Qt::ItemIsUserCheckable, m_table.canHide(column));
        item->setFlags(flags);
        item->setCheckState(m_table.isColumnHidden(column) ? Qt::Unchecked : Qt::Checked);
    }
    m_list->setCurrentRow(0);
    const int rows = std::min(m_list->count(), 14);
    m_list->setMinimumHeight(rows * std::max(m_list->sizeHintForRow(0), 18) + 2 * m_list->frameWidth());
    m_list->setMinimumWidth(m_list->sizeHintForColumn(0) + 48);
    find(m_search->text());
}

void ColumnChooser::find(const QString& text)
{
    for (int row = 0; row < m_list->count(); ++row) {
        auto* item = m_list->item(row);
        const auto name = m_table.columnName(item->data(columnRole).toInt());
        item->setHidden(!m_table.isColumnOffered(item->data(columnRole).toInt())
                        || (!item->text().contains(text, Qt::CaseInsensitive)
                            && !name.contains(text, Qt::CaseInsensitive)));
    }
}

void ColumnChooser::onItemChanged(const QListWidgetItem* item)
{
    m_table.setColumnShown(item->data(columnRole).toInt(), item->checkState() == Qt::Checked);
}

void ColumnChooser::applyOrder()
{
    auto* header = m_table.horizontalHeader();
    for (int row = 0; row < m_list->count(); ++row)
        header->moveSection(header->visualIndex(m_list->item(row)->data(columnRole).toInt()), row);
}

void ColumnChooser::moveCurrent(int step)
{
    const int from = m_list->currentRow();
    const int to = from + step;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    {
        const QSignalBlocker blocker(m_list);
        m_list->insertItem(to, m_list->takeItem(from));
        m_list->setCurrentRow(to);
    }
    applyOrder();
}

} // namespace nostrscope
