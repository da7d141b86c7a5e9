// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyeddiff.h"

namespace nostrscope {

void appendRow(std::vector<RowRun>& runs, int row)
{
    if (!runs.empty() && runs.back().last == row - 1)
        runs.back().last = row;
    else
        runs.push_back({row, row});
}

std::vector<RowRun> changeRuns(const std::vector<int>& changedRows, int rowCount)
{
    std::vector<RowRun> runs;
    if (changedRows.empty())
        return runs;
    if (changedRows.size() * 2 > static_cast<std::size_t>(rowCount)) {
        runs.push_back({changedRows.front(), changedRows.back()});
        return runs;
    }
    for (const int row : changedRows)
        appendRow(runs, row);
    return runs;
}

} // namespace nostrscope
