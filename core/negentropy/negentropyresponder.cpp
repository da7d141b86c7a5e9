// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/negentropy/negentropyresponder.h"

namespace nostrscope {

NegentropyResponder::NegentropyResponder(const NegentropySet& set, qsizetype frameLimit)
    : m_set(set)
    , m_frameLimit(frameLimit)
{
    Q_ASSERT(set.isSealed() && (frameLimit == 0 || frameLimit >= minNegentropyFrame));
}

Expected<QByteArray, NegentropyError> NegentropyResponder::answer(QByteArrayView message) const
{
    NegentropyReader reader(message);
    NegentropyWriter out;
    if (reader.error() == NegentropyError::OtherVersion)
        return out.bytes();
    std::size_t begin = 0;
    bool skips = false; // ranges up to here that are equal, not written yet
    while (const auto range = reader.next()) {
        auto end = m_set.indexOf(range->upper, begin);
        const auto before = out.size();
        const auto writeSkip = [&] {
            if (std::exchange(skips, false))
                out.addSkip(range->lower);
        };
        bool isWhole = false; // may stay although the message is full
        switch (range->mode) {
        case NegentropyMode::Skip:
            skips = true;
            break;
        case NegentropyMode::Fingerprint:
            if (isEqual(m_set.fingerprint(begin, end), range->payload)) {
                skips = true;
            } else {
                writeSkip();
                out.addSplit(range->upper, m_set, begin, end);
            }
            break;
        case NegentropyMode::IdList: {
            writeSkip();
            auto upper = range->upper;
            for (auto i = begin; i < end; ++i) {
                if (isFull(before + static_cast<qsizetype>((i - begin) * EventId::size))) {
                    upper = {m_set.at(i), EventId::size};
                    end = i;
                }
            }
            out.addIds(upper, m_set, begin, end);
            isWhole = true;
            break;
        }
        }
        if (isFull(out.size())) {
            if (!isWhole)
                out.cutTo(before);
            out.addFingerprint(NegentropyBound::end(), m_set.fingerprint(end, m_set.size()));
            break;
        }
        begin = end;
    }
    if (reader.error())
        return Unexpected(*reader.error());
    return out.bytes();
}

bool NegentropyResponder::isFull(qsizetype size) const noexcept
{
    return m_frameLimit > 0 && size > m_frameLimit - negentropyReserve;
}

} // namespace nostrscope
