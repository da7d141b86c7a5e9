// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <csignal>
#include <unistd.h>

namespace nostrscope {

namespace {

// A signal handler can reach nothing else.
std::atomic<bool> s_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void onSignal(int)
{
    if (s_interrupted.exchange(true))
        ::_exit(1);
}

} // namespace

void watchSignals()
{
    std::signal(SIGPIPE, SIG_IGN);
    struct sigaction action { };
    action.sa_handler = onSignal; // without SA_RESTART
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

std::atomic<bool>& interruption()
{
    return s_interrupted;
}

} // namespace nostrscope
