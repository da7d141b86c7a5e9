// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip66.h"

#include <QString>

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t maxListItems = 500; ///< of each list; real reports have dozens
constexpr std::size_t maxChecks = 50;
constexpr std::chrono::milliseconds maxRtt = 10min; ///< more is no measurement
constexpr std::chrono::seconds maxFrequency = 90 * 24h;
constexpr std::chrono::seconds freshByDefault = 24h;

/// Digits only: no sign, no exponent, no space.
std::optional<std::int64_t> wholeNumber(QByteArrayView text, std::int64_t most)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || text.size() > 15 || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    const auto value = text.toLongLong();
    return value <= most ? std::optional<std::int64_t>(value) : std::nullopt;
}

QByteArray cut(QByteArrayView text)
{
    return text.first(std::min(text.size(), maxMonitorText)).toByteArray();
}

template <typename T> void addOnce(std::vector<T>& list, T value)
{
    if (list.size() < maxListItems && std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(std::move(value));
}

void readRtt(std::optional<std::chrono::milliseconds>& rtt, QByteArrayView text)
{
    if (const auto value = wholeNumber(text, maxRtt.count()))
        rtt = std::chrono::milliseconds(*value);
}

std::optional<RelayNetwork> networkNamed(QByteArrayView name)
{
    for (const auto network :
         {RelayNetwork::Clearnet, RelayNetwork::Tor, RelayNetwork::I2p, RelayNetwork::Loki}) {
        if (name == toString(network))
            return network;
    }
    return std::nullopt;
}

/// `R` and `k`: a name, "!" before it says no.
struct Claim {
    QByteArrayView name;
    bool holds = true;
};
std::optional<Claim> claimOf(QByteArrayView text)
{
    Claim claim{text};
    if (text.startsWith('!'))
        claim = {text.sliced(1), false};
    return claim.name.isEmpty() ? std::nullopt : std::optional(claim);
}

/// `l` with its namespace: what nostr-watch adds.
void readLabel(RelayReport& report, QByteArrayView label, QByteArrayView space)
{
    if (space == "nip11.version")
        report.version = cut(label);
    else if (space == "host.isp")
        report.isp = cut(label);
    else if (space == "dns.ipv4" || space == "dns.ipv6")
        addOnce(report.addresses, cut(label));
    else if ((space == "countryCode" || space == "ISO-3166-1:alpha-2" || space == "ISO-3166-1")
             && label.size() == 2)
        report.country = label.toByteArray().toUpper();
}

void readTag(RelayReport& report, const Tags::View& tag)
{
    const auto name = tag.name();
    const auto value = tag.value();
    if (name == "rtt-open") {
        readRtt(report.rttOpen, value);
    } else if (name == "rtt-read") {
        readRtt(report.rttRead, value);
    } else if (name == "rtt-write") {
        readRtt(report.rttWrite, value);
    } else if (name == "n") {
        if (const auto network = networkNamed(value))
            report.network = network;
    } else if (name == "T") {
        report.type = cut(value);
    } else if (name == "N") {
        if (const auto nip = wholeNumber(value, 0xffff))
            addOnce(report.nips, static_cast<int>(*nip));
    } else if (name == "R") {
        if (const auto claim = claimOf(value); claim && report.requires_.size() < maxListItems)
            report.requires_.insert_or_assign(cut(claim->name), claim->holds);
    } else if (name == "k") {
        const auto claim = claimOf(value);
        if (const auto kind = claim ? wholeNumber(claim->name, 0xffff) : std::nullopt)
            addOnce(claim->holds ? report.acceptedKinds : report.refusedKinds, static_cast<Kind>(*kind));
    } else if (name == "t") {
        addOnce(report.topics, cut(value));
    } else if (name == "g") {
        if (value.size() > report.geohash.size())
            report.geohash = cut(value);
    } else if (name == "s") {
        report.software = cut(value);
    } else if (name == "l") {
        readLabel(report, value, tag.at(2));
    } else if (name == "ssl-expires") {
        if (const auto until = wholeNumber(value, std::int64_t(1) << 40))
            report.certificateUntil = *until;
    }
}

} // namespace

std::optional<RelayReport> readRelayReport(const Event& event)
{
    if (event.kind != relayDiscoveryKind)
        return std::nullopt;
    RelayReport report;
    const auto relay = event.tags.firstValue("d");
    if (const auto url = RelayUrl::parse(QString::fromUtf8(relay), RelayUrlRules::list()))
        report.url = *url;
    else if (auto key = PubKey::fromHex(relay))
        report.key = *key;
    else
        return std::nullopt;
    report.monitor = event.pubkey;
    report.createdAt = event.createdAt;
    for (const auto tag : event.tags)
        readTag(report, tag);
    std::sort(report.nips.begin(), report.nips.end());
    return report;
}

std::chrono::seconds MonitorAnnouncement::freshFor() const
{
    return frequency ? 2 * *frequency : freshByDefault;
}

std::optional<MonitorAnnouncement> readMonitorAnnouncement(const Event& event)
{
    if (event.kind != relayMonitorKind)
        return std::nullopt;
    MonitorAnnouncement monitor;
    monitor.monitor = event.pubkey;
    monitor.createdAt = event.createdAt;
    for (const auto tag : event.tags) {
        if (tag.name() == "frequency") {
            const auto seconds = wholeNumber(tag.value(), maxFrequency.count());
            if (seconds && *seconds > 0)
                monitor.frequency = std::chrono::seconds(*seconds);
        } else if (tag.name() == "timeout" && monitor.timeouts.size() < maxChecks) {
            // The prose of the NIP says value and check, its example and nostr-watch check and value.
            const auto first = wholeNumber(tag.value(), maxRtt.count());
            const auto limit = first ? first : wholeNumber(tag.at(2), maxRtt.count());
            const auto check = first ? tag.at(2) : tag.value();
            if (limit)
                monitor.timeouts[check.isEmpty() ? QByteArray("*") : cut(check)] =
                    std::chrono::milliseconds(*limit);
        } else if (tag.name() == "c" && monitor.checks.size() < maxChecks && !tag.value().isEmpty()) {
            addOnce(monitor.checks, cut(tag.value()));
        } else if (tag.name() == "g" && tag.value().size() > monitor.geohash.size()) {
            monitor.geohash = cut(tag.value());
        }
    }
    return monitor;
}

} // namespace nostrscope
