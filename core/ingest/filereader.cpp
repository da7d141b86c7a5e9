// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/filereader.h"

#include "core/base/limits.h"
#include "core/nostr/eventpeek.h"

#include <algorithm>
#include <cstring>

namespace nostrscope {

namespace {

/// `["EVENT","` + subscription id + `",` + `]` and some white space, around an event of full size.
constexpr qsizetype maxTextBytes = static_cast<qsizetype>(limits::maxEventBytes) + 512;

bool isSpace(char byte) noexcept
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/// The event of `["EVENT",{…}]`, as clients send it; empty for everything else.
QByteArrayView eventOfClientFrame(QByteArrayView text)
{
    for (const QByteArrayView part :
         {QByteArrayView("["), QByteArrayView("\"EVENT\""), QByteArrayView(",")}) {
        text = text.trimmed();
        if (!text.startsWith(part))
            return {};
        text = text.sliced(part.size());
    }
    text = text.trimmed();
    return text.startsWith('{') && text.endsWith(']') ? text.chopped(1) : QByteArrayView();
}

} // namespace

FileReader::FileReader(Source source)
    : m_input(std::move(source))
{
}

std::optional<QByteArray> FileReader::next()
{
    while (!m_isFinished) {
        if (m_block.isEmpty())
            nextBlock();
        if (m_block.isEmpty() ? finish() : consume()) {
            if (auto text = takeText())
                return text;
        }
    }
    return std::nullopt;
}

void FileReader::nextBlock()
{
    m_block = m_input.next();
    if (!std::exchange(m_isFirst, false))
        return;
    // Windows editors put a byte order mark in front.
    constexpr QByteArrayView mark = "\xef\xbb\xbf";
    while (!m_block.isEmpty() && m_start.size() < mark.size()) {
        m_start += m_block;
        m_block = m_input.next();
    }
    // What came after the start is not lost: blocks of the start are short, so it is put behind it.
    m_start += m_block;
    m_block =
        m_start.startsWith(mark) ? QByteArrayView(m_start).sliced(mark.size()) : QByteArrayView(m_start);
}

bool FileReader::consume()
{
    switch (m_state) {
    case State::Start:
        return consumeStart();
    case State::Bracket:
        consumeBracket();
        return false;
    case State::Line:
        return consumeLine();
    case State::Array:
        consumeArray();
        return false;
    case State::Element:
        return consumeElement();
    case State::Scalar:
        return consumeScalar();
    }
    Q_UNREACHABLE();
}

bool FileReader::consumeStart()
{
    skipSpace();
    if (m_block.isEmpty())
        return false;
    if (m_block[0] == '[') {
        append(m_block.first(1));
        advance(1);
        m_state = State::Bracket;
        return false;
    }
    m_state = State::Line;
    return consumeLine();
}

void FileReader::consumeBracket()
{
    skipSpace();
    if (m_block.isEmpty())
        return;
    if (m_block[0] == '"') {
        m_state = State::Line; // a frame: its first element is the verb
        return;
    }
    m_text.clear();
    m_state = State::Array;
}

bool FileReader::consumeLine()
{
    const auto* end =
        static_cast<const char*>(std::memchr(m_block.data(), '\n', static_cast<std::size_t>(m_block.size())));
    const auto length = end ? end - m_block.data() : m_block.size();
    append(m_block.first(length));
    advance(std::min(length + 1, m_block.size()));
    if (!end)
        return false;
    m_state = State::Start;
    return true;
}

void FileReader::consumeArray()
{
    while (!m_block.isEmpty() && (isSpace(m_block[0]) || m_block[0] == ','))
        advance(1);
    if (m_block.isEmpty())
        return;
    switch (m_block[0]) {
    case ']':
        advance(1);
        m_state = State::Start;
        return;
    case '{':
    case '[':
        m_depth = 0;
        m_inString = m_isEscaped = false;
        m_state = State::Element;
        return;
    default:
        m_state = State::Scalar;
        return;
    }
}

bool FileReader::endsElement(char byte)
{
    if (m_inString) {
        // A raw line break cannot be inside a string: the quote is missing. Go on with the next line, else
        // one torn event would swallow all that follow.
        if (byte == '\n')
            return true;
        if (m_isEscaped)
            m_isEscaped = false;
        else if (byte == '\\')
            m_isEscaped = true;
        else if (byte == '"')
            m_inString = false;
        return false;
    }
    if (byte == '"')
        m_inString = true;
    else if (byte == '{' || byte == '[')
        ++m_depth;
    else if (byte == '}' || byte == ']')
        --m_depth;
    return m_depth == 0;
}

bool FileReader::consumeElement()
{
    qsizetype length = 0;
    bool isWhole = false;
    while (length < m_block.size() && !isWhole)
        isWhole = endsElement(m_block[length++]);
    append(m_block.first(length));
    advance(length);
    if (isWhole)
        m_state = State::Array;
    return isWhole;
}

bool FileReader::consumeScalar()
{
    const auto* end = std::find_if(m_block.begin(), m_block.end(),
                                   [](char byte) { return byte == ',' || byte == ']' || byte == '\n'; });
    const bool isWhole = end != m_block.end();
    append(m_block.first(end - m_block.begin()));
    advance(end - m_block.begin());
    if (isWhole)
        m_state = State::Array;
    return isWhole;
}

/// The end of the input: what is there is half a text, or the last line without a line break.
bool FileReader::finish()
{
    m_isFinished = true;
    if (m_state == State::Array || m_state == State::Element || m_state == State::Scalar)
        m_fault = FileFault::UnfinishedArray;
    m_state = State::Start;
    return !m_text.isEmpty();
}

void FileReader::append(QByteArrayView bytes)
{
    if (m_text.isEmpty())
        m_textLine = m_line;
    m_text.append(bytes.first(std::min(bytes.size(), maxTextBytes + 1 - m_text.size())));
}

void FileReader::skipSpace()
{
    qsizetype length = 0;
    while (length < m_block.size() && isSpace(m_block[length]))
        ++length;
    advance(length);
}

void FileReader::advance(qsizetype length)
{
    m_line += static_cast<std::uint64_t>(std::count(m_block.begin(), m_block.begin() + length, '\n'));
    m_block = m_block.sliced(length);
}

/// Takes the event out of its frame; none for messages that carry no event.
std::optional<QByteArray> FileReader::takeText()
{
    auto text = std::exchange(m_text, {});
    while (text.endsWith('\r') || text.endsWith(' ') || text.endsWith('\t'))
        text.chop(1);
    if (text.isEmpty())
        return std::nullopt;
    if (!text.startsWith('[') || text.size() > maxTextBytes)
        return text;
    if (const auto frame = peekEventFrame(text))
        return frame->event.toByteArray();
    if (const auto event = eventOfClientFrame(text); !event.isEmpty())
        return event.toByteArray();
    const auto message = m_parser.parseRelayMessage(text);
    const bool isOther = !std::holds_alternative<MalformedMessage>(message)
        && !std::holds_alternative<UnknownMessage>(message) && !std::holds_alternative<EventMessage>(message)
        && !std::holds_alternative<BadEventMessage>(message);
    if (!isOther)
        return text;
    ++m_otherMessages;
    return std::nullopt;
}

} // namespace nostrscope
