// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QBuffer>
#include <QFile>
#include <QIconEngine>
#include <QImageReader>
#include <QPainter>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class SvgEngine final : public QIconEngine {
public:
    SvgEngine(QByteArray svg, const QColor& normal, const QColor& disabled)
        : m_svg(std::move(svg))
        , m_normal(normal)
        , m_disabled(disabled)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const auto ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, pixmap(rect.size() * ratio, mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        const auto color = mode == QIcon::Disabled ? m_disabled
            : mode == QIcon::Selected              ? QColor(Qt::white)
                                                   : m_normal;
        auto svg = QByteArray(m_svg).replace("currentColor", color.name().toLatin1());
        QBuffer buffer(&svg);
        QImageReader reader(&buffer, "svg");
        reader.setScaledSize(size);
        return QPixmap::fromImage(reader.read());
    }

    QIconEngine* clone() const override { return new SvgEngine(*this); }

private:
    QByteArray m_svg;
    QColor m_normal;
    QColor m_disabled;
};

} // namespace

QIcon themedIcon(const QString& name, const QColor& normal, const QColor& disabled)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new SvgEngine(file.readAll(), normal, disabled));
}

} // namespace nostrscope
