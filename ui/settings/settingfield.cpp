// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingfield.h"

#include "ui/settings/settingeditor.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int edge = 12; ///< pixels at the start, for the mark

QLabel* smallText(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

SettingField::SettingField(SettingsModel& model, int row, const Theme& theme, Mnemonics& mnemonics,
                           QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_index(model.index(row))
    , m_theme(theme)
    , m_editor(SettingEditor::make(model.info(row), this))
    , m_title(new QLabel(this))
    , m_state(new QLabel(this))
    , m_facts(smallText({}, this))
    , m_problem(new QLabel(this))
    , m_default(new QToolButton(this))
{
    const auto& setting = model.info(row);
    setObjectName(setting.key);
    const auto title = settingTitle(setting);
    m_title->setText(mnemonics.mark(title));
    m_title->setBuddy(m_editor->control());
    m_title->setWordWrap(true);
    auto titleFont = font();
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    m_title->setToolTip(setting.key);
    m_editor->control()->setObjectName(u"setting:"_s + setting.key);
    m_editor->control()->setAccessibleName(title);
    m_state->setForegroundRole(QPalette::Link);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_default->setText(tr("Default"));
    m_default->setObjectName(u"default:"_s + setting.key);
    m_default->setToolTip(tr("Back to: %1").arg(valueText(setting, setting.fallback)));
    m_default->setAccessibleName(tr("Default of %1").arg(title));
    auto keepPlace = m_default->sizePolicy();
    keepPlace.setRetainSizeWhenHidden(true);
    m_default->setSizePolicy(keepPlace);

    auto* head = new QHBoxLayout;
    auto* body = new QHBoxLayout;
    const bool isFlag = setting.type == SettingType::Flag;
    if (isFlag) {
        // The text of a check box does not break into lines; a label does.
        head->addWidget(m_editor);
        m_title->installEventFilter(this);
        m_editor->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    head->addWidget(m_title, 1);
    head->addWidget(m_state);
    if (isFlag) {
        head->addWidget(m_default);
    } else {
        const bool isWide = m_editor->control()->sizePolicy().horizontalPolicy() == QSizePolicy::Expanding;
        body->addWidget(m_editor, isWide ? 1 : 0);
        if (!isWide)
            body->addStretch();
        body->addWidget(m_default);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(layoutDirection() == Qt::LeftToRight ? edge : 0, 8,
                               layoutDirection() == Qt::LeftToRight ? 0 : edge, 8);
    layout->setSpacing(4);
    layout->addLayout(head);
    if (!isFlag)
        layout->addLayout(body);
    layout->addWidget(smallText(settingExplanation(setting), this));
    layout->addWidget(m_facts);
    layout->addWidget(m_problem);

    connect(m_editor, &SettingEditor::edited, this,
            [this](const QString& value) { m_model.setData(m_index, value); });
    connect(m_default, &QToolButton::clicked, this, [this] {
        m_editor->control()->setFocus(); // the button hides itself
        m_model.restoreDefault(m_index.row());
    });
    refresh();
}

QWidget* SettingField::control() const
{
    return m_editor->control();
}

QString SettingField::titleText() const
{
    return m_title->text();
}

QString SettingField::factsText() const
{
    const auto& setting = m_model.info(m_index.row());
    QStringList parts;
    if (setting.type != SettingType::Flag && setting.type != SettingType::Choice
        && setting.type != SettingType::Language)
        parts.append(tr("Allowed: %1").arg(allowedText(setting)));
    parts.append(tr("default: %1").arg(valueText(setting, setting.fallback)));
    if (setting.effect != SettingEffect::AtOnce)
        parts.append(tr("counts %1", "such as: counts at the next start").arg(effectText(setting.effect)));
    auto text = parts.join(u" · "_s);
    text.front() = text.front().toUpper();
    return text;
}

void SettingField::refresh()
{
    const auto problem = m_index.data(SettingsModel::ProblemRole).toString();
    const auto fixed = m_index.data(SettingsModel::FixedRole).toString();
    const bool isEdited = m_index.data(SettingsModel::EditedRole).toBool();
    const bool isChanged = m_index.data(SettingsModel::ChangedRole).toBool();
    m_editor->setValue(m_index.data(SettingsModel::ValueRole).toString());
    m_editor->setEnabled(fixed.isEmpty());
    m_title->setEnabled(fixed.isEmpty());
    m_state->setText(isEdited ? tr("Not applied yet") : isChanged ? tr("Changed") : QString());
    m_default->setVisible(isChanged && fixed.isEmpty());
    const auto facts = factsText();
    m_facts->setText(fixed.isEmpty() ? facts : fixed + u" · "_s + facts);
    m_problem->setVisible(!problem.isEmpty());
    m_problem->setText(tr("This is no valid value: it must be %1.").arg(problem));
    auto palette = m_problem->palette();
    palette.setColor(QPalette::WindowText, m_theme.colors().toneColor(Tone::Error));
    m_problem->setPalette(palette);
    // What a screen reader says after the name.
    QStringList told{m_state->text(), problem.isEmpty() ? QString() : m_problem->text(),
                     settingExplanation(m_model.info(m_index.row())), m_facts->text()};
    told.removeAll(QString());
    m_editor->control()->setAccessibleDescription(told.join(u". "_s));
    update();
}

void SettingField::setMarked(bool marked)
{
    if (std::exchange(m_isMarked, marked) != marked)
        update();
}

void SettingField::paintEvent(QPaintEvent*)
{
    const bool isChanged = m_index.data(SettingsModel::ChangedRole).toBool();
    if (!isChanged && !m_isMarked)
        return;
    QPainter painter(this);
    const auto& colors = m_theme.colors();
    if (m_isMarked)
        painter.fillRect(rect(), colors.tint(Tone::Info));
    if (isChanged)
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 4, 3, height() - 8)),
                         colors.accent);
}

bool SettingField::eventFilter(QObject* watched, QEvent* event)
{
    auto* button = qobject_cast<QAbstractButton*>(m_editor->control());
    if (watched == m_title && event->type() == QEvent::MouseButtonRelease && button != nullptr
        && button->isEnabled())
        button->click();
    return QWidget::eventFilter(watched, event);
}

} // namespace nostrscope
