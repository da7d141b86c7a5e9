// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archive.h"
#include "models/columnmodel.h"
#include "models/fmt.h"

#include <vector>

namespace nostrscope {

/// The first lines of a file of events, before anything is imported.
class FilePreviewModel final : public ColumnModel {
    Q_OBJECT

public:
    enum Column { LineColumn, VerdictColumn, KindColumn, DateColumn, TextColumn };
    static constexpr int columns = TextColumn + 1;

    explicit FilePreviewModel(const Fmt& fmt, QObject* parent = nullptr);

    void setRows(std::vector<FilePreview::Row> rows);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant key(int row) const override;
    [[nodiscard]] QVariant status(int row, int column) const override;

private:
    Fmt m_fmt;
    std::vector<FilePreview::Row> m_rows;
};

} // namespace nostrscope
