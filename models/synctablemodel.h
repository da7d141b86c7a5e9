// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archiveview.h"
#include "models/columnmodel.h"
#include "models/fmt.h"

#include <QMimeData>

namespace nostrscope {

/// The relays whose history is archived, by number. Rows that did not change are not painted again. Rows that
/// are dragged onto another one are to have its priority; dropped elsewhere, they are their URLs as text.
class SyncTableModel final : public ColumnModel {
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        RelayColumn,
        PriorityColumn,
        CoverageColumn,
        BackToColumn,
        ReceivedColumn,
        RateColumn,
        TrafficColumn,
        LeftColumn,
        ResultColumn
    };
    static constexpr int columns = ResultColumn + 1;

    explicit SyncTableModel(const Fmt& fmt, QObject* parent = nullptr);

    void apply(const std::shared_ptr<const ArchiveView>& view);
    [[nodiscard]] const ArchiveRow& row(int row) const { return *m_rows[static_cast<std::size_t>(row)]; }
    /// Null: not archived.
    [[nodiscard]] const ArchiveRow* find(RelayId relay) const;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
    /// Onto a row of another priority than that of one of the dragged rows at least.
    [[nodiscard]] bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                       const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

signals:
    /// By dragging; the model changes when the engine says so.
    void priorityWanted(const QList<nostrscope::RelayId>& relays, nostrscope::SyncPriority priority);

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QString toolTip(int row, int column) const override;
    [[nodiscard]] QString copyText(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant sortValue(int row, int column) const override;
    [[nodiscard]] QVariant key(int row) const override;
    [[nodiscard]] QVariant status(int row, int column) const override;
    [[nodiscard]] QVariant severity(int row) const override;
    [[nodiscard]] QVariant bar(int row, int column) const override;

private:
    /// Archived relays in the data whose priority is another one; `data` may come from anywhere.
    [[nodiscard]] QList<RelayId> draggedWithout(SyncPriority priority, const QMimeData& data) const;

    Fmt m_fmt;
    std::vector<std::shared_ptr<const ArchiveRow>> m_rows;
};

} // namespace nostrscope
