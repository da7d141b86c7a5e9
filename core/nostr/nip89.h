// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"

#include <memory>
#include <optional>
#include <vector>

namespace nostrscope {

inline constexpr Kind handlerKind = 31990;

/// What is kept of an announcement: kinds, topics and parameters; values of a parameter; bytes of a short
/// text and of a description. A content of more bytes is not looked at: real ones stay below 5 KiB.
inline constexpr std::size_t maxHandlerListItems = 100;
inline constexpr std::size_t maxHandlerParamValues = 50;
inline constexpr qsizetype maxHandlerText = 256;
inline constexpr qsizetype maxHandlerAbout = 4096;
inline constexpr qsizetype maxHandlerContentBytes = 64 * 1024;

/// A parameter that a machine understands: a member of `nip90Params`, which is in use but in no NIP.
struct HandlerParam {
    QByteArray name;
    bool isRequired = false;
    std::vector<QByteArray> values; ///< to choose from; empty: free
    QByteArray description;

    friend bool operator==(const HandlerParam&, const HandlerParam&) = default;
};

/// The content of an announcement, and of a profile (kind 0), which has the same form. Texts are untrusted
/// UTF-8 as sent, blank ones are none; show them through plainText() (core/nostr/plaintext.h).
struct HandlerProfile {
    QByteArray name; ///< `name`, else `display_name`, else `displayName`
    QByteArray about; ///< `about`, else `description`
    QByteArray picture; ///< `picture`, else `image`: http or https; never to be loaded by itself
    QByteArray website; ///< http or https
    QByteArray lightning; ///< `lud16`
    QByteArray price; ///< `amount` as written, without a unit, because they differ: "free", "10"
    std::vector<HandlerParam> params;
    std::optional<bool> takesEncrypted; ///< `encryptionSupported` or `supportsEncryption`
    std::optional<bool> takesCashu; ///< `cashuAccepted` or `acceptsNutZaps`

    friend bool operator==(const HandlerProfile&, const HandlerProfile&) = default;
};

enum class HandlerContent : std::uint8_t {
    Empty, ///< the profile of the author (kind 0) describes it (NIP-89)
    Profile,
    Malformed, ///< no JSON object, or nested too deeply
    TooLarge,
};

/// Who handles events of some kinds, kind 31990 (NIP-89): machines, but applications too. The handler is
/// Address::of() the event, so a newer version replaces this one.
struct Handler {
    std::vector<Kind> kinds; ///< `k`, ascending, each once; what is no kind is left out
    std::vector<QByteArray> topics; ///< `t`
    HandlerContent content = HandlerContent::Empty;
    HandlerProfile profile; ///< empty unless the content is one
    bool isCut = false; ///< a list of tags held more than is kept

    /// Whether it names the kind of a job request (NIP-90): then it is a machine.
    [[nodiscard]] bool handlesJobs() const;
};

/// Reads announcements. Holds buffers that are reused, so it is one per thread and not shared.
class HandlerReader {
public:
    HandlerReader();
    ~HandlerReader();
    Q_DISABLE_COPY_MOVE(HandlerReader)

    /// None for another kind.
    [[nodiscard]] std::optional<Handler> read(const Event& event);
    /// The content alone, also that of a kind 0. `profile` is empty unless the answer is Profile.
    [[nodiscard]] HandlerContent readProfile(QByteArrayView content, HandlerProfile& profile);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace nostrscope
