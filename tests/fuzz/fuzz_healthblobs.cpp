// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/healthjudge.h"
#include "core/monitor/latencyrollup.h"
#include "core/records/healthcodec.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

namespace {

const auto now = fromSeconds(1'780'272'000);

void records(QByteArrayView blob)
{
    if (const auto record = decodeRecord(blob, RelayId(1), now)) {
        const auto again = decodeRecord(encodeRecord(*record), RelayId(1), now);
        FUZZ_REQUIRE(again && *again == *record);
    }
    std::vector<CheckRecord> checks;
    if (decodeChecks(blob, RelayId(1), checks)) {
        std::vector<CheckRecord> again;
        FUZZ_REQUIRE(decodeChecks(encodeChecks(checks), RelayId(1), again) && again == checks);
    }
}

void incidents(QByteArrayView blob)
{
    if (const auto incident = decodeIncident(blob, RelayId(1))) {
        const auto again = decodeIncident(encodeIncident(*incident), RelayId(1));
        FUZZ_REQUIRE(again && *again == *incident);
        (void)incident->duration();
        (void)incident->mostFrequentCause();
    }
    std::vector<QByteArray> evidence;
    (void)decodeEvidence(blob, evidence);
    FUZZ_REQUIRE(evidence.size() <= maxEvidence);
}

void cells(QByteArrayView blob)
{
    LatencyCell cell;
    if (!cell.addBlob(blob))
        return;
    LatencyCell again;
    FUZZ_REQUIRE(again.addBlob(cell.toBlob()) && again == cell);
    (void)latencyOf(cell.open);
}

/// States that a start reads: what is taken works on, whatever the numbers in it are.
void states(QByteArrayView blob)
{
    HealthStart start;
    start.states = {{RelayId(1), blob.toByteArray()}, {RelayId(), blob.toByteArray()}};
    HealthJudge judge;
    (void)judge.restore(start);
    for (int i = 0; i < 12; ++i) {
        CheckRecord check;
        check.relay = RelayId(1);
        check.at = now + std::chrono::minutes(i);
        check.interval = std::chrono::minutes(1);
        check.code = i % 6 < 3 ? ProbeCode::TcpRefused : ProbeCode::Ok;
        check.times.set(ProbePhase::Read, std::chrono::milliseconds(100));
        judge.apply(check);
    }
    const auto batch = judge.takeCheckpoint();
    for (const auto& span : batch.spans)
        FUZZ_REQUIRE(span.to > span.from);
    start.states = batch.states;
    FUZZ_REQUIRE(HealthJudge().restore(start));
}

} // namespace

/// What the monitor stores, read from a file that somebody damaged: the first byte chooses which.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto input = fuzz::view(data, size);
    if (input.isEmpty())
        return 0;
    const auto blob = input.sliced(1);
    switch (static_cast<unsigned char>(input.front()) % 4) {
    case 0:
        records(blob);
        break;
    case 1:
        incidents(blob);
        break;
    case 2:
        cells(blob);
        break;
    default:
        states(blob);
    }
    return 0;
}
