// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/eventbody.h"
#include "core/storage/rollupstore.h"

namespace nostrscope {

class DvmWriter;

/// Counts the traffic of data vending machines that was stored before a file knew how: in slices, oldest rows
/// first, each in the caller's transaction. `state.dvm_next` says how far it is.
class DvmBackfill {
public:
    explicit DvmBackfill(SqlDatabase& database);

    [[nodiscard]] bool isDone() const { return m_next >= m_end; }
    /// The next `rows` rows. False when the database fails; then afterRollback().
    [[nodiscard]] bool slice(DvmWriter& dvms, RollupStore& rollups, std::int64_t rows);
    void afterRollback();

private:
    SqlDatabase& m_database;
    std::int64_t m_next = 0;
    std::int64_t m_end = 0;
};

} // namespace nostrscope
