// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/nostr/ids.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nostrscope {

/// What a setting holds. Every value is kept as text; its canonical form is what canonicalValue() gives.
enum class SettingType : std::uint8_t {
    Flag, ///< "true", "false"
    Number, ///< an integer, `min` … `max`
    Decimal, ///< `min` … `max`
    Choice, ///< an id of `choices`
    Kinds, ///< "all", or "0,1,5000-5999"; empty: the default kinds
    Proxy, ///< "HOST:PORT" of a SOCKS 5 proxy; empty: none
    Folder, ///< a path; empty: none
    File, ///< a path
    Name, ///< of a profile: letters, digits, "-", "_", "."
    Moment, ///< as parseTime() reads it; empty: none
    Zone, ///< an IANA name, or "system"
    Language ///< "de", "pt_BR", or "system"
};

/// Where the window shows a setting. Keys of the tool alone are on no page.
enum class SettingPage : std::uint8_t {
    General,
    Appearance,
    Network,
    Collection,
    Monitor,
    Archive,
    Formats,
    Advanced,
    Nowhere
};

/// When a changed value counts.
enum class SettingEffect : std::uint8_t { AtOnce, NextStart, NextRetention };

struct SettingChoice {
    QLatin1StringView id;
    const char* title; ///< English, translated by choiceTitle()
};

/// One setting of the program. Window, command line, environment, files and docs/settings.md all read this
/// table, so a new setting is one entry here and the place that uses its value.
struct SettingInfo {
    QLatin1StringView key; ///< "group/name": never changes, files hold it
    SettingType type;
    QLatin1StringView fallback; ///< the default, canonical
    SettingPage page;
    SettingEffect effect;
    const char* title; ///< English, translated by settingTitle()
    const char* explanation; ///< one sentence
    double min = 0;
    double max = 0;
    const char* unit = nullptr; ///< "relays", "GiB" …
    const char* special = nullptr; ///< what `min`, or an empty text, means: "no bound"
    std::span<const SettingChoice> choices = {};
    QLatin1StringView option = {}; ///< of the command line tool
};

/// In the order in which they are shown.
[[nodiscard]] std::span<const SettingInfo> settingsTable();
/// Null when there is none.
[[nodiscard]] const SettingInfo* findSetting(QStringView key);

/// The one form in which a value is kept and compared; an empty text is the default. The error says what is
/// wanted ("a number from 1 to 1000"), in the language of the window.
[[nodiscard]] Expected<QString, QString> canonicalValue(const SettingInfo& setting, const QString& text);

/// "0,1,5000-5999"; none when it is no such list or empty. Ascending, each once.
[[nodiscard]] std::optional<std::vector<Kind>> parseKinds(QStringView text);

/// NOSTRSCOPE_GROUP_NAME, where "allowPrivate" may be ALLOWPRIVATE or ALLOW_PRIVATE.
[[nodiscard]] QStringList environmentNames(const QString& key);

// Texts in the language of the window.
[[nodiscard]] QString pageTitle(SettingPage page);
[[nodiscard]] QString settingTitle(const SettingInfo& setting);
[[nodiscard]] QString settingExplanation(const SettingInfo& setting);
[[nodiscard]] QString settingUnit(const SettingInfo& setting);
[[nodiscard]] QString settingSpecial(const SettingInfo& setting);
[[nodiscard]] QString choiceTitle(const SettingChoice& choice);
/// "1 to 1000", "true or false", "HOST:PORT" …
[[nodiscard]] QString allowedText(const SettingInfo& setting);
/// A canonical value as people read it: "250 relays", "On", "no bound".
[[nodiscard]] QString valueText(const SettingInfo& setting, const QString& value);
[[nodiscard]] QString effectText(SettingEffect effect);

} // namespace nostrscope
