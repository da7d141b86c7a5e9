// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"

#include <QObject>

#include <memory>

namespace nostrscope {

class MessageArea;

/// Says on every page when the disk with the database gets short (ux.md §3.8): a warning, and an error while
/// the archive has paused itself for it. Each change is said once: who closes the bar has read it.
class DiskWatch final : public QObject {
    Q_OBJECT

public:
    DiskWatch(UiContext& context, MessageArea& messages, QObject* parent);

signals:
    /// The user wants to see how much is stored.
    void storageRequested();

private:
    enum class State : std::uint8_t { Enough, Short, ArchivePaused };
    void onArchive(const ArchiveView& view);
    void look();
    void show(State state);

    UiContext& m_context;
    MessageArea& m_messages;
    State m_state = State::Enough;
    bool m_isArchivePaused = false;
};

} // namespace nostrscope
