// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginelink.h"
#include "models/fmt.h"
#include "models/fmtsource.h"
#include "models/livefeed.h"
#include "models/rangemodel.h"
#include "models/settingshub.h"
#include "ui/pages/kindcolors.h"
#include "ui/theme/theme.h"

namespace nostrscope {

class ActionRegistry;
class FmtSource;
class MessageArea;

/// What pages and dialogs are made with. Lives as long as the main window.
struct UiContext {
    EngineLink& engine;
    Theme& theme;
    Fmt fmt;
    LiveFeed& feed;
    ActionRegistry& actions;
    RangeModel& range;
    FmtSource& formats; ///< where `fmt` comes from
    SettingsHub& settings;
    MessageArea* messages = nullptr; ///< set before the first page is made
    KindColors kindColors = {};
    std::uint64_t diskBytes = 0; ///< of the whole disk with the database; 0: not known

    /// Marks a question to the engine, so that an answer finds who asked.
    [[nodiscard]] int takeToken() { return engine.takeToken(); }
};

} // namespace nostrscope
