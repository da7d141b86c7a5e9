// SPDX-License-Identifier: GPL-3.0-or-later
// The PNG sizes of the icon from its SVG, at build time: iconmaker ICON.svg SIZE FILE.png
// Menus that cannot read SVG, and small sizes, take these.
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>

int main(int argc, char* argv[])
{
    QGuiApplication application(argc, argv);
    const auto arguments = QGuiApplication::arguments();
    const int size = arguments.size() == 4 ? arguments.at(2).toInt() : 0;
    if (size < 8 || size > 1024) {
        std::fputs("usage: iconmaker ICON.svg SIZE FILE.png (8 to 1024 pixels)\n", stderr);
        return 2;
    }
    QSvgRenderer icon(arguments.at(1));
    QImage image(size, size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    icon.render(&painter);
    painter.end();
    if (!icon.isValid() || !image.save(arguments.at(3), "PNG")) {
        std::fprintf(stderr, "%s cannot be made from %s\n", argv[3], argv[1]);
        return 1;
    }
    return 0;
}
