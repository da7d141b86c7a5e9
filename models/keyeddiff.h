// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace nostrscope {

/// Rows first … last, both included.
struct RowRun {
    int first = 0;
    int last = 0;
    friend bool operator==(const RowRun&, const RowRun&) = default;
};

/// How to get from one list to another, both sorted by a unique key: first the removals in their order (last
/// rows first, numbered as before), then the insertions in theirs (first rows first, numbered as after).
struct KeyedDiff {
    std::vector<RowRun> removals;
    std::vector<RowRun> insertions;
    [[nodiscard]] bool sameKeys() const { return removals.empty() && insertions.empty(); }
};

void appendRow(std::vector<RowRun>& runs, int row);
/// Rows that changed as ranges; one range around all of them when they are more than half of `rowCount`.
[[nodiscard]] std::vector<RowRun> changeRuns(const std::vector<int>& changedRows, int rowCount);

/// `oldKey(i)` and `newKey(i)` give the keys; O(old + new).
template <typename OldKey, typename NewKey>
[[nodiscard]] KeyedDiff keyedDiff(int oldCount, OldKey oldKey, int newCount, NewKey newKey)
{
    KeyedDiff diff;
    int oldRow = 0;
    int newRow = 0;
    while (oldRow < oldCount || newRow < newCount) {
        if (newRow == newCount || (oldRow < oldCount && oldKey(oldRow) < newKey(newRow)))
            appendRow(diff.removals, oldRow++);
        else if (oldRow == oldCount || newKey(newRow) < oldKey(oldRow))
            appendRow(diff.insertions, newRow++);
        else
            ++oldRow, ++newRow;
    }
    diff.removals = {diff.removals.rbegin(), diff.removals.rend()};
    return diff;
}

} // namespace nostrscope
