// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"

#include "core/nostr/kinds.h"
#include "models/fmt.h"

#include <QCoreApplication>

namespace nostrscope::words {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::Words)
};

} // namespace

Status linkStatus(const RelayRow& row)
{
    switch (row.state) {
    case LinkState::Live:
        return Status::Online;
    case LinkState::Connected:
    case LinkState::Connecting:
        return Status::Checking;
    case LinkState::Refused:
        return Status::Degraded;
    case LinkState::Waiting:
    case LinkState::Failed:
        // Our own outage blames no relay (COL-8).
        return row.lastError == LinkError::OwnOutage ? Status::Unknown : Status::Down;
    case LinkState::Idle:
        return Status::Unknown;
    case LinkState::Paused:
        return Status::Paused;
    }
    Q_UNREACHABLE();
}

Status statusOf(const ServiceStatus& service)
{
    switch (service.state) {
    case ServiceStatus::State::Off:
        return Status::Unknown;
    case ServiceStatus::State::Starting:
        return Status::Checking;
    case ServiceStatus::State::Running:
        return Status::Online;
    case ServiceStatus::State::Paused:
        return Status::Paused;
    case ServiceStatus::State::Degraded:
        return Status::Degraded;
    case ServiceStatus::State::Failed:
        return Status::Down;
    }
    Q_UNREACHABLE();
}

int severityOf(Status status)
{
    switch (status) {
    case Status::Down:
        return 5;
    case Status::Degraded:
        return 4;
    case Status::Checking:
        return 3;
    case Status::Unknown:
        return 2;
    case Status::Online:
        return 1;
    case Status::Paused:
        return 0;
    }
    Q_UNREACHABLE();
}

QString statusCode(Status status)
{
    switch (status) {
    case Status::Online:
        return u"online"_s;
    case Status::Degraded:
        return u"degraded"_s;
    case Status::Down:
        return u"down"_s;
    case Status::Unknown:
        return u"unknown"_s;
    case Status::Paused:
        return u"paused"_s;
    case Status::Checking:
        return u"checking"_s;
    }
    Q_UNREACHABLE();
}

QString source(RelaySource source)
{
    switch (source) {
    case RelaySource::BuiltIn:
        return Words::tr("Built-in list");
    case RelaySource::Imported:
        return Words::tr("Imported");
    case RelaySource::Manual:
        return Words::tr("Typed");
    case RelaySource::Discovered:
        return Words::tr("Discovered");
    }
    Q_UNREACHABLE();
}

QString statusName(Status status)
{
    switch (status) {
    case Status::Online:
        return Words::tr("Online");
    case Status::Degraded:
        return Words::tr("Degraded");
    case Status::Down:
        return Words::tr("Down");
    case Status::Unknown:
        return Words::tr("Unknown");
    case Status::Paused:
        return Words::tr("Paused");
    case Status::Checking:
        return Words::tr("Checking");
    }
    Q_UNREACHABLE();
}

QString linkState(LinkState state)
{
    switch (state) {
    case LinkState::Idle:
        return Words::tr("Not connected");
    case LinkState::Waiting:
        return Words::tr("Waiting");
    case LinkState::Connecting:
        return Words::tr("Connecting");
    case LinkState::Connected:
        return Words::tr("Connected");
    case LinkState::Live:
        return Words::tr("Online");
    case LinkState::Refused:
        return Words::tr("Refused");
    case LinkState::Failed:
        return Words::tr("Down");
    case LinkState::Paused:
        return Words::tr("Paused");
    }
    Q_UNREACHABLE();
}

QString serviceState(ServiceStatus::State state)
{
    switch (state) {
    case ServiceStatus::State::Off:
        return Words::tr("Off");
    case ServiceStatus::State::Starting:
        return Words::tr("Starting");
    case ServiceStatus::State::Running:
        return Words::tr("Running");
    case ServiceStatus::State::Paused:
        return Words::tr("Paused");
    case ServiceStatus::State::Degraded:
        return Words::tr("Degraded");
    case ServiceStatus::State::Failed:
        return Words::tr("Failed");
    }
    Q_UNREACHABLE();
}

QString serviceName(const QString& name)
{
    if (name == "collector"_L1)
        return Words::tr("Collector");
    if (name == "ingest"_L1)
        return Words::tr("Ingest");
    if (name == "store"_L1)
        return Words::tr("Store");
    if (name == "analytics"_L1)
        return Words::tr("Analytics");
    if (name == "monitor"_L1)
        return Words::tr("Monitor");
    return name;
}

QString linkError(LinkError error)
{
    switch (error) {
    case LinkError::None:
        return {};
    case LinkError::Dns:
        return Words::tr("Host name not found");
    case LinkError::ConnectionRefused:
        return Words::tr("Connection refused");
    case LinkError::Timeout:
        return Words::tr("No answer in time");
    case LinkError::Tls:
        return Words::tr("TLS failed");
    case LinkError::HttpStatus:
        return Words::tr("Refused by HTTP");
    case LinkError::NotWebSocket:
        return Words::tr("Not a WebSocket server");
    case LinkError::RemoteClosed:
        return Words::tr("Closed by the relay");
    case LinkError::TooLarge:
        return Words::tr("Message too large");
    case LinkError::ProtocolViolation:
        return Words::tr("Broken protocol");
    case LinkError::NeedsProxy:
        return Words::tr("Needs a SOCKS proxy");
    case LinkError::OwnOutage:
        return Words::tr("Own network is down");
    case LinkError::Other:
        return Words::tr("Failed");
    }
    Q_UNREACHABLE();
}

QString logLevel(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return Words::tr("Debug");
    case LogLevel::Info:
        return Words::tr("Info");
    case LogLevel::Warning:
        return Words::tr("Warning");
    case LogLevel::Error:
        return Words::tr("Error");
    }
    Q_UNREACHABLE();
}

QString rangeName(RangePreset preset)
{
    switch (preset) {
    case RangePreset::Hour:
        return Words::tr("Last hour");
    case RangePreset::SixHours:
        return Words::tr("Last 6 hours");
    case RangePreset::Day:
        return Words::tr("Last 24 hours");
    case RangePreset::Week:
        return Words::tr("Last 7 days");
    case RangePreset::Month:
        return Words::tr("Last 30 days");
    case RangePreset::Quarter:
        return Words::tr("Last 90 days");
    case RangePreset::All:
        return Words::tr("All time");
    }
    Q_UNREACHABLE();
}

QString changeText(std::uint64_t now, std::optional<std::uint64_t> before, const Fmt& fmt)
{
    if (!before)
        return {};
    if (now == *before)
        return Words::tr("as many as before");
    if (*before == 0)
        return Words::tr("none before");
    const auto change = fmt.changePercent((double(now) - double(*before)) / double(*before));
    return now > *before ? Words::tr("%1, more than before").arg(change)
                         : Words::tr("%1, less than before").arg(change);
}

bool isDuplicate(const QString& reason)
{
    return reason == "duplicate"_L1 || reason == "known"_L1;
}

QString candidateReason(const QString& reason)
{
    static constexpr std::pair<QLatin1StringView, const char*> sentences[] = {
        {"duplicate"_L1, QT_TRANSLATE_NOOP("nostrscope::Words", "Twice in this list")},
        {"known"_L1, QT_TRANSLATE_NOOP("nostrscope::Words", "In your list already")},
        {"empty"_L1, QT_TRANSLATE_NOOP("nostrscope::Words", "Nothing here")},
        {"too_long"_L1, QT_TRANSLATE_NOOP("nostrscope::Words", "Longer than any relay address")},
        {"control_character"_L1, QT_TRANSLATE_NOOP("nostrscope::Words", "Contains a control character")},
        {"bad_scheme"_L1, QT_TRANSLATE_NOOP("nostrscope::Words", "Does not begin with wss:// or ws://")},
        {"no_host"_L1, QT_TRANSLATE_NOOP("nostrscope::Words", "Has no host name")},
        {"bad_host"_L1, QT_TRANSLATE_NOOP("nostrscope::Words", "The host name is not valid")},
        {"bad_port"_L1, QT_TRANSLATE_NOOP("nostrscope::Words", "The port is not valid (1 to 65535)")},
        {"private_address"_L1, QT_TRANSLATE_NOOP("nostrscope::Words", "A private or reserved address")},
    };
    for (const auto& [code, sentence] : sentences) {
        if (reason == code)
            return Words::tr(sentence);
    }
    return reason;
}

QString kindName(Kind kind)
{
    const char* name = nostrscope::kindName(kind);
    return name == nullptr ? QString() : QCoreApplication::translate("Kind", name);
}

QString kindText(Kind kind, const Fmt& fmt)
{
    if (nostrscope::kindName(kind) != nullptr)
        return fmt.kind(kind);
    return Words::tr("%1 · unknown (%2)", "kind number; what its range says")
        .arg(QString::number(kind), QCoreApplication::translate("Kind", kindRangeText(kind)));
}

} // namespace nostrscope::words
