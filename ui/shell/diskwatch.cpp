// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/diskwatch.h"

#include "core/records/archiveview.h"
#include "models/diskroom.h"
#include "ui/kit/messagebar.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString key = u"disk"_s;

} // namespace

DiskWatch::DiskWatch(UiContext& context, MessageArea& messages, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_messages(messages)
{
    connect(&context.feed, &LiveFeed::updated, this, &DiskWatch::look);
    connect(&context.engine, &EngineLink::archiveChanged, this,
            [this](const std::shared_ptr<const ArchiveView>& view) { onArchive(*view); });
}

void DiskWatch::onArchive(const ArchiveView& view)
{
    m_isArchivePaused = view.isOn && view.hold == ArchiveHold::DiskLow;
    look();
}

void DiskWatch::look()
{
    const auto& snapshot = m_context.feed.shown();
    if (m_isArchivePaused)
        show(State::ArchivePaused);
    else if (snapshot
             && isDiskShort(snapshot->vitals.diskFreeBytes, m_context.diskBytes, m_state != State::Enough))
        show(State::Short);
    else
        show(State::Enough);
}

void DiskWatch::show(State state)
{
    if (state == std::exchange(m_state, state))
        return;
    m_messages.remove(key);
    if (state == State::Enough)
        return;
    const auto& fmt = m_context.fmt;
    MessageBar* bar = nullptr;
    if (state == State::ArchivePaused) {
        bar = m_messages.show(key, Tone::Error,
                              tr("The disk is nearly full: histories are not fetched until there is room. "
                                 "Remove old events (Retention), or free space."));
    } else {
        const auto free = m_context.feed.shown()->vitals.diskFreeBytes;
        bar = m_messages.show(
            key, Tone::Warning,
            m_context.diskBytes > 0
                ? tr("The disk gets short: %1 free, %2 of it.")
                      .arg(fmt.bytes(free), fmt.percent(double(free) / double(m_context.diskBytes)))
                : tr("The disk gets short: %1 free.").arg(fmt.bytes(free)));
    }
    bar->setAction(tr("S&how"), [this] { emit storageRequested(); });
}

} // namespace nostrscope
