// SPDX-License-Identifier: GPL-3.0-or-later
// Included before everything else in every test (by the precompiled headers of tests/support/CMakeLists.txt).
#pragma once

#include <QTest>

#include <chrono>

namespace nostrscope::test {

/// How long a test waits for what ordinarily takes milliseconds. The 5 s of Qt are too few on a machine that
/// is busy with other things, and a limit that is only reached by a fault may be generous.
inline constexpr int patienceMs = 60'000;
inline constexpr std::chrono::milliseconds patience{patienceMs};

} // namespace nostrscope::test

// The macros of Qt Test without a limit of their own, with ours. They stay macros: a failure names its line.
#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expr) QTRY_VERIFY_WITH_TIMEOUT((expr), ::nostrscope::test::patienceMs)
#define QTRY_VERIFY2(expr, text) QTRY_VERIFY2_WITH_TIMEOUT((expr), text, ::nostrscope::test::patienceMs)
#define QTRY_COMPARE(actual, expected)                                                                       \
    QTRY_COMPARE_WITH_TIMEOUT((actual), (expected), ::nostrscope::test::patienceMs)
