// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rangemodel.h"
#include "models/settinglayers.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

namespace nostrscope {

/// How a table looks, by names of columns and never by their numbers.
struct TableState {
    QString sortColumn;
    bool isDescending = true;
    QStringList order; ///< visible order
    QStringList hidden;
    QHash<QString, int> widths; ///< pixels

    friend bool operator==(const TableState&, const TableState&) = default;
};

/// What a page keeps beside its tables.
struct PageState {
    QString filter;
    QHash<QString, QByteArray> splitters; ///< by object name

    friend bool operator==(const PageState&, const PageState&) = default;
};

/// A view of a table that the user saved.
struct SavedView {
    QString name;
    QString builtIn; ///< id of the built-in view it narrows
    QString filter; ///< as typed
    TableState table;

    friend bool operator==(const SavedView&, const SavedView&) = default;
};

/// The views of one table.
struct ViewsState {
    QString current; ///< id of a built-in view or name of a saved one
    QStringList hiddenBuiltIns;
    QList<SavedView> saved;

    friend bool operator==(const ViewsState&, const ViewsState&) = default;
};

/// What a session keeps of the window. app stores it; the window gives and takes it.
struct UiState {
    QByteArray geometry;
    QString page;
    RangeChoice range;
    bool sidebarCollapsed = false;
    bool collecting = false; ///< was on when the window was closed
    SettingLayers settings; ///< what the user set, beside what a session leaves
    QHash<QString, TableState> tables;
    QHash<QString, PageState> pages; ///< by id
    QHash<QString, QString> shortcuts; ///< id of a command → key that the user gave it; empty: none
    QHash<QString, ViewsState> views; ///< by page
    QString exportFolder;
};

} // namespace nostrscope
