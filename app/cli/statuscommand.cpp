// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/controlclient.h"
#include "core/nostr/plaintext.h"

#include <QJsonDocument>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxValueLength = 300;

ExitCode runStatus(const Options& options, Console& console)
{
    const auto status = ControlClient::status(options.databasePath());
    if (status.isEmpty()) {
        console.error(u"%1: Nothing collects into this database now."_s.arg(options.databasePath()));
        return ExitCode::Failed;
    }
    if (options.json()) {
        console.line(QJsonDocument(status).toJson(QJsonDocument::Compact));
        return ExitCode::Done;
    }
    TextTable table({{u"Status"_s, false}, {u""_s, false}});
    for (auto member = status.begin(); member != status.end(); ++member)
        table.addRow({plainText(member.key(), maxValueLength).replace(u'_', u' '),
                      plainText(member.value().toVariant().toString(), maxValueLength)});
    console.write(table.toString().toUtf8());
    return ExitCode::Done;
}

} // namespace

Command statusCommand()
{
    Command command;
    command.name = u"status"_s;
    command.summary = u"Shows what the process that collects into the database is doing."_s;
    command.example = u"  nostrscope-cli --json status"_s;
    command.run = runStatus;
    return command;
}

} // namespace nostrscope
