// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/settings.h"

#include <QCommandLineParser>

#include <memory>
#include <vector>

namespace nostrscope {

class Console;
class Options;

/// One command of the tool.
struct Command {
    QString name;
    QString synopsis; ///< after the name: "FILE…|- [--relay URL]"
    QString summary; ///< one line
    QString example; ///< lines, for --help
    QList<QCommandLineOption> options;
    int minArguments = 0;
    int maxArguments = 0; ///< −1: any number
    ExitCode (*run)(const Options& options, Console& console) = nullptr;
};

/// The command line, understood: which command, its options and arguments, the settings behind them.
class Options {
public:
    enum class Wish : std::uint8_t { Run, Help, Version };

    /// `arguments` with the name of the program first. The error is an English sentence (exit status 2).
    [[nodiscard]] static Expected<Options, QString> parse(const QStringList& arguments,
                                                          const std::vector<Command>& commands,
                                                          const QProcessEnvironment& environment);

    [[nodiscard]] Wish wish() const { return m_wish; }
    [[nodiscard]] const QString& helpText() const { return m_helpText; }
    [[nodiscard]] const Command& command() const { return *m_command; }
    [[nodiscard]] const QStringList& arguments() const { return m_arguments; }
    [[nodiscard]] bool isSet(const QString& option) const { return m_parser->isSet(option); }
    /// The last one given.
    [[nodiscard]] QString value(const QString& option) const { return m_parser->value(option); }
    [[nodiscard]] QStringList values(const QString& option) const { return m_parser->values(option); }

    [[nodiscard]] bool json() const { return m_parser->isSet(QStringLiteral("json")); }
    [[nodiscard]] bool verbose() const { return m_parser->isSet(QStringLiteral("verbose")); }
    [[nodiscard]] const Settings& settings() const { return m_settings; }
    [[nodiscard]] const QString& databasePath() const { return m_databasePath; }
    /// The path is the one of a profile: its folder is ours to make.
    [[nodiscard]] bool isProfilePath() const { return m_isProfilePath; }

private:
    Options() = default;
    [[nodiscard]] QString setUp();
    void makeHelp(const std::vector<Command>& commands);
    [[nodiscard]] QString load(const QProcessEnvironment& environment);
    [[nodiscard]] QString choosePath();

    Wish m_wish = Wish::Run;
    QString m_helpText;
    const Command* m_command = nullptr;
    QStringList m_arguments;
    std::unique_ptr<QCommandLineParser> m_parser;
    Settings m_settings;
    QString m_databasePath;
    bool m_isProfilePath = false;
};

} // namespace nostrscope
