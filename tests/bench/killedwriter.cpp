// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/killedwriter.h"

#include "core/storage/sqlite.h"
#include "tests/support/eventfactory.h"

#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>

namespace nostrscope::bench {

namespace {

using namespace Qt::Literals::StringLiterals;

/// The program stores its input in portions; what is beyond the last whole one waits for the end of the
/// input.
constexpr int portionLines = 1000;
constexpr int pollMs = 20;
constexpr int failedMs = 600'000;

std::int64_t lastSeq(const QString& path)
{
    const auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    return database ? (*database)->value("SELECT next_seq - 1 FROM state") : 0;
}

QByteArray linesOfNewEvents(int count)
{
    test::EventFactory factory(QRandomGenerator::global()->generate(), 100);
    QByteArray lines;
    while (count > 0) {
        std::vector<Event> stored;
        for (auto& event : factory.take(count)) {
            if (event.kind < 20000 || event.kind >= 30000) // the others are only counted
                stored.push_back(std::move(event));
        }
        lines += test::toLines(stored).join('\n') + '\n';
        count -= static_cast<int>(stored.size());
    }
    return lines;
}

} // namespace

qint64 leaveKilledWriter(const QString& program, const QString& database, int events)
{
    const auto wanted = lastSeq(database) + events;
    QProcess writer;
    writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    writer.start(program, {u"--db"_s, database, u"import"_s, u"-"_s});
    writer.write(linesOfNewEvents(events + portionLines));
    for (int waited = 0; lastSeq(database) < wanted; waited += pollMs) {
        (void)writer.waitForBytesWritten(1);
        if (writer.waitForFinished(pollMs) || waited > failedMs)
            qFatal("%s does not store the events", qPrintable(program));
    }
    writer.kill(); // SIGKILL
    (void)writer.waitForFinished();
    return QFileInfo(database + u"-wal"_s).size();
}

} // namespace nostrscope::bench
