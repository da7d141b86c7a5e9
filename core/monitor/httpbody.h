// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <memory>

namespace nostrscope {

/// A whole HTTP/1.1 answer, without sockets: head and a body of given length, in chunks, or up to the end of
/// the connection. Holds at most the body limit and 16 KiB of head. Encoded bodies are not decoded.
class HttpAnswer {
public:
    explicit HttpAnswer(std::size_t maxBodyBytes);
    ~HttpAnswer();
    Q_DISABLE_COPY_MOVE(HttpAnswer)

    enum class State { More, Done, TooLarge, Malformed };
    State feed(QByteArrayView bytes);
    /// The connection ended.
    State end();

    /// Of the head; 0 and empty before it has come.
    [[nodiscard]] int status() const;
    /// The first field of that name, at most `maxLength` bytes of it.
    [[nodiscard]] QByteArray header(QByteArrayView name, qsizetype maxLength = 256) const;
    [[nodiscard]] QByteArray body() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace nostrscope
