// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <algorithm>
#include <vector>

#include <time.h>

namespace nostrscope {

/// Values of one measurement.
class Samples {
public:
    void add(double value) { m_values.push_back(value); }
    [[nodiscard]] std::size_t count() const { return m_values.size(); }
    /// 0 when there are none.
    [[nodiscard]] double quantile(double share)
    {
        std::sort(m_values.begin(), m_values.end());
        if (m_values.empty())
            return 0;
        return m_values[std::min(m_values.size() - 1,
                                 static_cast<std::size_t>(share * static_cast<double>(m_values.size())))];
    }

private:
    std::vector<double> m_values;
};

inline double milliseconds(const QElapsedTimer& since)
{
    return static_cast<double>(since.nsecsElapsed()) * 1e-6;
}

/// What the calling thread has computed so far, in milliseconds: says what is ours of a wait on a busy
/// machine.
inline double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

} // namespace nostrscope
