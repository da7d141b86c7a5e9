// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/tablevisitor.h"

#include "models/relaytablemodel.h"
#include "ui/kit/tables.h"
#include "ui/kit/viewbar.h"
#include "ui/mainwindow.h"
#include "ui/pages/page.h"

#include <QScrollBar>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

TableVisitor::TableVisitor(MainWindow& window)
{
    window.showPage(u"relays"_s);
    auto* page = window.currentPage();
    auto* table = page->findChild<TableView*>(u"relayTable"_s);
    auto* views = page->findChild<ViewBar*>();
    for (const auto& text :
         {u"relay"_s, u"relay1"_s, u"relay12"_s, u"status:paused"_s, u"open_p50<1s"_s, u""_s})
        m_steps.push_back({&filtered, [page, text] { page->setFilterText(text); }});
    for (const auto column : {RelayTableModel::RelayColumn, RelayTableModel::OpenP50Column,
                              RelayTableModel::UptimeColumn, RelayTableModel::StatusColumn}) {
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder})
            m_steps.push_back({&sorted, [table, column, order] { table->sortByColumn(column, order); }});
        m_steps.push_back({&sorted, [table] { table->verticalScrollBar()->setValue(4000); }});
    }
    for (const auto& view : {u"paused"_s, u"new"_s, u"certificates"_s, u"all"_s})
        m_steps.push_back({&viewed, [views, view] { views->setCurrent(view); }});
    connect(&m_timer, &QTimer::timeout, this, &TableVisitor::step);
    m_timer.start(250ms);
}

void TableVisitor::step()
{
    auto& step = m_steps[m_next++ % m_steps.size()];
    QElapsedTimer timer;
    timer.start();
    step.act();
    // Layouts and the painting are posted: twice round the event loop, and it is to be seen.
    QTimer::singleShot(0, this, [this, timer, samples = step.samples] {
        QTimer::singleShot(0, this, [timer, samples] { samples->add(milliseconds(timer)); });
    });
}

} // namespace nostrscope
