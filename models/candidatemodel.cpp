// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/candidatemodel.h"

#include "core/nostr/plaintext.h"
#include "models/roles.h"
#include "models/words.h"

#include <algorithm>

namespace nostrscope {

namespace {

/// 0 refused, 1 duplicate, 2 valid.
int verdict(const RelayCandidate& candidate)
{
    if (candidate.reason.isEmpty())
        return 2;
    return words::isDuplicate(candidate.reason) ? 1 : 0;
}

} // namespace

void CandidateModel::setCandidates(const QList<RelayCandidate>& candidates)
{
    beginResetModel();
    m_candidates = candidates;
    std::stable_sort(
        m_candidates.begin(), m_candidates.end(),
        [](const RelayCandidate& a, const RelayCandidate& b) { return verdict(a) < verdict(b); });
    m_counts = {};
    for (const auto& candidate : std::as_const(m_candidates)) {
        const int kind = verdict(candidate);
        ++(kind == 2 ? m_counts.valid : kind == 1 ? m_counts.duplicate : m_counts.refused);
    }
    endResetModel();
}

QList<RelayCandidate> CandidateModel::accepted() const
{
    QList<RelayCandidate> list;
    list.reserve(m_counts.valid);
    std::copy_if(m_candidates.begin(), m_candidates.end(), std::back_inserter(list),
                 [](const RelayCandidate& candidate) { return candidate.reason.isEmpty(); });
    return list;
}

int CandidateModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_candidates.size());
}

int CandidateModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant CandidateModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& candidate = m_candidates.at(index.row());
    const int kind = verdict(candidate);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        switch (index.column()) {
        case VerdictColumn:
            return kind == 2 ? tr("Will be added") : words::candidateReason(candidate.reason);
        case InputColumn:
            return plainText(candidate.input, 500);
        default:
            return QString::fromUtf8(candidate.url);
        }
    case StatusRole:
        if (index.column() != VerdictColumn)
            return {};
        return static_cast<int>(kind == 2 ? Status::Online : kind == 1 ? Status::Unknown : Status::Down);
    case SeverityRole:
        return 2 - kind;
    case KeyRole:
        return candidate.url;
    default:
        return {};
    }
}

QVariant CandidateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columns)
        return {};
    const QString texts[columns] = {tr("Result"), tr("Line"), tr("Relay")};
    return texts[section];
}

} // namespace nostrscope
