// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/endsignals.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <sys/eventfd.h>
#include <unistd.h>

namespace nostrscope {

namespace {

constexpr std::array signalsOfEnd{SIGTERM, SIGINT, SIGHUP};

// A signal handler can reach nothing else.
volatile sig_atomic_t s_event = -1;
std::array<struct sigaction, signalsOfEnd.size()> s_before;

extern "C" void onEndSignal(int)
{
    const int kept = errno;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(s_event, &one, sizeof one);
    errno = kept;
}

} // namespace

EndSignals::EndSignals(QObject* parent)
    : QObject(parent)
{
    if (s_event >= 0)
        return;
    s_event = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (s_event < 0)
        return; // no descriptors left: signals do what they always do
    m_notifier = std::make_unique<QSocketNotifier>(s_event, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &EndSignals::onSignal);
    struct sigaction action { };
    action.sa_handler = onEndSignal;
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < signalsOfEnd.size(); ++i)
        sigaction(signalsOfEnd[i], &action, &s_before[i]);
}

EndSignals::~EndSignals()
{
    if (!m_notifier)
        return;
    for (std::size_t i = 0; i < signalsOfEnd.size(); ++i)
        sigaction(signalsOfEnd[i], &s_before[i], nullptr);
    m_notifier.reset();
    ::close(s_event);
    s_event = -1;
}

void EndSignals::onSignal()
{
    std::uint64_t count = 0;
    if (::read(s_event, &count, sizeof count) == sizeof count)
        emit endRequested();
}

} // namespace nostrscope
