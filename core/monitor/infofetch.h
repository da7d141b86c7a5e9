// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/dialer.h"
#include "core/monitor/httpbody.h"
#include "core/monitor/probetools.h"

#include <QUrl>

namespace nostrscope {

/// What an earlier fetch brought, to be told "not modified".
struct InfoConditions {
    QByteArray etag;
    QByteArray lastModified;
};

/// Fetches a relay information document (NIP-11) over a connection of its own: to the address that the probe
/// used, so that the name cannot lead elsewhere meanwhile; at most 1 MiB, five redirects on the same host,
/// never from https to http, no compressed bodies, one deadline for all of it. Lives in one thread.
class InfoFetch : public QObject {
    Q_OBJECT

public:
    static constexpr int maxRedirects = 5;

    InfoFetch(const ProbeTools& tools, const RelayUrl& url, const DialTarget& target,
              InfoConditions conditions = {}, QObject* parent = nullptr);

    void start();
    /// Ends at once; finished() does not follow.
    void cancel();
    [[nodiscard]] const InfoResult& result() const noexcept { return m_result; }

signals:
    /// Not to be deleted in a slot that is called directly.
    void finished();

private:
    void dial();
    void onConnected();
    void onReceived();
    void onClosed();
    void judge(HttpAnswer::State state);
    void takeAnswer();
    void takeDocument();
    void redirect();
    void end(InfoCode code, const QString& detail = {});

    const ProbeTools& m_tools;
    ProbeLimits m_limits;
    DialTarget m_target;
    InfoConditions m_conditions;
    QUrl m_url;
    InfoResult m_result;
    std::unique_ptr<Dialer> m_dialer;
    std::unique_ptr<HttpAnswer> m_answer;
    QTimer m_deadline;
    std::chrono::microseconds m_sentAt{0};
    int m_redirects = 0;
    bool m_ended = false;
};

} // namespace nostrscope
