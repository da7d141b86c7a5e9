// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/application.h"

#include "app/settings/settingsfile.h"
#include "ui/kit/messagebar.h"
#include "ui/mainwindow.h"

#include <QDir>
#include <QFileInfo>
#include <QIcon>
#include <QLoggingCategory>
#include <QProcess>
#include <QProgressDialog>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QSystemTrayIcon>
#include <QTimer>

#include <algorithm>
#include <cstdlib>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Tokens of the window count from 1.
constexpr int demoToken = -1;
constexpr int crashToken = -2;

QString settingsFile(const DesktopOptions& options, const QTemporaryDir* demoFolder)
{
    return demoFolder != nullptr ? demoFolder->filePath(u"settings.ini"_s)
                                 : SettingsStore::fileOf(options.profile);
}

/// 0 when the system does not say.
std::uint64_t diskBytesOf(const QString& database)
{
    return static_cast<std::uint64_t>(
        std::max<qint64>(QStorageInfo(QFileInfo(database).absolutePath()).bytesTotal(), 0));
}

} // namespace

Application::Application(QApplication& application, DesktopOptions options, const EngineFactory& factory)
    : m_options(std::move(options))
    , m_demoFolder(m_options.demo ? std::make_unique<QTemporaryDir>() : nullptr)
    , m_settings(settingsFile(m_options, m_demoFolder.get()))
    , m_theme(application)
{
    loadSettings();
    m_language.load(m_values.value(u"format/language"));
    connect(&m_systemLook, &SystemLookWatcher::changed, &m_theme, &Theme::setSystemLook);
    m_systemLook.start();
    QApplication::setWindowIcon(QIcon(u":/icons/nostrscope.svg"_s));
    DesktopEngineConfig config;
    config.allowPrivateRelays = m_options.demo || m_values.flag(u"network/allowPrivate");
    config.database = m_demoFolder ? m_demoFolder->filePath(u"demo.sqlite"_s) : databaseOf(m_options);
    config.settings = m_values;
    m_database = config.database;
    QDir().mkpath(QFileInfo(config.database).absolutePath());
    m_engine = factory(config);
    if (!m_options.standsBeside())
        m_marker = std::make_unique<SessionMarker>(config.database);
    connect(&m_signals, &EndSignals::endRequested, this, &Application::onEndRequested);
    QApplication::setQuitOnLastWindowClosed(false); // what was received is stored first
    connect(this, &Application::finished, &application, &QApplication::quit, Qt::QueuedConnection);
    connect(m_engine.get(), &EngineLink::stopped, this, &Application::onEngineStopped);
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &Application::showEnding);
    connect(m_engine.get(), &EngineLink::databaseChecked, this, &Application::onDatabaseChecked);
    connect(m_engine.get(), &EngineLink::storeUnavailable, this,
            [this](const QString& message) { m_unavailable = message; });
}

Application::~Application()
{
    // The window first: it looks at the engine. Then the engine closes its connections before the relays go.
    m_report.reset();
    m_window.reset();
    m_engine.reset();
}

/// Defaults < file < environment < command line.
void Application::loadSettings()
{
    m_values = m_settings.loadSettings();
    m_values.setEnvironment(QProcessEnvironment::systemEnvironment());
    for (auto it = m_options.settings.constBegin(); it != m_options.settings.constEnd(); ++it)
        m_values.set(SettingOrigin::CommandLine, it.key(), it.value());
    applyVerbosity(m_values);
}

void Application::connectSettings()
{
    auto& hub = m_window->settings();
    hub.setFiles({QFileInfo(m_settings.file()).absoluteFilePath(), QFileInfo(m_database).absoluteFilePath(),
                  !m_options.database.isEmpty(), readSettingsFile, writeSettingsFile});
    connect(&hub, &SettingsHub::stored, this,
            [this] { m_settings.saveSettings(m_window->settings().values()); });
    connect(&hub, &SettingsHub::changed, this, [this] { applyVerbosity(m_window->settings().values()); });
}

void Application::applyVerbosity(const SettingLayers& values)
{
    const auto level = values.value(u"log/verbosity");
    QString rules;
    if (level == "debug"_L1)
        rules = u"nostrscope.*.debug=true"_s;
    else if (level == "warning"_L1)
        rules = u"nostrscope.*.info=false"_s;
    // QT_LOGGING_RULES of the environment stands above it.
    QLoggingCategory::setFilterRules(rules);
}

QString Application::databaseOf(const QString& profile)
{
    const auto name = profile.isEmpty() ? u"default"_s : profile;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/nostrscope/"_s + name
        + u".sqlite"_s;
}

QString Application::databaseOf(const DesktopOptions& options)
{
    if (!options.database.isEmpty())
        return options.database;
    return options.demo ? QString() : databaseOf(options.profile);
}

void Application::start()
{
    const auto crashed = m_marker ? m_marker->begin() : std::nullopt;
    if (m_options.resetLayout)
        m_settings.resetLayout();
    auto state = m_settings.load();
    state.settings = m_values;
    if (m_values.value(u"start/page") == "overview"_L1)
        state.page = u"overview"_s;
    if (m_options.demo)
        state.range = RangePreset::Hour; // a young network fills an hour's chart sooner
    if (!m_options.page.isEmpty())
        state.page = m_options.page;
    m_window = std::make_unique<MainWindow>(*m_engine, m_theme, Fmt());
    m_window->setDiskBytes(diskBytesOf(m_database));
    m_window->restore(state);
    connectSettings();
    if (m_options.demo)
        m_window->setWindowTitle(tr("Nostrscope — simulated network"));
    connect(m_window.get(), &MainWindow::closing, this, &Application::onClosing);
    connect(m_window.get(), &MainWindow::demoRequested, this, &Application::openDemoWindow);
    connect(m_window.get(), &MainWindow::databaseRequested, this, &Application::openDatabaseWindow);
    if (m_options.reportStart)
        m_report = std::make_unique<StartReport>(*m_window, *m_options.reportStart);
    m_window->show();
    if (m_options.demo)
        startDemo();
    else if (state.collecting && m_values.value(u"start/collecting") == "last"_L1)
        m_engine->startCollecting(); // the user said Start in an earlier session, and not Stop
    // Asks the desktop, so not before the window is there.
    QTimer::singleShot(0, m_window.get(),
                       [this] { m_window->showTray(QSystemTrayIcon::isSystemTrayAvailable()); });
    if (crashed)
        tellOfCrash(*crashed);
    m_window->openArguments(m_options.files, m_options.urls);
    if (!m_options.screenshot.isEmpty())
        QTimer::singleShot(m_options.screenshotAfter, this, &Application::takeScreenshot);
}

void Application::open(const QStringList& files, const QStringList& urls, const QString& page)
{
    if (m_isEnding)
        return;
    m_window->bringToFront();
    m_window->showPage(page);
    m_window->openArguments(files, urls);
}

void Application::tellOfCrash(const QDateTime& lastAlive)
{
    m_crashedAt = lastAlive;
    m_window->messages().show(u"crash"_s, Tone::Info,
                              tr("Closed unexpectedly at %1. The database is being checked.")
                                  .arg(QLocale().toString(lastAlive, QLocale::ShortFormat)));
    m_engine->checkDatabase(crashToken);
}

void Application::onDatabaseChecked(int token, const QString& problem)
{
    if (token != crashToken)
        return;
    const auto when = QLocale().toString(m_crashedAt, QLocale::ShortFormat);
    const auto& shown = m_window->feed().shown();
    const auto events = shown ? Fmt().numberFull(shown->overview.eventsEver) : Fmt::missing();
    auto tone = Tone::Info;
    auto text = tr("Closed unexpectedly at %1. Database checked, %2 events kept.").arg(when, events);
    if (!problem.isEmpty() && !m_unavailable.isEmpty()) { // nothing was looked at
        tone = Tone::Warning;
        text =
            tr("Closed unexpectedly at %1. The database could not be checked: %2").arg(when, m_unavailable);
    } else if (!problem.isEmpty()) {
        tone = Tone::Error;
        text =
            tr("Closed unexpectedly at %1. The database is damaged; restore a backup: %2").arg(when, problem);
    }
    auto* bar = m_window->messages().show(u"crash"_s, tone, text);
    bar->setAction(tr("&Show log"), [this] { m_window->showPage(u"logs"_s); });
}

/// The system ends the program: nobody is there to be asked.
void Application::onEndRequested()
{
    if (m_window)
        m_window->quitNow();
}

void Application::onClosing()
{
    if (std::exchange(m_isEnding, true))
        return;
    if (!m_options.standsBeside())
        m_settings.save(m_window->save());
    m_silence.start(silentEnd);
    m_engine->shutDown();
}

void Application::onEngineStopped()
{
    m_silence.stop();
    if (m_marker)
        m_marker->end();
    if (m_demo) {
        connect(m_demo.get(), &DemoNetwork::stopped, this, &Application::finished);
        m_demo->stop();
    } else {
        emit finished();
    }
}

void Application::showEnding()
{
    auto* dialog = new QProgressDialog(tr("Storing what was received…"), QString(), 0, 0);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Nostrscope"));
    connect(this, &Application::finished, dialog, &QWidget::close);
    QTimer::singleShot(patientEnd, dialog, [this, dialog] {
        dialog->setCancelButtonText(tr("End without storing the rest"));
        connect(dialog, &QProgressDialog::canceled, this, [] { std::_Exit(EXIT_FAILURE); });
    });
    dialog->show();
}

void Application::startDemo()
{
    m_demo = std::make_unique<DemoNetwork>(DemoNetwork::defaultProgram());
    connect(m_demo.get(), &DemoNetwork::ready, this, &Application::onDemoReady);
    connect(m_demo.get(), &DemoNetwork::failed, this,
            [this](const QString& message) { m_window->messages().show(u"demo"_s, Tone::Error, message); });
    connect(m_engine.get(), &EngineLink::relaysChecked, this, &Application::onDemoChecked);
    m_demo->start();
}

void Application::onDemoReady(const QStringList& urls)
{
    m_engine->checkRelays(demoToken, urls, RelaySource::Manual);
}

void Application::onDemoChecked(int token, const QList<RelayCandidate>& candidates)
{
    if (token != demoToken)
        return;
    m_engine->addRelays(candidates, RelaySource::Manual);
    m_engine->startCollecting();
}

void Application::openDatabaseWindow(const QString& path)
{
    QStringList arguments{u"--db"_s, path};
    if (!m_options.profile.isEmpty())
        arguments += {u"--profile"_s, m_options.profile};
    if (!QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments))
        m_window->messages().show(u"database"_s, Tone::Error,
                                  tr("The window for %1 could not be started.").arg(path));
}

void Application::openDemoWindow()
{
    if (!QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--demo"_s}))
        m_window->messages().show(u"demo"_s, Tone::Error, tr("The demo window could not be started."));
}

void Application::takeScreenshot()
{
    if (!m_window->grab().save(m_options.screenshot))
        qWarning("%s cannot be written", qPrintable(m_options.screenshot));
    m_window->close();
}

} // namespace nostrscope
