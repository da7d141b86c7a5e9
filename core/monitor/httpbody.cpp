// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/httpbody.h"

#include "core/net/wshandshake.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace nostrscope {

namespace http = boost::beast::http;

namespace {

std::string_view viewOf(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

struct HttpAnswer::Private {
    http::response_parser<http::string_body> parser;
    QByteArray pending; ///< what the parser has not taken yet: an unfinished line
    State state = State::More;

    /// The parser takes any three digits.
    [[nodiscard]] bool hasGoodStatus() const
    {
        return !parser.is_header_done()
            || (parser.get().result_int() >= 100 && parser.get().result_int() <= 599);
    }
    State judge(const boost::system::error_code& error)
    {
        if (error == http::error::body_limit || error == http::error::header_limit
            || error == http::error::buffer_overflow)
            state = State::TooLarge;
        else if ((error && error != http::error::need_more) || !hasGoodStatus())
            state = State::Malformed;
        else if (parser.is_done())
            state = State::Done;
        return state;
    }
};

HttpAnswer::HttpAnswer(std::size_t maxBodyBytes)
    : d(std::make_unique<Private>())
{
    d->parser.body_limit(maxBodyBytes);
    d->parser.header_limit(static_cast<std::uint32_t>(maxHttpHeadBytes));
    d->parser.eager(true);
}

HttpAnswer::~HttpAnswer() = default;

HttpAnswer::State HttpAnswer::feed(QByteArrayView bytes)
{
    d->pending.append(bytes);
    while (d->state == State::More && !d->pending.isEmpty()) {
        boost::system::error_code error;
        const auto taken = d->parser.put(
            boost::asio::buffer(d->pending.constData(), static_cast<std::size_t>(d->pending.size())), error);
        d->pending.remove(0, static_cast<qsizetype>(taken));
        if (d->judge(error) == State::More && (taken == 0 || error == http::error::need_more))
            break;
    }
    if (d->state == State::More && d->pending.size() > maxHttpHeadBytes)
        d->state = State::TooLarge; // a line of a chunk that never ends
    return d->state;
}

HttpAnswer::State HttpAnswer::end()
{
    if (d->state != State::More)
        return d->state;
    if (!d->parser.got_some()) // asserted by put_eof(): an end without a byte before it
        return d->state = State::Malformed;
    boost::system::error_code error;
    d->parser.put_eof(error);
    if (d->judge(error) == State::More)
        d->state = State::Malformed; // cut
    return d->state;
}

int HttpAnswer::status() const
{
    return d->parser.is_header_done() && d->hasGoodStatus() ? static_cast<int>(d->parser.get().result_int())
                                                            : 0;
}

QByteArray HttpAnswer::header(QByteArrayView name, qsizetype maxLength) const
{
    if (!d->parser.is_header_done())
        return {};
    const auto value = d->parser.get()[boost::beast::string_view(name.data(), viewOf(name).size())];
    return QByteArray(value.data(), static_cast<qsizetype>(value.size())).trimmed().left(maxLength);
}

QByteArray HttpAnswer::body() const
{
    const auto& body = d->parser.get().body();
    return {body.data(), static_cast<qsizetype>(body.size())};
}

} // namespace nostrscope
