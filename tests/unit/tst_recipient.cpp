// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that come when nobody is there any more.
#include "core/base/recipient.h"

#include <QTest>
#include <QThread>

#include <optional>

using namespace nostrscope;

class TestRecipient : public QObject {
    Q_OBJECT

private slots:
    void callsOfOtherThreadsArriveInItsThread()
    {
        QObject object;
        const Recipient recipient(object);
        QThread* calledIn = nullptr;
        const auto thread =
            std::unique_ptr<QThread>(QThread::create([address = recipient.address(), &calledIn] {
                address.post([&calledIn] { calledIn = QThread::currentThread(); });
            }));
        thread->start();
        QVERIFY(thread->wait());
        QTRY_COMPARE(calledIn, QThread::currentThread());
    }

    void callsToNobodyAreDropped()
    {
        int calls = 0;
        auto object = std::make_unique<QObject>();
        std::optional<Recipient> recipient(std::in_place, *object);
        const auto address = recipient->address();
        address.post([&calls] { ++calls; }); // waits when the object goes
        recipient.reset();
        object.reset();
        address.post([&calls] { ++calls; });
        QCoreApplication::sendPostedEvents();
        QCOMPARE(calls, 0);
    }
};

QTEST_GUILESS_MAIN(TestRecipient)
#include "tst_recipient.moc"
