// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/application.h"

#include "ui/kit/messagebar.h"
#include "ui/mainwindow.h"

#include <QDir>
#include <QFileInfo>
#include <QIcon>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Tokens of the window count from 1.
constexpr int demoToken = -1;

QString settingsFile(const DesktopOptions& options, const QTemporaryDir* demoFolder)
{
    return demoFolder != nullptr ? demoFolder->filePath(u"settings.ini"_s)
                                 : SettingsStore::fileOf(options.profile);
}

} // namespace

Application::Application(QApplication& application, DesktopOptions options, const EngineFactory& factory)
    : m_options(std::move(options))
    , m_demoFolder(m_options.demo ? std::make_unique<QTemporaryDir>() : nullptr)
    , m_settings(settingsFile(m_options, m_demoFolder.get()))
    , m_theme(application)
{
    loadTranslations();
    connect(&m_systemLook, &SystemLookWatcher::changed, &m_theme, &Theme::setSystemLook);
    m_systemLook.start();
    QApplication::setWindowIcon(QIcon(u":/icons/nostrscope.svg"_s));
    DesktopEngineConfig config;
    config.allowPrivateRelays = m_options.demo;
    config.database = m_options.database;
    if (config.database.isEmpty())
        config.database =
            m_demoFolder ? m_demoFolder->filePath(u"demo.sqlite"_s) : databaseOf(m_options.profile);
    QDir().mkpath(QFileInfo(config.database).absolutePath());
    m_engine = factory(config);
}

Application::~Application()
{
    // The window first: it looks at the engine. Then the engine closes its connections before the relays go.
    m_report.reset();
    m_window.reset();
    m_engine.reset();
}

void Application::loadTranslations()
{
    const auto folder = u":/i18n"_s;
    if (m_plurals.load(u"nostrscope_en"_s, folder))
        QApplication::installTranslator(&m_plurals);
    // The last one installed is asked first.
    if (QLocale().language() != QLocale::English
        && m_language.load(QLocale(), u"nostrscope"_s, u"_"_s, folder))
        QApplication::installTranslator(&m_language);
}

QString Application::databaseOf(const QString& profile)
{
    const auto name = profile.isEmpty() ? u"default"_s : profile;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/nostrscope/"_s + name
        + u".sqlite"_s;
}

void Application::start()
{
    if (m_options.resetLayout)
        m_settings.resetLayout();
    auto state = m_settings.load();
    if (m_options.demo)
        state.range = RangePreset::Hour; // a young network fills an hour's chart sooner
    if (!m_options.page.isEmpty())
        state.page = m_options.page;
    m_window = std::make_unique<MainWindow>(*m_engine, m_theme, Fmt());
    m_window->restore(state);
    if (m_options.demo)
        m_window->setWindowTitle(tr("Nostrscope — simulated network"));
    connect(m_window.get(), &MainWindow::closing, this, [this] { m_settings.save(m_window->save()); });
    connect(m_window.get(), &MainWindow::demoRequested, this, &Application::openDemoWindow);
    if (m_options.reportStart)
        m_report = std::make_unique<StartReport>(*m_window, *m_options.reportStart);
    m_window->show();
    if (m_options.demo)
        startDemo();
    else if (state.collecting)
        m_engine->startCollecting(); // the user said Start in an earlier session, and not Stop
    if (!m_options.screenshot.isEmpty())
        QTimer::singleShot(m_options.screenshotAfter, this, &Application::takeScreenshot);
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
