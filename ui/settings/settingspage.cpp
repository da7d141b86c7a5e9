// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingspage.h"

#include <QLabel>
#include <QVBoxLayout>

namespace nostrscope {

QWidget* makePageTitle(const QString& title, QWidget* parent)
{
    auto* label = new QLabel(title, parent);
    auto font = parent->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

SettingsPage::SettingsPage(SettingsModel& model, SettingPage page, const Theme& theme,
                           const Mnemonics& reserved, QWidget* parent)
    : QScrollArea(parent)
    , m_page(page)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(this);
    m_layout = new QVBoxLayout(content);
    m_layout->setSpacing(4);
    m_layout->setContentsMargins(4, 4, 12, 4);
    m_layout->addWidget(makePageTitle(pageTitle(page), content));
    auto mnemonics = reserved;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.info(row).page != page)
            continue;
        auto* field = new SettingField(model, row, theme, mnemonics, content);
        m_fields.append(field);
        m_layout->addWidget(field);
    }
    m_layout->addStretch();
    setWidget(content);
    connect(&model, &SettingsModel::dataChanged, this,
            [this](const QModelIndex& from, const QModelIndex& to) {
                for (auto* one : std::as_const(m_fields)) {
                    if (one->row() >= from.row() && one->row() <= to.row())
                        one->refresh();
                }
            });
}

SettingField* SettingsPage::field(int row) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                    [row](const SettingField* field) { return field->row() == row; });
    return found == m_fields.end() ? nullptr : *found;
}

void SettingsPage::addPanel(QWidget* panel)
{
    m_layout->insertWidget(m_layout->count() - 1, panel);
}

} // namespace nostrscope
