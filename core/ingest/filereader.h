// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/filereaderinput.h"
#include "core/nostr/eventparser.h"

#include <optional>

namespace nostrscope {

/// Events of a file as texts, one after the other, in constant memory (STO-5).
///
/// Reads JSON lines (also those of `strfry export`), JSON arrays of events, one or several in a row and in
/// any layout, and raw frames `["EVENT","sub",{…}]` or `["EVENT",{…}]`; other messages of relays are passed
/// over. What is no event is handed out as it stands, so that the pipeline refuses, counts and keeps it; what
/// is longer than an event may be is cut just above the limit, the rest of it skipped without buffering.
class FileReader {
public:
    using Source = FileReaderInput::Source;

    explicit FileReader(Source source);

    /// The next text, never empty; none at the end and after a fault.
    [[nodiscard]] std::optional<QByteArray> next();
    [[nodiscard]] FileFault fault() const noexcept
    {
        return m_input.fault() != FileFault::None ? m_input.fault() : m_fault;
    }
    /// Of the file, from 1: where the last text began.
    [[nodiscard]] std::uint64_t line() const noexcept { return m_textLine; }
    [[nodiscard]] std::uint64_t bytesRead() const noexcept { return m_input.bytesRead(); }
    /// Messages of relays that carry no event (EOSE, NOTICE …).
    [[nodiscard]] std::uint64_t otherMessages() const noexcept { return m_otherMessages; }

private:
    enum class State : std::uint8_t {
        Start, ///< before a line or an array
        Bracket, ///< after `[`: an array of events, or a frame
        Line,
        Array, ///< between elements
        Element, ///< inside an object or a frame of an array
        Scalar, ///< inside something that cannot be an event
    };
    void nextBlock();
    /// Uses up some of the block; true when m_text is a whole text.
    [[nodiscard]] bool consume();
    [[nodiscard]] bool consumeStart();
    void consumeBracket();
    [[nodiscard]] bool consumeLine();
    void consumeArray();
    [[nodiscard]] bool consumeElement();
    [[nodiscard]] bool consumeScalar();
    /// True when this byte ends the element.
    [[nodiscard]] bool endsElement(char byte);
    [[nodiscard]] bool finish();
    void append(QByteArrayView bytes);
    void advance(qsizetype length);
    void skipSpace();
    [[nodiscard]] std::optional<QByteArray> takeText();

    FileReaderInput m_input;
    EventParser m_parser;
    QByteArrayView m_block;
    QByteArray m_start; ///< the first bytes, perhaps with a byte order mark
    QByteArray m_text;
    State m_state = State::Start;
    FileFault m_fault = FileFault::None;
    std::uint64_t m_line = 1; ///< of the next byte
    std::uint64_t m_textLine = 1;
    std::uint64_t m_depth = 0;
    bool m_inString = false;
    bool m_isEscaped = false;
    bool m_isFirst = true;
    bool m_isFinished = false;
    std::uint64_t m_otherMessages = 0;
};

} // namespace nostrscope
