// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discovery.h"

#include <vector>

namespace nostrscope {

/// URLs that are probably one relay (DIS-4), and why.
struct DuplicateGroup {
    enum class Reason : std::uint8_t {
        Name = 1, ///< the same but for www., scheme or the ports 80 and 443
        Document = 2, ///< the same NIP-11 document with the same key
        Both = 3,
    };
    Reason reason = Reason::Name;
    std::vector<QByteArray> urls; ///< most mentioned first
};
[[nodiscard]] const char* toString(DuplicateGroup::Reason reason) noexcept;

/// Groups of two and more, greatest first. A document without a key groups nobody: programs bring one along.
[[nodiscard]] std::vector<DuplicateGroup> findDuplicates(const std::vector<Candidate>& candidates);
/// What two URLs have in common that are one by their names.
[[nodiscard]] QByteArray duplicateName(const QByteArray& url);

} // namespace nostrscope
