// SPDX-License-Identifier: GPL-3.0-or-later
// Child of tst_crash: imports the lines of a file into a store and reports what the store says is durable,
// until it is killed. `crashchild import DB LINES` prints "batch NUMBER LASTSEQ" for each committed batch;
// with `held` behind it, the child stays when all is stored, so that it is always still there to be killed.
// `crashchild retain DB FOLDER` removes and trims what retainPolicy() says, prints "step" now and then, and
// stays as well; `crashchild compress DB` compresses bodies like that. `crashchild open DB` opens as an
// unprivileged user, prints the error and leaves.
#include "core/base/clock.h"
#include "core/ingest/ingestpipeline.h"
#include "core/storage/compression.h"
#include "core/storage/sqlitestore.h"
#include "tests/unit/crashpolicy.h"

#include <QCoreApplication>
#include <QFile>

#include <unistd.h>

#include <cstdio>

using namespace nostrscope;

namespace {

void say(const QByteArray& line)
{
    // One write a line: the parent reads whole lines or none.
    const auto text = line + '\n';
    if (::write(STDOUT_FILENO, text.constData(), static_cast<std::size_t>(text.size())) < 0)
        _exit(3);
}

void report(const CommittedDelta& delta)
{
    say("batch " + QByteArray::number(qulonglong(delta.result.batch)) + ' '
        + QByteArray::number(qulonglong(delta.result.lastSeq)));
}

/// With \p isHeld it waits for its end instead of ending: however fast the machine, a kill meets a running
/// process with an open store.
int import(SqliteStore& store, const QString& file, bool isHeld)
{
    QFile lines(file);
    if (!lines.open(QIODevice::ReadOnly))
        return 2;
    IngestPipeline::Config config;
    config.batchInterval = std::chrono::milliseconds(5); // many small batches: many moments to be killed in
    IngestPipeline pipeline(store, store, store.lastBatch(), config,
                            [](std::shared_ptr<const CommittedDelta> delta) { report(*delta); });
    say("begin");
    const std::atomic<bool> cancelled{false};
    std::uint32_t number = 0;
    while (!lines.atEnd()) {
        std::vector<RawEvent> chunk;
        for (int i = 0; i < 8 && !lines.atEnd(); ++i) {
            const auto line = lines.readLine().trimmed();
            chunk.push_back(
                {line, RelayId(1 + number++ % 5), fromSeconds(1800000000 + number), Origin::Live, false});
        }
        pipeline.submit(std::move(chunk), cancelled);
    }
    const bool done = pipeline.drain(std::chrono::minutes(5));
    if (isHeld)
        say("held");
    while (isHeld)
        ::pause();
    pipeline.stop(std::chrono::milliseconds(0));
    say("end");
    return done ? 0 : 1;
}

/// Upkeep that tells of its steps.
template <typename Work> int keepUp(SqliteStore& store, Work work)
{
    say("begin");
    bool done = false;
    store.withWriter([&](StoreWriter& writer) {
        done = work(writer, [](quint64, quint64) {
            say("step");
            return true;
        });
    });
    say(done ? "held" : "failed");
    for (;;)
        ::pause();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() < 3)
        return 2;
    const bool isUnprivileged = arguments[1] == QStringLiteral("open");
    if (isUnprivileged && ::geteuid() == 0 && ::setuid(65534) != 0)
        return 2;
    const SystemClock clock;
    auto store = SqliteStore::open(arguments[2], SqliteStore::Mode::ReadWrite, clock);
    if (!store) {
        say("error " + QByteArray::number(int(store.error().code)) + ' ' + describe(store.error()).toUtf8());
        return 1;
    }
    if (isUnprivileged) {
        say("opened");
        return 0;
    }
    if (arguments[1] == QStringLiteral("retain"))
        return keepUp(**store, [&](StoreWriter& writer, const Progress& progress) {
            return applyRetention(writer, test::retainPolicy(arguments.value(3)), progress).has_value();
        });
    if (arguments[1] == QStringLiteral("compress"))
        return keepUp(**store, [](StoreWriter& writer, const Progress& progress) {
            return compressBodies(writer, progress).has_value();
        });
    return import(**store, arguments.value(3), arguments.value(4) == QStringLiteral("held"));
}
