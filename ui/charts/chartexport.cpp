// SPDX-License-Identifier: GPL-3.0-or-later
// How a ChartPanel becomes a picture, a drawing or a file.
#include "ui/charts/chartpanel.h"

#include <QBuffer>
#include <QDateTime>
#include <QFileDialog>
#include <QLabel>
#include <QLayout>
#include <QMessageBox>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 12;

/// A name for a file: letters and digits of the title, the rest as single underscores.
QString fileStem(const QString& title)
{
    QString stem;
    for (const QChar c : title.toLower()) {
        if (c.isLetterOrNumber())
            stem += c;
        else if (!stem.isEmpty() && !stem.endsWith(u'_'))
            stem += u'_';
    }
    while (stem.endsWith(u'_'))
        stem.chop(1);
    return stem.isEmpty() ? u"chart"_s : stem.left(60);
}

} // namespace

void ChartPanel::openExport()
{
    auto* dialog = new QFileDialog(this, tr("Export chart"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Picture (*.png)"), tr("Drawing (*.svg)"), tr("Data (*.csv)")});
    dialog->setDefaultSuffix(u"png"_s);
    const auto now = QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-ddTHHmmZ"_s);
    dialog->selectFile(fileStem(m_title) + u'_' + now);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains("*.svg"_L1)       ? u"svg"_s
                                     : filter.contains("*.csv"_L1) ? u"csv"_s
                                                                   : u"png"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const auto error = exportTo(path);
        if (error.isEmpty())
            return;
        auto* box = new QMessageBox(QMessageBox::Warning, tr("Export chart"), error, QMessageBox::Ok, this);
        box->setTextFormat(Qt::PlainText);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    dialog->open();
}

void ChartPanel::paintWhole(QPainter& painter)
{
    m_isExporting = true;
    exportStateChanged();
    layout()->activate(); // one that was never shown has not placed its parts yet
    painter.fillRect(rect(), colors().base);
    painter.setLayoutDirection(Qt::LeftToRight);
    const QFontMetrics titleMetrics(m_titleLabel->font());
    const auto title = titleMetrics.elidedText(m_title, Qt::ElideRight, width() - 2 * margin);
    const QRect line(margin, 6, width() - 2 * margin,
                     std::max(titleMetrics.height(), m_menuButton->height()));
    painter.setFont(m_titleLabel->font());
    painter.setPen(colors().text);
    painter.drawText(line, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), title);
    const auto rest = line.adjusted(titleMetrics.horizontalAdvance(title) + 12, 0, 0, 0);
    painter.setFont(font());
    painter.setPen(colors().secondary);
    painter.drawText(rest, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                     fontMetrics().elidedText(m_subtitle->text(), Qt::ElideRight, std::max(rest.width(), 0)));
    if (m_body != nullptr)
        m_body->render(&painter, m_body->mapTo(this, QPoint(0, 0)), {}, QWidget::DrawChildren);
    m_isExporting = false;
    exportStateChanged();
}

QImage ChartPanel::toImage(double scale)
{
    constexpr double mostPixels = 64e6;
    const double area = std::max(1.0, static_cast<double>(width()) * height());
    if (!(scale >= 0.25)) // also when it is not a number
        scale = 0.25;
    scale = std::min({scale, 8.0, std::sqrt(mostPixels / area)});
    QImage image((QSizeF(size()) * scale).toSize().expandedTo(QSize(1, 1)),
                 QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(colors().base);
    QPainter painter(&image);
    paintWhole(painter);
    return image;
}

bool ChartPanel::writeSvg(QIODevice& device)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setSize(size());
    generator.setViewBox(rect());
    generator.setTitle(m_title);
    generator.setDescription(summary());
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    paintWhole(painter);
    return painter.end();
}

QString ChartPanel::exportTo(const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return tr("%1 cannot be written: %2").arg(path, file.errorString());
    bool isDone = false;
    if (path.endsWith(".csv"_L1, Qt::CaseInsensitive)) {
        isDone = file.write(toCsv()) >= 0;
    } else if (path.endsWith(".svg"_L1, Qt::CaseInsensitive)) {
        QByteArray text;
        QBuffer buffer(&text);
        isDone = buffer.open(QIODevice::WriteOnly) && writeSvg(buffer) && file.write(text) >= 0;
    } else if (path.endsWith(".png"_L1, Qt::CaseInsensitive)) {
        isDone = toImage(2).save(&file, "PNG");
    } else {
        file.cancelWriting();
        return tr("%1: the name must end in .png, .svg or .csv.").arg(path);
    }
    if (!isDone || !file.commit())
        return tr("%1 cannot be written: %2").arg(path, file.errorString());
    emit exported(path);
    return {};
}

} // namespace nostrscope
