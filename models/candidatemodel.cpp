// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/candidatemodel.h"

#include "core/nostr/plaintext.h"
#include "models/words.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// 0 refused, 1 duplicate, 2 valid.
int verdict(const RelayCandidate& candidate)
{
    if (candidate.reason.isEmpty())
        return 2;
    return words::isDuplicate(candidate.reason) ? 1 : 0;
}

} // namespace

CandidateModel::CandidateModel(QObject* parent)
    : ColumnModel({{"result"_L1, tr("Result"), tr("What will happen with the line")},
                   {"line"_L1, tr("Line"), tr("What stands in the list")},
                   {"relay"_L1, tr("Relay"), tr("The address as it will be kept")}},
                  parent)
{
}

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

QString CandidateModel::displayText(int row, int column) const
{
    const auto& candidate = m_candidates.at(row);
    switch (column) {
    case VerdictColumn:
        return verdict(candidate) == 2 ? tr("Will be added") : words::candidateReason(candidate.reason);
    case InputColumn:
        return plainText(candidate.input, 500);
    default:
        return QString::fromUtf8(candidate.url);
    }
}

QString CandidateModel::toolTip(int row, int column) const
{
    return displayText(row, column);
}

QVariant CandidateModel::rawValue(int row, int column) const
{
    const auto& candidate = m_candidates.at(row);
    if (column == VerdictColumn)
        return candidate.reason.isEmpty() ? u"ok"_s : candidate.reason;
    return displayText(row, column);
}

QVariant CandidateModel::key(int row) const
{
    return m_candidates.at(row).url;
}

QVariant CandidateModel::status(int row, int column) const
{
    if (column != VerdictColumn)
        return {};
    const int kind = verdict(m_candidates.at(row));
    return static_cast<int>(kind == 2 ? Status::Online : kind == 1 ? Status::Unknown : Status::Down);
}

QVariant CandidateModel::severity(int row) const
{
    return 2 - verdict(m_candidates.at(row));
}

} // namespace nostrscope
