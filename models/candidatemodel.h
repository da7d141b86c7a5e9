// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginelink.h"
#include "models/columnmodel.h"

#include <QList>

namespace nostrscope {

/// What the lines of a typed or imported relay list became, before anything is added.
class CandidateModel final : public ColumnModel {
    Q_OBJECT

public:
    enum Column { VerdictColumn, InputColumn, UrlColumn };
    static constexpr int columns = UrlColumn + 1;
    struct Counts {
        int valid = 0;
        int duplicate = 0; ///< twice in the list, or known already
        int refused = 0;
    };

    explicit CandidateModel(QObject* parent = nullptr);

    /// Refused lines first, then duplicates, then what will be added; each in its order.
    void setCandidates(const QList<RelayCandidate>& candidates);
    [[nodiscard]] const QList<RelayCandidate>& candidates() const { return m_candidates; }
    /// Those without a reason against them.
    [[nodiscard]] QList<RelayCandidate> accepted() const;
    [[nodiscard]] const Counts& counts() const { return m_counts; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

protected:
    [[nodiscard]] QString displayText(int row, int column) const override;
    [[nodiscard]] QString toolTip(int row, int column) const override;
    [[nodiscard]] QVariant rawValue(int row, int column) const override;
    [[nodiscard]] QVariant key(int row) const override;
    [[nodiscard]] QVariant status(int row, int column) const override;
    [[nodiscard]] QVariant severity(int row) const override;

private:
    QList<RelayCandidate> m_candidates;
    Counts m_counts;
};

} // namespace nostrscope
