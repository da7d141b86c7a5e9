// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fairqueue.h"

#include <QTest>

#include <thread>

using namespace nostrscope;

class TestFairQueue : public QObject {
    Q_OBJECT

private slots:
    void floodersLeaveRoom_data()
    {
        QTest::addColumn<int>("flooders");
        QTest::newRow("1") << 1;
        QTest::newRow("10") << 10;
        QTest::newRow("1000") << 1000;
    }
    void floodersLeaveRoom()
    {
        QFETCH(int, flooders);
        constexpr std::size_t bound = 64 * 1024 * 1024;
        FairQueue<int, int> queue(bound);
        bool progress = true;
        std::size_t accepted = 0;
        while (progress) {
            progress = false;
            for (int sender = 0; sender < flooders; ++sender) {
                int item = sender;
                if (queue.tryPush(sender, item, 4096)) {
                    progress = true;
                    accepted += 4096;
                }
            }
        }
        QCOMPARE(queue.bytes(), accepted);
        QVERIFY(accepted < bound);
        if (flooders == 1)
            QVERIFY2(accepted < bound / 8, "one flooder holds more than its share");
        int late = -1;
        QVERIFY2(queue.tryPush(-1, late, 128 * 1024), "a newcomer must find room");
    }

    void sendersInTurn()
    {
        FairQueue<int, int> queue(1024 * 1024);
        for (int i = 0; i < 100; ++i) {
            int item = 1000 + i;
            QVERIFY(queue.tryPush(1, item, 10));
        }
        for (int sender = 2; sender < 5; ++sender) {
            int item = sender;
            QVERIFY(queue.tryPush(sender, item, 10));
        }
        QCOMPARE(queue.tryTake(50), (std::vector<int>{1000, 2, 3, 4, 1001}));
        QCOMPARE(queue.bytes(), std::size_t(98 * 10));
        QCOMPARE(queue.tryTake(1), (std::vector<int>{1002}));
    }

    void refusedSendersAreTold()
    {
        FairQueue<int, int> queue(800);
        int told = 0;
        queue.setRoomListener([&told] { ++told; });
        int item = 1;
        QVERIFY(queue.tryPush(1, item, 5000)); // an empty queue takes anything
        item = 7;
        QVERIFY(!queue.tryPush(2, item, 1));
        QCOMPARE(item, 7);
        QCOMPARE(told, 0);
        QCOMPARE(queue.tryTake(1).size(), std::size_t(1));
        QCOMPARE(told, 1);
        QVERIFY(queue.tryPush(2, item, 1));
        QCOMPARE(queue.tryTake(1).size(), std::size_t(1));
        QCOMPARE(told, 1);
    }

    void closeDrains()
    {
        FairQueue<int, int> queue(1000);
        int item = 1;
        QVERIFY(queue.tryPush(1, item, 1));
        queue.close();
        QVERIFY(!queue.tryPush(1, item, 1));
        QCOMPARE(queue.take(10).size(), std::size_t(1));
        QVERIFY(queue.take(10).empty());
    }

    /// Four writers that wait for room, one reader: everything arrives, in order per writer.
    void threads()
    {
        constexpr int count = 20000;
        FairQueue<int, int> queue(4096);
        std::vector<std::thread> writers;
        for (int sender = 0; sender < 4; ++sender)
            writers.emplace_back([&queue, sender] {
                for (int i = 0; i < count; ++i) {
                    int item = sender * count + i;
                    while (!queue.tryPush(sender, item, 16))
                        std::this_thread::yield();
                }
            });
        std::array<int, 4> next{};
        for (int seen = 0; seen < 4 * count;) {
            for (const int item : queue.take(256)) {
                const auto sender = static_cast<std::size_t>(item / count);
                QCOMPARE(item % count, next[sender]++);
                ++seen;
            }
        }
        for (auto& writer : writers)
            writer.join();
        QCOMPARE(queue.bytes(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(TestFairQueue)
#include "tst_fairqueue.moc"
