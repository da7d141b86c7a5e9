// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingeditor.h"

#include "ui/settings/languages.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeZone>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestTyped = 4096;
constexpr int comboLetters = 12; ///< the least width of a list

class FlagEditor final : public SettingEditor {
public:
    explicit FlagEditor(QWidget* parent)
        : SettingEditor(parent)
        , m_box(new QCheckBox(this))
    {
        setControl(m_box, false);
        connect(m_box, &QCheckBox::toggled, this,
                [this](bool on) { emit edited(on ? u"true"_s : u"false"_s); });
    }
    void setValue(const QString& value) override
    {
        const QSignalBlocker blocker(m_box);
        m_box->setChecked(value == "true"_L1);
    }

private:
    QCheckBox* m_box;
};

/// QSpinBox or QDoubleSpinBox: nothing out of range can be typed.
template <typename Box, typename Number> class NumberEditor final : public SettingEditor {
public:
    NumberEditor(const SettingInfo& setting, QWidget* parent)
        : SettingEditor(parent)
        , m_box(new Box(this))
    {
        m_box->setRange(static_cast<Number>(setting.min), static_cast<Number>(setting.max));
        m_box->setGroupSeparatorShown(true);
        m_box->setAccelerated(true);
        if (setting.unit != nullptr)
            m_box->setSuffix(u' ' + settingUnit(setting));
        if (setting.special != nullptr)
            m_box->setSpecialValueText(settingSpecial(setting));
        setControl(m_box, false);
        connect(m_box, &Box::valueChanged, this,
                [this](Number value) { emit edited(QString::number(value)); });
    }
    void setValue(const QString& value) override
    {
        const QSignalBlocker blocker(m_box);
        if constexpr (std::is_same_v<Number, int>)
            m_box->setValue(value.toInt());
        else
            m_box->setValue(value.toDouble());
    }

private:
    Box* m_box;
};

/// A list of values that are all there are.
class ChoiceEditor final : public SettingEditor {
public:
    ChoiceEditor(const SettingInfo& setting, QWidget* parent)
        : SettingEditor(parent)
        , m_box(new QComboBox(this))
    {
        for (const auto& choice : setting.choices)
            m_box->addItem(choiceTitle(choice), QString(choice.id));
        if (setting.type == SettingType::Language) {
            m_box->addItem(valueText(setting, u"system"_s), u"system"_s);
            const auto languages = uiLanguages();
            for (const auto& language : languages)
                m_box->addItem(language.name, language.code);
        }
        m_box->setMinimumContentsLength(comboLetters);
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        setControl(m_box, false);
        connect(m_box, &QComboBox::currentIndexChanged, this,
                [this](int row) { emit edited(m_box->itemData(row).toString()); });
    }
    void setValue(const QString& value) override
    {
        const QSignalBlocker blocker(m_box);
        // A language that was set by hand and is not offered.
        if (m_box->findData(value) < 0)
            m_box->addItem(value, value);
        m_box->setCurrentIndex(m_box->findData(value));
    }

private:
    QComboBox* m_box;
};

/// Some 600 zones: typed with completion, or chosen.
class ZoneEditor final : public SettingEditor {
public:
    ZoneEditor(const SettingInfo& setting, QWidget* parent)
        : SettingEditor(parent)
        , m_box(new QComboBox(this))
        , m_system(valueText(setting, u"system"_s))
    {
        m_box->setEditable(true);
        m_box->setInsertPolicy(QComboBox::NoInsert);
        m_box->addItem(m_system);
        const auto zones = QTimeZone::availableTimeZoneIds();
        QStringList names;
        for (const auto& zone : zones)
            names.append(QString::fromLatin1(zone));
        m_box->addItems(names);
        m_box->completer()->setFilterMode(Qt::MatchContains);
        m_box->completer()->setCompletionMode(QCompleter::PopupCompletion);
        m_box->lineEdit()->setMaxLength(100);
        m_box->setMinimumContentsLength(2 * comboLetters);
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        setControl(m_box, false);
        connect(m_box, &QComboBox::editTextChanged, this,
                [this](const QString& text) { emit edited(text == m_system ? u"system"_s : text); });
    }
    void setValue(const QString& value) override
    {
        const auto text = value == "system"_L1 ? m_system : value;
        const QSignalBlocker blocker(m_box);
        if (m_box->currentText() != text)
            m_box->setEditText(text);
    }

private:
    QComboBox* m_box;
    QString m_system;
};

class TextEditor final : public SettingEditor {
public:
    TextEditor(const SettingInfo& setting, QWidget* parent)
        : SettingEditor(parent)
        , m_line(new QLineEdit(this))
        , m_wantsFile(setting.type == SettingType::File)
    {
        m_line->setMaxLength(longestTyped);
        m_line->setPlaceholderText(settingSpecial(setting));
        m_line->setClearButtonEnabled(true);
        setControl(m_line, true);
        connect(m_line, &QLineEdit::textEdited, this, &SettingEditor::edited);
        connect(m_line, &QLineEdit::textChanged, this, [this](const QString& text) {
            if (text.isEmpty()) // the clear button is no typing
                emit edited(text);
        });
        if (setting.type != SettingType::Folder && !m_wantsFile)
            return;
        auto* browse = new QPushButton(SettingEditor::tr("Browse…"), this);
        browse->setObjectName(u"browse"_s);
        layout()->addWidget(browse);
        connect(browse, &QPushButton::clicked, this, &TextEditor::browse);
    }
    void setValue(const QString& value) override
    {
        // Not under the cursor: "1 , 2" stays as it is typed.
        if (m_line->text().trimmed() == value)
            return;
        const QSignalBlocker blocker(m_line);
        m_line->setText(value);
    }

private:
    void browse()
    {
        const QFileInfo chosen(m_line->text());
        auto* dialog =
            new QFileDialog(this, control()->accessibleName(), m_wantsFile ? chosen.path() : m_line->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(m_wantsFile ? QFileDialog::ExistingFile : QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly, !m_wantsFile);
        if (m_wantsFile) {
            // The files of the table that the window shows are all of this kind.
            dialog->setNameFilters(
                {SettingEditor::tr("MaxMind files (*.mmdb)"), SettingEditor::tr("All files (*)")});
            if (!m_line->text().isEmpty())
                dialog->selectFile(chosen.fileName());
        }
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
            m_line->setText(path);
            emit edited(path);
        });
        dialog->open();
    }

    QLineEdit* m_line;
    bool m_wantsFile;
};

} // namespace

SettingEditor::SettingEditor(QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
}

SettingEditor* SettingEditor::make(const SettingInfo& setting, QWidget* parent)
{
    switch (setting.type) {
    case SettingType::Flag:
        return new FlagEditor(parent);
    case SettingType::Number:
        return new NumberEditor<QSpinBox, int>(setting, parent);
    case SettingType::Decimal:
        return new NumberEditor<QDoubleSpinBox, double>(setting, parent);
    case SettingType::Choice:
    case SettingType::Language:
        return new ChoiceEditor(setting, parent);
    case SettingType::Zone:
        return new ZoneEditor(setting, parent);
    case SettingType::Kinds:
    case SettingType::Proxy:
    case SettingType::Folder:
    case SettingType::File:
    case SettingType::Name:
    case SettingType::Moment:
        return new TextEditor(setting, parent);
    }
    Q_UNREACHABLE();
}

void SettingEditor::setControl(QWidget* control, bool isWide)
{
    m_control = control;
    control->setFocusPolicy(Qt::StrongFocus);
    control->installEventFilter(this);
    layout()->addWidget(control);
    if (!isWide)
        control->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

bool SettingEditor::eventFilter(QObject* watched, QEvent* event)
{
    // Scrolling over a page must not change what is under the pointer.
    if (watched == m_control && event->type() == QEvent::Wheel && !m_control->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace nostrscope
