// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

namespace nostrscope {

std::vector<Command> allCommands()
{
    std::vector<Command> commands;
    commands.push_back(importCommand());
    commands.push_back(exportCommand());
    commands.push_back(verifyCommand());
    commands.push_back(rebuildCommand());
    commands.push_back(collectCommand());
    commands.push_back(recordCommand());
    commands.push_back(replayCommand());
    commands.push_back(syncCommand());
    commands.push_back(checkCommand());
    commands.push_back(statsCommand());
    commands.push_back(reportCommand());
    commands.push_back(statusCommand());
    commands.push_back(relaysCommand());
    commands.push_back(discoverCommand());
    commands.push_back(dbCommand());
    return commands;
}

} // namespace nostrscope
