// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/facts/visibility.h"

namespace nostrscope::facts {

namespace {

constexpr Kind deletionKind = 5;
constexpr Kind vanishKind = 62;

} // namespace

Visibility visibility(Kind kind, const EventId& id, Timestamp createdAt, const Claims& claims,
                      Timestamp now) noexcept
{
    if (kind != vanishKind && claims.vanishedUntil && createdAt <= *claims.vanishedUntil)
        return Visibility::Vanished;
    const bool byAddress = claims.addressDeletedAt && createdAt <= *claims.addressDeletedAt;
    if (kind != deletionKind && kind != vanishKind && (claims.deletedById || byAddress))
        return Visibility::Deleted;
    if (claims.expiresAt && now >= *claims.expiresAt)
        return Visibility::Expired;
    if (claims.newest && replaces(claims.newest->createdAt, claims.newest->id, createdAt, id))
        return Visibility::Superseded;
    return Visibility::Current;
}

const char* toString(Visibility visibility) noexcept
{
    switch (visibility) {
    case Visibility::Current:
        return "current";
    case Visibility::Superseded:
        return "superseded";
    case Visibility::Deleted:
        return "deleted";
    case Visibility::Expired:
        return "expired";
    case Visibility::Vanished:
        return "vanished";
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope::facts
