// SPDX-License-Identifier: GPL-3.0-or-later
// The measured colours (ux.md §4), measured again: contrast by WCAG 2, difference by CIEDE2000 for normal
// sight and the three kinds of colour blindness (Machado, Oliveira, Fernandes 2009, full severity).
#include "ui/theme/systemlook.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <array>
#include <cmath>
#include <memory>
#include <numbers>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

Vector times(const Matrix& m, const Vector& v)
{
    Vector out{};
    for (std::size_t row = 0; row < 3; ++row)
        out[row] = m[row][0] * v[0] + m[row][1] * v[1] + m[row][2] * v[2];
    return out;
}

Vector linear(const QColor& color)
{
    const auto decode = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return {decode(color.red() / 255.0), decode(color.green() / 255.0), decode(color.blue() / 255.0)};
}

double luminance(const QColor& color)
{
    const auto rgb = linear(color);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

/// Normal, protan, deutan, tritan; on linear light.
const std::array<Matrix, 4> sights{{
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
}};

/// CIELAB (D65) of linear light, out-of-range light cut as a screen does.
Vector lab(Vector rgb)
{
    for (auto& c : rgb)
        c = std::clamp(c, 0.0, 1.0);
    const Matrix toXyz{{{0.4124564, 0.3575761, 0.1804375},
                        {0.2126729, 0.7151522, 0.0721750},
                        {0.0193339, 0.1191920, 0.9503041}}};
    const auto xyz = times(toXyz, rgb);
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f(xyz[0] / 0.95047);
    const double y = f(xyz[1]);
    const double z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// CIEDE2000 as written by Sharma, Wu, Dalal (2005).
double ciede2000(const Vector& p, const Vector& q)
{
    constexpr double degree = std::numbers::pi / 180;
    const double pow25 = std::pow(25.0, 7);
    const double mean = (std::hypot(p[1], p[2]) + std::hypot(q[1], q[2])) / 2;
    const double g = 0.5 * (1 - std::sqrt(std::pow(mean, 7) / (std::pow(mean, 7) + pow25)));
    const double a1 = (1 + g) * p[1];
    const double a2 = (1 + g) * q[1];
    const double c1 = std::hypot(a1, p[2]);
    const double c2 = std::hypot(a2, q[2]);
    const auto hue = [&](double a, double b) {
        const double h = a == 0 && b == 0 ? 0 : std::atan2(b, a) / degree;
        return h < 0 ? h + 360 : h;
    };
    const double h1 = hue(a1, p[2]);
    const double h2 = hue(a2, q[2]);
    double dh = c1 * c2 == 0 ? 0 : h2 - h1;
    if (dh > 180)
        dh -= 360;
    else if (dh < -180)
        dh += 360;
    const double dL = q[0] - p[0];
    const double dC = c2 - c1;
    const double dH = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2 * degree);
    const double L = (p[0] + q[0]) / 2;
    const double C = (c1 + c2) / 2;
    double h = h1 + h2;
    if (c1 * c2 != 0)
        h = std::abs(h1 - h2) <= 180 ? h / 2 : h < 360 ? (h + 360) / 2 : (h - 360) / 2;
    const double T = 1 - 0.17 * std::cos((h - 30) * degree) + 0.24 * std::cos(2 * h * degree)
        + 0.32 * std::cos((3 * h + 6) * degree) - 0.20 * std::cos((4 * h - 63) * degree);
    const double theta = 30 * std::exp(-std::pow((h - 275) / 25, 2));
    const double rc = 2 * std::sqrt(std::pow(C, 7) / (std::pow(C, 7) + pow25));
    const double sl = 1 + 0.015 * std::pow(L - 50, 2) / std::sqrt(20 + std::pow(L - 50, 2));
    const double sc = 1 + 0.045 * C;
    const double sh = 1 + 0.015 * C * T;
    const double rt = -std::sin(2 * theta * degree) * rc;
    return std::sqrt(std::pow(dL / sl, 2) + std::pow(dC / sc, 2) + std::pow(dH / sh, 2)
                     + rt * (dC / sc) * (dH / sh));
}

/// The least difference of two of the colours under any sight.
double leastDifference(const QList<QColor>& colors)
{
    double least = 1000;
    for (const auto& sight : sights) {
        for (qsizetype i = 0; i < colors.size(); ++i) {
            for (qsizetype j = 0; j < i; ++j)
                least = std::min(
                    least,
                    ciede2000(lab(times(sight, linear(colors[i]))), lab(times(sight, linear(colors[j])))));
        }
    }
    return least;
}

} // namespace

class TestPalette : public QObject {
    Q_OBJECT

private:
    static void addPalettes()
    {
        QTest::addColumn<int>("palette");
        QTest::newRow("light") << 0;
        QTest::newRow("dark") << 1;
        QTest::newRow("black on white") << 2;
        QTest::newRow("white on black") << 3;
    }
    static ThemeColors palette()
    {
        QFETCH_GLOBAL(int, palette);
        switch (palette) {
        case 0:
            return ThemeColors::light();
        case 1:
            return ThemeColors::dark();
        default:
            return ThemeColors::highContrast(palette == 3);
        }
    }

private slots:
    void initTestCase_data() { addPalettes(); }

    void mathMatchesPublishedValues()
    {
        QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21) < 1e-9);
        // Rows of the test data of Sharma, Wu, Dalal.
        QVERIFY(std::abs(ciede2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}) - 2.0425) < 1e-4);
        QVERIFY(std::abs(ciede2000({50, 2.5, 0}, {73, 25, -18}) - 27.1492) < 1e-4);
        QVERIFY(std::abs(ciede2000({90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}) - 1.4441) < 1e-4);
    }

    void textIsReadable()
    {
        const auto c = palette();
        const double least = c.isHighContrast ? 7 : 4.5;
        for (const auto& ground : {c.base, c.window, c.alternate}) {
            QCOMPARE_GE(contrast(c.text, ground), least);
            QCOMPARE_GE(contrast(c.secondary, ground), least);
            QCOMPARE_GE(contrast(c.accent, ground), 4.5);
        }
        for (const auto& tint : c.tints)
            QCOMPARE_GE(contrast(c.text, tint), least);
        QCOMPARE_GE(contrast(Qt::white, c.selection), 4.5);
    }

    void graphicsAreVisible()
    {
        const auto c = palette();
        for (const auto& ground : {c.base, c.window, c.alternate}) {
            for (const auto& state : c.states)
                QCOMPARE_GE(contrast(state, ground), 3.0);
            for (const auto& series : c.series)
                QCOMPARE_GE(contrast(series, ground), 3.0);
            QCOMPARE_GE(contrast(c.controlBorder, ground), 3.0);
            QCOMPARE_GE(contrast(c.focus, ground), 3.0);
        }
    }

    void statesDifferForEveryEye()
    {
        const auto c = palette();
        const QList<QColor> core{c.state(Status::Online), c.state(Status::Degraded), c.state(Status::Down),
                                 c.state(Status::Unknown)};
        QCOMPARE_GE(leastDifference(core), c.isDark ? 17.2 : 16.9);
        QCOMPARE_GE(leastDifference(core + QList<QColor>{c.state(Status::Paused)}), c.isDark ? 14.8 : 10.7);
    }

    void seriesDifferForEveryEye()
    {
        const auto c = palette();
        QCOMPARE_GE(leastDifference(QList<QColor>(c.series.begin(), c.series.end())), c.isDark ? 13.2 : 16.6);
    }

    /// A ramp reads as "more" only if each step is darker (or lighter) than the one before it.
    void heatGrowsSteadily()
    {
        const auto c = palette();
        double before = contrast(c.heat[0], c.base);
        for (std::size_t i = 1; i < c.heat.size(); ++i) {
            const double now = contrast(c.heat[i], c.base);
            QVERIFY2(now > before, qPrintable(QString::number(i)));
            before = now;
        }
    }

    void highContrastHasNoShades()
    {
        const auto c = palette();
        QCOMPARE(c.isHighContrast, c.base == QColor(Qt::black) || c.window == QColor(Qt::white));
        if (!c.isHighContrast)
            return;
        QCOMPARE(c.window, c.base);
        QCOMPARE(c.alternate, c.base);
        for (const auto& tint : c.tints)
            QCOMPARE(tint, c.base);
        QCOMPARE(c.lineWidth(), 2.0);
    }

    void seriesNumbersAreSafe()
    {
        const auto c = palette();
        QCOMPARE(c.seriesColor(0), c.series[0]);
        for (const int number : {-1, 6, INT_MIN, INT_MAX})
            QCOMPARE(c.seriesColor(number), c.secondary);
    }

    void portalValues_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<int>("dark"); // −1: open
        QTest::addColumn<bool>("high");
        QTest::addColumn<bool>("still");
        const auto wrapped = [](uint value) {
            return QVariant::fromValue(QDBusVariant(QVariant::fromValue(QDBusVariant(value))));
        };
        QTest::newRow("dark") << u"color-scheme"_s << QVariant(1U) << 1 << false << false;
        QTest::newRow("light") << u"color-scheme"_s << QVariant(2U) << 0 << false << false;
        QTest::newRow("none") << u"color-scheme"_s << QVariant(0U) << -1 << false << false;
        QTest::newRow("unknown") << u"color-scheme"_s << QVariant(77U) << -1 << false << false;
        QTest::newRow("text") << u"color-scheme"_s << QVariant(u"1"_s) << -1 << false << false;
        QTest::newRow("nothing") << u"color-scheme"_s << QVariant() << -1 << false << false;
        QTest::newRow("wrapped") << u"color-scheme"_s << wrapped(1) << 1 << false << false;
        QTest::newRow("contrast") << u"contrast"_s << QVariant(1U) << -1 << true << false;
        QTest::newRow("wrapped contrast") << u"contrast"_s << wrapped(1) << -1 << true << false;
        QTest::newRow("no contrast") << u"contrast"_s << QVariant(0U) << -1 << false << false;
        QTest::newRow("motion") << u"reduced-motion"_s << QVariant(1U) << -1 << false << true;
        QTest::newRow("other key") << u"accent-color"_s << QVariant(1U) << -1 << false << false;
    }
    void portalValues()
    {
        QFETCH(QString, key);
        QFETCH(QVariant, value);
        QFETCH(int, dark);
        QFETCH(bool, high);
        QFETCH(bool, still);
        SystemLookWatcher watcher;
        watcher.take(u"org.gnome.desktop.interface"_s, key, value);
        QCOMPARE(watcher.look(), SystemLook{});
        watcher.take(u"org.freedesktop.appearance"_s, key, value);
        const SystemLook expected{dark < 0 ? std::nullopt : std::optional(dark == 1), high, still};
        QCOMPARE(watcher.look(), expected);
    }

    void themeFollowsTheDesktop()
    {
        Theme theme(*qApp);
        QSignalSpy changes(&theme, &Theme::changed);
        theme.setSystemLook({true, false, false});
        QVERIFY(theme.colors().isDark);
        theme.setSystemLook({true, true, true});
        QVERIFY(theme.colors().isHighContrast);
        QVERIFY(theme.isMotionReduced());
        QCOMPARE(qApp->palette().color(QPalette::Window), QColor(Qt::black));
        theme.setSystemLook({false, true, false});
        QCOMPARE(theme.colors().base, QColor(Qt::white));
        QVERIFY(theme.colors().isHighContrast);
        const auto before = changes.size();
        theme.setSystemLook({false, true, false});
        QCOMPARE(changes.size(), before);
        // The user's word stands above the desktop's.
        theme.setChoice(Theme::Choice::Dark);
        QVERIFY(theme.colors().isDark && !theme.colors().isHighContrast);
        theme.setSystemLook({false, false, false});
        QVERIFY(theme.colors().isDark);
        theme.setChoice(Theme::Choice::HighContrast);
        QVERIFY(theme.colors().isHighContrast && !theme.colors().isDark);
        theme.setChoice(Theme::Choice::System);
        QVERIFY(!theme.colors().isHighContrast && !theme.colors().isDark);
    }

    void controlsHaveBordersThatAreSeen_data()
    {
        QTest::addColumn<SystemLook>("look");
        QTest::newRow("light") << SystemLook{false, false, false};
        QTest::newRow("dark") << SystemLook{true, false, false};
        QTest::newRow("black on white") << SystemLook{false, true, false};
        QTest::newRow("white on black") << SystemLook{true, true, false};
    }

    void controlsHaveBordersThatAreSeen()
    {
        QFETCH(SystemLook, look);
        Theme theme(*qApp);
        theme.setSystemLook(look);
        const std::unique_ptr<QWidget> controls[] = {
            std::make_unique<QPushButton>(u"x"_s), std::make_unique<QLineEdit>(),
            std::make_unique<QComboBox>(), std::make_unique<QSpinBox>()};
        for (const auto& control : controls) {
            control->resize(90, 26);
            const auto picture = control->grab().toImage();
            // The left edge at half height: no corner, no text, no arrow.
            double best = 0;
            for (int x = 0; x < 3; ++x)
                best = std::max(best,
                                contrast(picture.pixelColor(x, picture.height() / 2), theme.colors().window));
            QVERIFY2(
                best >= 3.0,
                qPrintable(u"%1: %2"_s.arg(QLatin1StringView(control->metaObject()->className())).arg(best)));
        }
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
