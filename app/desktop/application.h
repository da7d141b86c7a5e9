// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/commandline.h"
#include "app/desktop/demonetwork.h"
#include "app/desktop/endsignals.h"
#include "app/desktop/language.h"
#include "app/desktop/sessionmarker.h"
#include "app/desktop/settingsstore.h"
#include "app/desktop/startreport.h"
#include "core/engine/enginelink.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>
#include <memory>

namespace nostrscope {

class MainWindow;

/// What the engine of a window must be told.
struct DesktopEngineConfig {
    QString database; ///< path of the file; its folder exists
    bool allowPrivateRelays = false; ///< the demo's relays listen on loopback
    SettingLayers settings; ///< in force at this start
};
using EngineFactory = std::function<std::unique_ptr<EngineLink>(const DesktopEngineConfig&)>;

/// The composition root of the desktop program: engine, theme, window, settings, demo.
class Application final : public QObject {
    Q_OBJECT

public:
    Application(QApplication& application, DesktopOptions options, const EngineFactory& factory);
    ~Application() override;

    /// Makes the window and shows it.
    void start();
    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] static QString databaseOf(const QString& profile);
    /// The file that these options name; empty for the demo, which has one of its own.
    [[nodiscard]] static QString databaseOf(const DesktopOptions& options);
    /// Another start brought this: shows the window and goes there.
    void open(const QStringList& files, const QStringList& urls, const QString& page);
    /// The session before did not end as it should; it was last alive then. Checks the database and tells.
    void tellOfCrash(const QDateTime& lastAlive);

    /// How long the end may take in silence, and how long before the user may end it by force.
    static constexpr std::chrono::milliseconds silentEnd{300};
    static constexpr std::chrono::milliseconds patientEnd{5000};

signals:
    /// Everything is stored and closed.
    void finished();

private:
    void loadSettings();
    void connectSettings();
    void applyVerbosity(const SettingLayers& values);
    void startDemo();
    void onDemoReady(const QStringList& urls);
    void onDemoChecked(int token, const QList<RelayCandidate>& candidates);
    void openDemoWindow();
    /// Another window of this program, over another database.
    void openDatabaseWindow(const QString& path);
    void takeScreenshot();
    void onEndRequested();
    void onClosing();
    void onEngineStopped();
    void showEnding();
    void onDatabaseChecked(int token, const QString& problem);

    DesktopOptions m_options;
    std::unique_ptr<QTemporaryDir> m_demoFolder;
    std::unique_ptr<SessionMarker> m_marker; ///< none beside another session
    QDateTime m_crashedAt;
    QString m_unavailable; ///< why the database cannot be used; empty: it can
    QTimer m_silence; ///< of the end
    EndSignals m_signals;
    bool m_isEnding = false;
    SettingsStore m_settings;
    SettingLayers m_values; ///< at the start; afterwards the window has them
    LanguageLoader m_language;
    QString m_database; ///< path
    Theme m_theme;
    SystemLookWatcher m_systemLook;
    std::unique_ptr<EngineLink> m_engine;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DemoNetwork> m_demo;
    std::unique_ptr<StartReport> m_report;
};

} // namespace nostrscope
