// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/cellpainters.h"
#include "ui/charts/hatch.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace nostrscope;

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

QImage blank(int width, int height)
{
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

QImage sparkline(const std::vector<double>& values, int width = 96, int height = 16)
{
    auto image = blank(width, height);
    QPainter painter(&image);
    paintSparkline(&painter, QRectF(0, 0, width, height), values, ThemeColors::light());
    return image;
}

QImage heartbeat(const std::vector<Heartbeat>& segments, int width, int height = 20, int current = -1)
{
    auto image = blank(width, height);
    QPainter painter(&image);
    paintHeartbeat(&painter, QRectF(0, 0, width, height), segments, ThemeColors::light(), false, current);
    return image;
}

/// Painted pixels in the columns from … to − 1.
int inkIn(const QImage& image, int from, int to)
{
    int count = 0;
    for (int x = std::max(from, 0); x < std::min(to, image.width()); ++x) {
        for (int y = 0; y < image.height(); ++y)
            count += image.pixelColor(x, y).alpha() > 0 ? 1 : 0;
    }
    return count;
}

/// Rows of a column that are more than half covered, top to bottom: "#" and ".".
QString column(const QImage& image, int x)
{
    QString text;
    for (int y = 0; y < image.height(); ++y)
        text += image.pixelColor(x, y).alpha() > 128 ? u'#' : u'.';
    return text;
}

} // namespace

class TestCellPainters : public QObject {
    Q_OBJECT

private slots:
    void sparklineKeepsGaps()
    {
        std::vector<double> values(40, 1.0);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = i < 10 || i >= 30 ? double(i % 3) : gap;
        const auto image = sparkline(values);
        QVERIFY(inkIn(image, 0, 20) > 0);
        QCOMPARE(inkIn(image, 30, 66), 0);
        QVERIFY(inkIn(image, 75, 96) > 0);
    }

    void sparklineShowsLonePoints()
    {
        QVERIFY(inkIn(sparkline({gap, gap, 5, gap, gap}), 0, 96) > 0);
        QVERIFY(inkIn(sparkline({5}), 0, 96) > 0);
    }

    void sparklineUsesItsOwnScale()
    {
        // The same shape at any height above zero.
        QCOMPARE(sparkline({1, 2, 3}), sparkline({1001, 1002, 1003}));
        QVERIFY(sparkline({1, 2, 3}) != sparkline({3, 2, 1}));
    }

    void sparklineMarksOnlyANewestValue()
    {
        const auto ends = sparkline({1, 1, 1, 1});
        const auto stops = sparkline({1, 1, 1, gap});
        QVERIFY(inkIn(ends, 90, 96) > 0);
        QCOMPARE(inkIn(stops, 90, 96), 0);
    }

    void sparklineKeepsPeaksOfManyValues()
    {
        std::vector<double> values(10'000, 0.0);
        values[5000] = 1;
        const auto image = sparkline(values);
        int top = image.height();
        for (int x = 40; x < 56; ++x)
            top =
                std::min(top, int(column(image, x).indexOf(u'#') < 0 ? top : column(image, x).indexOf(u'#')));
        QVERIFY(top <= 3);
    }

    void oddInputIsSafe_data()
    {
        QTest::addColumn<std::vector<double>>("values");
        QTest::newRow("none") << std::vector<double>{};
        QTest::newRow("gaps") << std::vector<double>(50, gap);
        QTest::newRow("infinite") << std::vector<double>{infinity, -infinity, 1, infinity};
        QTest::newRow("extremes") << std::vector<double>{-1.7e308, 1.7e308, 0};
        QTest::newRow("tiny") << std::vector<double>{5e-324, 0, 5e-324};
        QTest::newRow("many") << std::vector<double>(200'000, 3.0);
    }
    void oddInputIsSafe()
    {
        QFETCH(std::vector<double>, values);
        for (const QSize size : {QSize(1, 1), QSize(2, 16), QSize(96, 1), QSize(96, 16), QSize(8192, 40)})
            (void)sparkline(values, size.width(), size.height());
    }

    void heartbeatTellsStatesByShape()
    {
        const std::vector<Heartbeat> all{Status::Online, Status::Degraded, Status::Down, Status::Unknown,
                                         Status::Paused, Status::Checking, std::nullopt};
        const auto image = heartbeat(all, 70);
        QSet<QString> shapes;
        for (int i = 0; i < 7; ++i)
            shapes.insert(column(image, i * 10 + 4));
        QCOMPARE(shapes.size(), 7);
    }

    void heartbeatMarksTheCurrentSegment()
    {
        const std::vector<Heartbeat> all(7, Status::Paused);
        QVERIFY(inkIn(heartbeat(all, 70, 20, 3), 30, 40) > inkIn(heartbeat(all, 70, 20), 30, 40));
        QCOMPARE(heartbeat(all, 70, 20, 99).isNull(), false);
    }

    void heartbeatIsSafe()
    {
        for (const std::size_t count :
             {std::size_t(0), std::size_t(1), std::size_t(48), std::size_t(100'000)}) {
            const std::vector<Heartbeat> all(count, Status::Unknown);
            for (const QSize size : {QSize(1, 1), QSize(40, 2), QSize(8192, 30)})
                (void)heartbeat(all, size.width(), size.height());
        }
        QCOMPARE(heartbeatSegment(QRectF(0, 0, 10, 10), 0, 0), QRectF());
    }

    void hatchStaysInside_data()
    {
        QTest::addColumn<HatchLean>("lean");
        QTest::newRow("forward") << HatchLean::Forward;
        QTest::newRow("backward") << HatchLean::Backward;
    }
    void hatchStaysInside()
    {
        QFETCH(HatchLean, lean);
        auto image = blank(100, 60);
        {
            QPainter painter(&image);
            paintHatch(painter, QRectF(20, 10, 40, 30), Qt::black, lean);
        }
        QVERIFY(inkIn(image, 20, 60) > 100);
        QCOMPARE(inkIn(image, 0, 19), 0);
        QCOMPARE(inkIn(image, 62, 100), 0);
        for (int x = 0; x < 100; ++x) {
            for (const int y : {0, 5, 8, 42, 50, 59})
                QCOMPARE(image.pixelColor(x, y).alpha(), 0);
        }
    }

    void hatchIsSafe()
    {
        auto image = blank(10, 10);
        QPainter painter(&image);
        for (const auto& box : {QRectF(), QRectF(0, 0, 1e12, 4), QRectF(0, 0, -5, 5), QRectF(0, 0, gap, 1)})
            paintHatch(painter, box, Qt::black);
        paintHatch(painter, QRectF(0, 0, 5, 5), Qt::black, HatchLean::Forward, 0);
    }
};

QTEST_MAIN(TestCellPainters)
#include "tst_cellpainters.moc"
