// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/factlist.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QLabel>

namespace nostrscope {

namespace {

/// Where a line may end; nothing is seen of it.
constexpr QChar breakHere(0x200b);

/// Keys and hashes have no place where a line could end, and would be cut.
QString breakable(const QString& text)
{
    constexpr int longWord = 24;
    constexpr int step = 8;
    QString result;
    int length = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        length = text.at(i).isSpace() ? 0 : length + 1;
        if (length > longWord && length % step == 1 && !text.at(i).isLowSurrogate())
            result += breakHere;
        result += text.at(i);
    }
    return result;
}

} // namespace

FactList::FactList(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(16);
    m_layout->setVerticalSpacing(4);
    m_layout->setColumnStretch(1, 1);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, &FactList::cleanClipboard);
}

/// What was copied here is the value, without our marks.
void FactList::cleanClipboard()
{
    const auto* label = qobject_cast<const QLabel*>(QApplication::focusWidget());
    if (label == nullptr || !isAncestorOf(label))
        return;
    auto* clipboard = QGuiApplication::clipboard();
    if (auto text = clipboard->text(); text.contains(breakHere))
        clipboard->setText(text.remove(breakHere));
}

void FactList::setFacts(std::vector<Fact> facts)
{
    if (facts.size() > maximumFacts)
        facts.resize(maximumFacts);
    if (facts == m_facts)
        return;
    m_facts = std::move(facts);
    while (auto* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QString group;
    int row = 0;
    for (const auto& fact : m_facts) {
        if (fact.group != group) {
            group = fact.group;
            auto* heading = new QLabel(group);
            auto bold = font();
            bold.setWeight(QFont::DemiBold);
            heading->setFont(bold);
            heading->setContentsMargins(0, row == 0 ? 0 : 8, 0, 2);
            m_layout->addWidget(heading, row++, 0, 1, 2);
        }
        auto* name = new QLabel(fact.name);
        name->setForegroundRole(QPalette::PlaceholderText);
        auto* value = new QLabel;
        value->setTextFormat(Qt::PlainText);
        value->setText(breakable(fact.value));
        value->setWordWrap(true);
        value->setMinimumWidth(60);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        value->setAccessibleName(fact.name);
        m_layout->addWidget(name, row, 0, Qt::AlignTop | Qt::AlignLeading);
        m_layout->addWidget(value, row++, 1, Qt::AlignTop);
    }
}

} // namespace nostrscope
