// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/recordingwriter.h"

#include "core/base/coretext.h"
#include "core/base/varint.h"

#include <zstd.h>

namespace nostrscope {

using recording::Tag;

namespace {

constexpr int level = 6; // three times as fast as relays of a whole network send
constexpr qsizetype pendingBytes = 256 * 1024;
/// A member of the file: its checksum is looked at when it ends.
constexpr std::uint64_t memberBytes = 16 * 1024 * 1024;

void appendBytes(QByteArray& out, QByteArrayView bytes)
{
    appendVarint(out, static_cast<std::uint64_t>(bytes.size()));
    out.append(bytes);
}

} // namespace

void RecordingWriter::Free::operator()(ZSTD_CCtx_s* context) const
{
    ZSTD_freeCCtx(context);
}

RecordingWriter::RecordingWriter(const QString& path)
    : m_file(path)
    , m_context(ZSTD_createCCtx())
    , m_out(static_cast<qsizetype>(ZSTD_CStreamOutSize()), Qt::Uninitialized)
{
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 1);
    m_pending.append(recording::magic);
    m_pending.append(static_cast<char>(recording::version));
}

RecordingWriter::~RecordingWriter() = default;

Expected<std::unique_ptr<RecordingWriter>, QString> RecordingWriter::create(const QString& path)
{
    std::unique_ptr<RecordingWriter> writer(new RecordingWriter(path));
    if (QFile::exists(path))
        return Unexpected(CoreText::tr("%1 exists already.").arg(path));
    if (!writer->m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return Unexpected(CoreText::tr("%1 cannot be written: %2").arg(path, writer->m_file.errorString()));
    writer->flush();
    if (!writer->error().isEmpty())
        return Unexpected(writer->error());
    return writer;
}

void RecordingWriter::add(const RawEvent& frame, const QByteArray& url)
{
    if (!m_error.isEmpty())
        return;
    begin(Tag::Frame, frame.relay, url, frame.arrivedAt);
    m_pending.append(static_cast<char>(frame.origin));
    appendBytes(m_pending, frame.json);
    ++m_frames;
    flushWhenFull();
}

void RecordingWriter::addMessage(RelayId relay, const QByteArray& url, const QByteArray& text,
                                 UnixMillis arrivedAt)
{
    if (!m_error.isEmpty() || static_cast<std::size_t>(text.size()) > recording::maxFrameBytes)
        return;
    begin(Tag::Message, relay, url, arrivedAt);
    appendBytes(m_pending, text);
    ++m_messages;
    flushWhenFull();
}

void RecordingWriter::begin(Tag tag, RelayId relay, const QByteArray& url, UnixMillis arrivedAt)
{
    const auto [number, isNew] = m_numbers.try_emplace(relay, m_numbers.size());
    if (isNew) {
        m_pending.append(static_cast<char>(Tag::Relay));
        appendBytes(m_pending, url);
    }
    const auto time = toMillis(arrivedAt);
    m_pending.append(static_cast<char>(tag));
    appendVarint(m_pending, number->second);
    appendVarint(m_pending, zigZag(time - m_lastTime));
    m_lastTime = time;
}

void RecordingWriter::flushWhenFull()
{
    if (m_pending.size() >= pendingBytes)
        flush();
}

void RecordingWriter::flush()
{
    if (m_pending.isEmpty() || !m_error.isEmpty())
        return;
    m_memberBytes += static_cast<std::uint64_t>(m_pending.size());
    write(m_memberBytes >= memberBytes ? Level::Member : Level::Block);
}

bool RecordingWriter::finish()
{
    m_pending.append(static_cast<char>(Tag::End));
    appendVarint(m_pending, m_frames + m_messages);
    if (m_error.isEmpty())
        write(Level::Member);
    m_file.close();
    return m_error.isEmpty();
}

void RecordingWriter::write(Level end)
{
    ZSTD_inBuffer in{m_pending.constData(), static_cast<std::size_t>(m_pending.size()), 0};
    std::size_t left = 0;
    do {
        ZSTD_outBuffer out{m_out.data(), static_cast<std::size_t>(m_out.size()), 0};
        left = ZSTD_compressStream2(m_context.get(), &out, &in,
                                    end == Level::Member ? ZSTD_e_end : ZSTD_e_flush);
        if (ZSTD_isError(left)) {
            m_error = QString::fromLatin1(ZSTD_getErrorName(left));
            return;
        }
        const auto size = static_cast<qint64>(out.pos);
        if (m_file.write(m_out.constData(), size) != size) {
            m_error = CoreText::tr("%1 cannot be written: %2").arg(m_file.fileName(), m_file.errorString());
            return;
        }
        m_written += out.pos;
    } while (left > 0);
    m_pending.clear();
    if (end == Level::Member)
        m_memberBytes = 0;
    if (!m_file.flush())
        m_error = CoreText::tr("%1 cannot be written: %2").arg(m_file.fileName(), m_file.errorString());
}

} // namespace nostrscope
