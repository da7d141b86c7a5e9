// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/replaydialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Beside the recording, under a name that is free.
QString freeDatabase(const QString& recording)
{
    const QFileInfo info(recording);
    const QDir folder = info.absoluteDir();
    auto path = folder.filePath(info.completeBaseName() + u".sqlite"_s);
    for (int number = 2; QFile::exists(path); ++number)
        path = folder.filePath(u"%1-%2.sqlite"_s.arg(info.completeBaseName()).arg(number));
    return path;
}

} // namespace

ReplayDialog::ReplayDialog(UiContext& context, QString file, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_file(std::move(file))
    , m_keep(new QRadioButton(tr("A &new database file"), this))
    , m_forget(new QRadioButton(tr("A &temporary database: only counted, nothing is kept"), this))
    , m_database(new QLineEdit(this))
    , m_browse(new QPushButton(tr("&Browse…"), this))
    , m_speed(new QComboBox(this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"replay"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Replay a recording"));
    m_keep->setObjectName(u"replayKeep"_s);
    m_forget->setObjectName(u"replayForget"_s);
    m_keep->setChecked(true);
    m_database->setObjectName(u"replayDatabase"_s);
    m_database->setAccessibleName(tr("New database file"));
    m_database->setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    m_database->setText(QDir::toNativeSeparators(freeDatabase(m_file)));
    m_speed->setObjectName(u"replaySpeed"_s);
    m_speed->addItem(tr("As fast as it goes"), 0.0);
    m_speed->addItem(tr("As it was recorded"), 1.0);
    for (const int times : {10, 60, 600})
        m_speed->addItem(tr("%1 times as fast").arg(context.fmt.number(static_cast<quint64>(times))),
                         double(times));
    m_problem->setObjectName(u"replayProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    build();
    connect(m_keep, &QRadioButton::toggled, this, &ReplayDialog::check);
    connect(m_database, &QLineEdit::textChanged, this, &ReplayDialog::check);
    connect(m_browse, &QPushButton::clicked, this, &ReplayDialog::browse);
    check();
}

void ReplayDialog::build()
{
    const QFileInfo info(m_file);
    auto* what = new QLabel(tr("%1 (%2)", "file, size")
                                .arg(info.fileName(), m_context.fmt.bytes(static_cast<quint64>(info.size()))),
                            this);
    what->setTextFormat(Qt::PlainText);
    auto* note = new QLabel(tr("Every event is verified again, at the times of the recording. Nothing is "
                               "connected, and the database that is open now is not touched."),
                            this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    auto* row = new QHBoxLayout;
    row->addWidget(m_database, 1);
    row->addWidget(m_browse);
    auto* form = new QFormLayout;
    form->addRow(tr("Recording:"), what);
    form->addRow(tr("Into:"), m_keep);
    form->addRow(QString(), row);
    form->addRow(QString(), m_forget);
    form->addRow(tr("&Speed:"), m_speed);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    m_start = buttons->addButton(tr("&Replay"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(u"replayStart"_s);
    m_start->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &ReplayDialog::start);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(note);
    layout->addWidget(buttons);
}

void ReplayDialog::browse()
{
    auto* dialog = new QFileDialog(this, tr("New database"), QDir::fromNativeSeparators(m_database->text()),
                                   tr("Databases (*.sqlite)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"sqlite"_s);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& file) { m_database->setText(QDir::toNativeSeparators(file)); });
    dialog->open();
}

void ReplayDialog::check()
{
    const bool keeps = m_keep->isChecked();
    m_database->setEnabled(keeps);
    m_browse->setEnabled(keeps);
    const auto path = QDir::fromNativeSeparators(m_database->text().trimmed());
    QString problem;
    if (keeps && path.isEmpty())
        problem = tr("Name a file.");
    else if (keeps && QFile::exists(path))
        problem = tr("There is such a file already. A replay needs a new one.");
    else if (keeps && !QFileInfo(QFileInfo(path).absolutePath()).isDir())
        problem = tr("There is no such folder.");
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_start->setEnabled(problem.isEmpty());
}

void ReplayDialog::start()
{
    check(); // a file may have come meanwhile
    if (!m_start->isEnabled())
        return;
    StoreTaskOrder order;
    order.kind = TaskKind::Replay;
    order.file = m_file;
    order.speed = m_speed->currentData().toDouble();
    if (m_keep->isChecked())
        order.database =
            QFileInfo(QDir::fromNativeSeparators(m_database->text().trimmed())).absoluteFilePath();
    m_context.engine.startStoreTask(order);
    accept();
}

} // namespace nostrscope
