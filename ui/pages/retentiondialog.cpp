// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/retentiondialog.h"

#include "models/retentionsettings.h"
#include "models/settingstable.h"
#include "models/taskwords.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int usualDays = 365;

} // namespace

RetentionDialog::RetentionDialog(UiContext& context, const std::shared_ptr<const StoreFigures>& figures,
                                 QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_hasBudget(new QCheckBox(tr("Delete the &oldest events above"), this))
    , m_budget(new QDoubleSpinBox(this))
    , m_superseded(new QCheckBox(tr("Remove the content of &versions that a newer one replaced"), this))
    , m_vanished(new QCheckBox(
          tr("Remove the content of events whose author asked to be &forgotten (NIP-62)"), this))
    , m_hasCopies(new QCheckBox(tr("Write &copies of what is deleted first, into"), this))
    , m_folder(new QLineEdit(this))
    , m_browse(new QPushButton(tr("&Browse…"), this))
    , m_result(new QLabel(this))
{
    setObjectName(u"retention"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Retention"));
    auto* grid = new QGridLayout;
    buildGroups(*grid, figures.get());
    auto* groups = new QGroupBox(tr("Delete events by their date"), this);
    groups->setLayout(grid);
    m_budget->setObjectName(u"retentionBudget"_s);
    m_budget->setDecimals(2);
    m_budget->setRange(0.01, findSetting(u"retention/sizeGiB")->max);
    m_budget->setSuffix(tr(" GiB"));
    m_budget->setAccessibleName(tr("Size that the database may have"));
    m_hasBudget->setObjectName(u"retentionHasBudget"_s);
    m_hasBudget->setToolTip(
        tr("Keeps requests of the last 30 days, and notes and reactions of the last 90 days, in any case"));
    m_superseded->setObjectName(u"retentionSuperseded"_s);
    m_vanished->setObjectName(u"retentionVanished"_s);
    for (auto* box : {m_superseded, m_vanished})
        box->setToolTip(tr("The events stay known and counted, but cannot be read, verified or exported any "
                           "more"));
    m_hasCopies->setObjectName(u"retentionHasCopies"_s);
    m_hasCopies->setToolTip(tr("One compressed file of JSON lines for each month; can be imported again"));
    m_folder->setObjectName(u"retentionFolder"_s);
    m_folder->setAccessibleName(tr("Folder for copies"));
    m_result->setObjectName(u"retentionResult"_s);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(groups);
    build();
    for (auto* box : {m_hasBudget, m_superseded, m_vanished, m_hasCopies})
        connect(box, &QCheckBox::toggled, this, &RetentionDialog::onChanged);
    connect(m_budget, &QDoubleSpinBox::valueChanged, this, &RetentionDialog::onChanged);
    connect(m_folder, &QLineEdit::textChanged, this, &RetentionDialog::onChanged);
    connect(m_browse, &QPushButton::clicked, this, &RetentionDialog::browse);
    connect(&context.settings, &SettingsHub::changed, this, &RetentionDialog::onSettingsChanged);
    connect(&context.engine, &EngineLink::retentionPlanned, this, &RetentionDialog::onPlanned);
    connect(&context.engine, &EngineLink::askFailed, this, &RetentionDialog::onFailed);
    load();
    onChanged();
}

RetentionDialog::~RetentionDialog()
{
    stopDryRun();
}

void RetentionDialog::buildGroups(QGridLayout& grid, const StoreFigures* figures)
{
    grid.setColumnStretch(2, 1);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto group = kindGroups[i];
        auto& row = m_rows[i];
        const auto name = QString::fromLatin1(toString(group));
        row.isOn =
            new QCheckBox(tr("%1 older than", "name of a group of kinds").arg(words::kindGroup(group)), this);
        row.isOn->setObjectName(u"retentionOn_"_s + name);
        row.isOn->setToolTip(words::kindsOfGroup(group));
        row.days = new QSpinBox(this);
        row.days->setObjectName(u"retentionDays_"_s + name);
        row.days->setRange(1, static_cast<int>(findSetting(keepKey(group))->max));
        row.days->setSuffix(tr(" days"));
        row.days->setAccessibleName(row.isOn->text());
        auto* floor = new QLabel(this);
        floor->setForegroundRole(QPalette::PlaceholderText);
        if (figures != nullptr) {
            for (const auto& one : figures->groups) {
                if (one.group == group && one.floor > 0)
                    floor->setText(
                        tr("now kept from %1").arg(m_context.fmt.dateTime(fromSeconds(one.floor))));
            }
        }
        const int line = static_cast<int>(i);
        grid.addWidget(row.isOn, line, 0);
        grid.addWidget(row.days, line, 1);
        grid.addWidget(floor, line, 2);
        connect(row.isOn, &QCheckBox::toggled, this, &RetentionDialog::onChanged);
        connect(row.days, &QSpinBox::valueChanged, this, &RetentionDialog::onChanged);
    }
}

void RetentionDialog::build()
{
    auto* budgetRow = new QHBoxLayout;
    budgetRow->addWidget(m_hasBudget);
    budgetRow->addWidget(m_budget);
    budgetRow->addStretch();
    auto* copiesRow = new QHBoxLayout;
    copiesRow->addWidget(m_hasCopies);
    copiesRow->addWidget(m_folder, 1);
    copiesRow->addWidget(m_browse);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    m_dryRun = buttons->addButton(tr("&Dry run"), QDialogButtonBox::ActionRole);
    m_dryRun->setObjectName(u"retentionDryRun"_s);
    m_dryRun->setDefault(true);
    m_delete = buttons->addButton(tr("De&lete…"), QDialogButtonBox::ActionRole);
    m_delete->setObjectName(u"retentionDelete"_s);
    m_delete->setAutoDefault(false);
    connect(m_dryRun, &QPushButton::clicked, this, &RetentionDialog::dryRun);
    connect(m_delete, &QPushButton::clicked, this, &RetentionDialog::confirm);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = qobject_cast<QVBoxLayout*>(layout());
    column->addLayout(budgetRow);
    column->addWidget(m_superseded);
    column->addWidget(m_vanished);
    column->addLayout(copiesRow);
    column->addWidget(m_result);
    column->addStretch();
    column->addWidget(buttons);
    // Room for the answer, so that the buttons do not jump.
    m_result->setMinimumHeight(fontMetrics().lineSpacing() * 4);
    m_result->setAlignment(Qt::AlignTop | Qt::AlignLeading);
}

/// What the settings say.
void RetentionDialog::load()
{
    const auto& settings = m_context.settings.values();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const int days = settings.number(keepKey(kindGroups[i]));
        m_rows[i].isOn->setChecked(days > 0);
        m_rows[i].days->setValue(days > 0 ? days : usualDays);
    }
    const auto budget = settings.decimal(u"retention/sizeGiB");
    m_hasBudget->setChecked(budget > 0);
    m_budget->setValue(budget > 0 ? budget : findSetting(u"retention/sizeGiB")->fallback.toDouble());
    m_superseded->setChecked(settings.flag(u"retention/trimSuperseded"));
    m_vanished->setChecked(settings.flag(u"retention/honourVanish"));
    const auto folder = settings.value(u"retention/archiveFolder");
    m_hasCopies->setChecked(!folder.isEmpty());
    if (!folder.isEmpty())
        m_folder->setText(folder);
}

/// What is chosen here, as settings.
QHash<QString, QString> RetentionDialog::chosen() const
{
    QHash<QString, QString> values;
    const auto flag = [](const QCheckBox* box) { return box->isChecked() ? u"true"_s : u"false"_s; };
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        values[keepKey(kindGroups[i])] =
            QString::number(m_rows[i].isOn->isChecked() ? m_rows[i].days->value() : 0);
    values[u"retention/sizeGiB"_s] =
        QString::number(m_hasBudget->isChecked() ? m_budget->value() : 0, 'f', m_budget->decimals());
    values[u"retention/trimSuperseded"_s] = flag(m_superseded);
    values[u"retention/honourVanish"_s] = flag(m_vanished);
    values[u"retention/archiveFolder"_s] = m_hasCopies->isChecked() ? m_folder->text().trimmed() : QString();
    return values;
}

RetentionPolicy RetentionDialog::policy() const
{
    SettingLayers settings;
    settings.setFile(chosen());
    return retentionPolicy(settings,
                           toSeconds(m_context.feed.shown() ? m_context.feed.shown()->asOf : UnixMillis{}));
}

/// By the window of all settings, or an imported file.
void RetentionDialog::onSettingsChanged(const QStringList& keys)
{
    const bool isOurs = std::any_of(keys.begin(), keys.end(),
                                    [](const QString& key) { return key.startsWith("retention/"_L1); });
    if (isOurs && !m_isStoring)
        load();
}

bool RetentionDialog::isAnythingChosen() const
{
    return m_hasBudget->isChecked() || m_superseded->isChecked() || m_vanished->isChecked()
        || std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.isOn->isChecked(); });
}

/// The plan is about other settings now.
void RetentionDialog::onChanged()
{
    for (auto& row : m_rows)
        row.days->setEnabled(row.isOn->isChecked());
    m_budget->setEnabled(m_hasBudget->isChecked());
    m_folder->setEnabled(m_hasCopies->isChecked());
    m_browse->setEnabled(m_hasCopies->isChecked());
    stopDryRun();
    m_plan.reset();
    m_error.clear();
    showState();
}

void RetentionDialog::stopDryRun()
{
    if (m_token)
        m_context.engine.cancel(*m_token);
    m_token.reset();
}

void RetentionDialog::dryRun()
{
    stopDryRun();
    m_plan.reset();
    m_error.clear();
    m_planned = policy();
    m_isStoring = true;
    m_context.settings.change(chosen());
    m_isStoring = false;
    m_token = m_context.takeToken();
    showState();
    m_context.engine.planRetention(*m_token, m_planned);
}

void RetentionDialog::onPlanned(int token, const std::shared_ptr<const RetentionReport>& plan)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_plan = plan;
    showState();
}

void RetentionDialog::onFailed(int token, const QString& message)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_error = message;
    showState();
}

QString RetentionDialog::planText() const
{
    const auto& fmt = m_context.fmt;
    QStringList lines{words::retentionPlan(*m_plan, fmt) + u'.'};
    for (const auto& group : m_plan->groups) {
        if (group.events > 0)
            lines.append(tr("%1: %2 events, about %3, kept from %4", "group of kinds")
                             .arg(words::kindGroup(group.group), fmt.numberFull(group.events),
                                  fmt.bytes(group.bytes), fmt.dateTime(fromSeconds(group.floor))));
    }
    return lines.join(u'\n');
}

void RetentionDialog::showState()
{
    const bool needsFolder = m_hasCopies->isChecked() && m_folder->text().trimmed().isEmpty();
    m_dryRun->setEnabled(isAnythingChosen() && !m_token && !needsFolder);
    m_delete->setEnabled(m_plan && (m_plan->events > 0 || m_plan->trim.events() > 0));
    QString text;
    if (m_token)
        text = tr("Looking at the database…");
    else if (!m_error.isEmpty())
        text = tr("The dry run failed: %1").arg(m_error);
    else if (m_plan)
        text = planText();
    else if (!isAnythingChosen())
        text = tr("Choose what may be deleted. Nothing is deleted by a dry run.");
    else if (needsFolder)
        text = tr("Choose the folder for copies.");
    else
        text = tr("A dry run says what would be deleted, and keeps these settings.");
    m_result->setText(text);
}

void RetentionDialog::confirm()
{
    if (!m_delete->isEnabled())
        return;
    const auto& fmt = m_context.fmt;
    auto* question =
        new QMessageBox(QMessageBox::Warning, tr("Delete events"), {}, QMessageBox::Cancel, this);
    question->setObjectName(u"retentionConfirm"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    QStringList parts;
    if (m_plan->events > 0)
        parts.append(
            tr("Delete %1 events, about %2?").arg(fmt.numberFull(m_plan->events), fmt.bytes(m_plan->bytes)));
    if (m_plan->trim.events() > 0)
        parts.append(tr("Remove the content of %1 events, %2?")
                         .arg(fmt.numberFull(m_plan->trim.events()), fmt.bytes(m_plan->trim.bytes)));
    question->setText(parts.join(u' '));
    question->setInformativeText((m_planned.archiveFolder.isEmpty()
                                      ? tr("This cannot be undone.")
                                      : tr("Copies are written to %1 first.").arg(m_planned.archiveFolder))
                                 + u' ' + tr("Collection goes on meanwhile; the task can be cancelled."));
    auto* go = question->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    go->setObjectName(u"retentionConfirmed"_s);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(go, &QAbstractButton::clicked, this, [this] {
        StoreTaskOrder order;
        order.kind = TaskKind::Retention;
        order.policy = m_planned;
        m_context.engine.startStoreTask(order);
        accept();
    });
    question->open();
}

void RetentionDialog::browse()
{
    auto* dialog = new QFileDialog(this, tr("Folder for copies"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

} // namespace nostrscope
