// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsfilespanel.h"

#include "ui/kit/messagebar.h"
#include "ui/shell/actionregistry.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shownProblems = 5;

QString documents(const QString& file)
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + u'/' + file;
}

} // namespace

SettingsFilesPanel::SettingsFilesPanel(SettingsHub& hub, SettingsModel& model, ActionRegistry& actions,
                                       MessageArea& messages, Mnemonics mnemonics, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_model(model)
    , m_actions(actions)
    , m_messages(messages)
{
    const auto& files = hub.files();
    auto* toFile = new QPushButton(mnemonics.mark(tr("Export settings…")), this);
    auto* fromFile = new QPushButton(mnemonics.mark(tr("Import settings…")), this);
    auto* reset = new QPushButton(mnemonics.mark(tr("Reset all settings")), this);
    toFile->setObjectName(u"settingsExport"_s);
    fromFile->setObjectName(u"settingsImport"_s);
    reset->setObjectName(u"settingsResetAll"_s);
    toFile->setToolTip(tr("Writes what is not the default, and your keys, to a file"));
    fromFile->setToolTip(tr("Takes the settings of such a file; you see them before they count"));
    reset->setToolTip(tr("All pages and all keys; nothing counts before you apply it"));
    toFile->setEnabled(static_cast<bool>(files.write));
    fromFile->setEnabled(static_cast<bool>(files.read));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 0, 8);
    layout->setSpacing(8);
    layout->addWidget(makePlace(mnemonics.mark(tr("Database")), files.database, u"databasePlace"_s,
                                files.isDatabaseGiven ? tr("Set by the command line") : QString()));
    layout->addWidget(makePlace(mnemonics.mark(tr("Settings file")), files.settings, u"settingsPlace"_s, {}));
    // Below each other: at 200 % they do not fit beside each other.
    for (auto* button : {toFile, fromFile, reset}) {
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        layout->addWidget(button);
    }
    connect(toFile, &QPushButton::clicked, this, &SettingsFilesPanel::chooseExport);
    connect(fromFile, &QPushButton::clicked, this, &SettingsFilesPanel::chooseImport);
    connect(reset, &QPushButton::clicked, this, &SettingsFilesPanel::resetAll);
}

QWidget* SettingsFilesPanel::makePlace(const QString& title, const QString& path, const QString& name,
                                       const QString& hint)
{
    auto* place = new QWidget(this);
    auto* label = new QLabel(title, place);
    auto* line = new QLineEdit(path, place);
    line->setObjectName(name);
    line->setReadOnly(true);
    line->setToolTip(path);
    line->setPlaceholderText(tr("none"));
    line->setAccessibleName(QString(title).remove(u'&'));
    line->setAccessibleDescription(hint);
    label->setBuddy(line);
    auto* open = new QPushButton(tr("Open folder"), place);
    open->setAccessibleName(tr("Open the folder of: %1").arg(line->accessibleName()));
    open->setEnabled(!path.isEmpty());
    connect(open, &QPushButton::clicked, this,
            [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
    auto* row = new QHBoxLayout;
    row->addWidget(line, 1);
    row->addWidget(open);
    auto* layout = new QVBoxLayout(place);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addLayout(row);
    if (!hint.isEmpty()) {
        auto* note = new QLabel(hint, place);
        note->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(note);
    }
    return place;
}

void SettingsFilesPanel::chooseExport()
{
    auto* dialog = new QFileDialog(this, tr("Export settings"), documents(u"nostrscope-settings.ini"_s),
                                   tr("Settings (*.ini)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"ini"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &SettingsFilesPanel::exportTo);
    dialog->open();
}

void SettingsFilesPanel::chooseImport()
{
    auto* dialog =
        new QFileDialog(this, tr("Import settings"), documents({}), tr("Settings (*.ini);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SettingsFilesPanel::importFrom);
    dialog->open();
}

void SettingsFilesPanel::exportTo(const QString& file)
{
    const auto name = QFileInfo(file).fileName();
    const auto error = m_hub.files().write(file, {m_hub.values().stored(), m_actions.changedKeys(), {}});
    if (!error.isEmpty()) {
        m_messages.show(u"file"_s, Tone::Error, error);
        return;
    }
    auto* bar =
        m_messages.show(u"file"_s, Tone::Ok, tr("The settings in force were written to %1.").arg(name));
    bar->setAction(tr("Open &folder"), [folder = QFileInfo(file).absolutePath()] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
    });
}

void SettingsFilesPanel::importFrom(const QString& file)
{
    const auto content = m_hub.files().read(file);
    if (!content) {
        m_messages.show(u"file"_s, Tone::Error, content.error());
        return;
    }
    // What the file does not name has its default there.
    m_model.restoreAll();
    m_model.edit(content->values);
    takeKeys(content->shortcuts);
    emit editsChanged();
    auto text = tr("%n setting(s) read. Look at them, then apply or cancel.", nullptr,
                   static_cast<int>(content->values.size()));
    const auto& problems = content->problems;
    if (!problems.isEmpty())
        text += u'\n' + problems.first(std::min(problems.size(), shownProblems)).join(u'\n');
    if (problems.size() > shownProblems)
        text += u'\n' + tr("%n more problem(s)", nullptr, static_cast<int>(problems.size() - shownProblems));
    m_messages.show(u"file"_s, problems.isEmpty() ? Tone::Info : Tone::Warning, text);
}

void SettingsFilesPanel::resetAll()
{
    m_model.restoreAll();
    takeKeys({});
    emit editsChanged();
    if (m_model.editCount() == 0 && !m_newKeys)
        m_messages.show(u"file"_s, Tone::Info, tr("Everything has its default already."));
    else
        m_messages.show(u"file"_s, Tone::Info, tr("Everything will have its default when you apply it."));
}

void SettingsFilesPanel::takeKeys(const QHash<QString, QString>& keys)
{
    m_newKeys.reset();
    if (keys != m_actions.changedKeys())
        m_newKeys = keys;
}

void SettingsFilesPanel::apply()
{
    if (m_newKeys)
        m_actions.setChangedKeys(*std::exchange(m_newKeys, std::nullopt));
}

void SettingsFilesPanel::revert()
{
    m_newKeys.reset();
}

} // namespace nostrscope
