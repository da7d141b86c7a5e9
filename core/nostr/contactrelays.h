// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <vector>

namespace nostrscope {

/// One member of the relay list that old clients keep in the content of kind 3.
struct ContactRelay {
    QByteArray url; ///< as written, to be read by RelayUrl::parse
    bool isRead = false;
    bool isWrite = false;
};

/// Reads the content of contact lists, kind 3: `{"wss://…":{"read":true,"write":false},…}` (deprecated,
/// NIP-24). Holds buffers that are reused: one per thread.
class ContactRelayReader {
public:
    ContactRelayReader();
    ~ContactRelayReader();
    Q_DISABLE_COPY_MOVE(ContactRelayReader)

    /// In the order of the text, at most `max`; a member without read and write means both. Empty for what is
    /// no JSON object or above limits::maxEventBytes.
    [[nodiscard]] std::vector<ContactRelay> read(QByteArrayView content, std::size_t max);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace nostrscope
