// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pageprint.h"

#include "ui/charts/chartpanel.h"
#include "ui/kit/card.h"
#include "ui/kit/tables.h"
#include "ui/pages/page.h"

#include <QCoreApplication>
#include <QPrinter>
#include <QPrintPreviewDialog>
#include <QUrl>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Print {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::Print)
};

/// Width of the text of a page of A4 at the 96 dots per inch of a QTextDocument.
constexpr int textWidth = 640;
constexpr int cardsInRow = 3;
constexpr double chartScale = 2;

/// The light palette for as long as it lives.
class LightPalette {
public:
    explicit LightPalette(Theme& theme)
        : m_theme(theme)
        , m_before(theme.choice())
    {
        m_theme.setChoice(Theme::Choice::Light);
    }
    ~LightPalette() { m_theme.setChoice(m_before); }
    Q_DISABLE_COPY_MOVE(LightPalette)

private:
    Theme& m_theme;
    Theme::Choice m_before;
};

/// Visible parts of one type, in order of reading.
template <typename Part> QList<Part*> partsOf(const Page& page)
{
    auto parts = page.findChildren<Part*>();
    parts.removeIf([](const Part* part) { return !part->isVisible(); });
    const auto place = [&page](const QWidget* part) { return part->mapTo(&page, QPoint(0, 0)); };
    std::stable_sort(parts.begin(), parts.end(), [&place](const Part* a, const Part* b) {
        const auto first = place(a);
        const auto second = place(b);
        return std::pair(first.y(), first.x()) < std::pair(second.y(), second.x());
    });
    return parts;
}

bool isInChart(const QWidget* widget)
{
    for (; widget != nullptr; widget = widget->parentWidget()) {
        if (qobject_cast<const ChartPanel*>(widget) != nullptr)
            return true;
    }
    return false;
}

QString headingOf(const Page& page, const UiContext& context)
{
    const auto& snapshot = context.feed.shown();
    const auto& fmt = context.fmt;
    const auto title = page.crumb().isEmpty()
        ? page.title()
        : Print::tr("%1: %2", "page, what of it").arg(page.title(), page.crumb());
    QStringList facts{RangeModel::text(context.range.choice(), fmt)};
    if (snapshot)
        facts.append(Print::tr("as of %1").arg(fmt.dateTimeZone(snapshot->asOf)));
    if (!page.filterText().isEmpty())
        facts.append(Print::tr("filter: %1").arg(page.filterText()));
    facts.append(u"Nostrscope "_s + QCoreApplication::applicationVersion());
    return u"<h2>%1</h2><p>%2</p>"_s.arg(title.toHtmlEscaped(), facts.join(u" · "_s).toHtmlEscaped());
}

QString cardsOf(const Page& page)
{
    QString html;
    int column = 0;
    const auto cards = partsOf<Card>(page);
    for (const auto* card : cards) {
        if (column == 0)
            html += u"<tr>"_s;
        html += u"<td width=\"%1%\"><b>%2</b><br><big>%3</big><br>%4<br><small>%5</small></td>"_s.arg(
            QString::number(100 / cardsInRow), card->accessibleName().toHtmlEscaped(),
            card->value().toHtmlEscaped(), card->detail().toHtmlEscaped(), card->sample().toHtmlEscaped());
        if (++column == cardsInRow) {
            html += u"</tr>"_s;
            column = 0;
        }
    }
    if (html.isEmpty())
        return {};
    return u"<table width=\"100%\" cellpadding=\"4\">%1%2</table>"_s.arg(html,
                                                                         column > 0 ? u"</tr>"_s : QString());
}

QString tableOf(const TableView& table)
{
    const auto* model = table.model();
    const auto columns = table.shownColumns();
    const auto alignment = [model](int row, int column) {
        const auto given = row < 0 ? model->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole)
                                   : model->index(row, column).data(Qt::TextAlignmentRole);
        return (given.toInt() & Qt::AlignRight) != 0 ? u" align=\"right\""_s : QString();
    };
    auto html = u"<h3>%1</h3><table width=\"100%\" cellspacing=\"0\" cellpadding=\"2\"><thead><tr>"_s.arg(
        table.accessibleName().toHtmlEscaped());
    for (const int column : columns)
        html += u"<th%1>%2</th>"_s.arg(alignment(-1, column),
                                       model->headerData(column, Qt::Horizontal).toString().toHtmlEscaped());
    html += u"</tr></thead>"_s;
    const int rows = model->rowCount();
    for (int row = 0; row < std::min(rows, mostPrintedRows); ++row) {
        html += u"<tr>"_s;
        for (const int column : columns)
            html += u"<td%1>%2</td>"_s.arg(alignment(row, column),
                                           model->index(row, column).data().toString().toHtmlEscaped());
        html += u"</tr>"_s;
    }
    html += u"</table>"_s;
    if (rows > mostPrintedRows)
        html += u"<p>%1</p>"_s.arg(Print::tr("The first %1 of %2 rows; an export has them all.")
                                       .arg(mostPrintedRows)
                                       .arg(rows)
                                       .toHtmlEscaped());
    return html;
}

} // namespace

std::unique_ptr<QTextDocument> printDocument(const Page& page, const UiContext& context)
{
    const LightPalette light(context.theme);
    auto document = std::make_unique<QTextDocument>();
    auto html = headingOf(page, context) + cardsOf(page);
    int number = 0;
    const auto charts = partsOf<ChartPanel>(page);
    for (auto* chart : charts) {
        const auto image = chart->toImage(chartScale);
        const auto name = u"chart:%1"_s.arg(number++);
        document->addResource(QTextDocument::ImageResource, QUrl(name), image);
        html += u"<p><img src=\"%1\" width=\"%2\" height=\"%3\"></p>"_s.arg(name).arg(textWidth).arg(
            textWidth * chart->height() / std::max(chart->width(), 1));
    }
    const auto tables = partsOf<TableView>(page);
    for (const auto* table : tables) {
        if (!isInChart(table) && table->model() != nullptr)
            html += tableOf(*table);
    }
    document->setMetaInformation(QTextDocument::DocumentTitle, page.title());
    document->setHtml(html);
    return document;
}

void openPrintPreview(const Page& page, const UiContext& context, QWidget* window)
{
    auto* dialog = new QPrintPreviewDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Print::tr("Print %1").arg(page.title()));
    dialog->printer()->setDocName(page.title());
    dialog->resize(window->size() * 0.8);
    // A copy of this moment: the page goes on below.
    const std::shared_ptr<QTextDocument> document = printDocument(page, context);
    QObject::connect(dialog, &QPrintPreviewDialog::paintRequested, dialog,
                     [document](QPrinter* printer) { document->print(printer); });
    dialog->open();
}

} // namespace nostrscope
