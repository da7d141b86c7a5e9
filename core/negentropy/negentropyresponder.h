// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/negentropy/negentropycodec.h"

namespace nostrscope {

/// The relay's side of a session, for simulated relays and tests; keeps nothing between messages.
class NegentropyResponder {
public:
    /// `set` is sealed and outlives this. `frameLimit`: bytes of a message, 0 (no limit) or at least 4096.
    NegentropyResponder(const NegentropySet& set, qsizetype frameLimit);

    /// The answer to a message: to another version of the protocol, the one that we speak.
    [[nodiscard]] Expected<QByteArray, NegentropyError> answer(QByteArrayView message) const;

private:
    [[nodiscard]] bool isFull(qsizetype size) const noexcept;

    const NegentropySet& m_set;
    const qsizetype m_frameLimit;
};

} // namespace nostrscope
