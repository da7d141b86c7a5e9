// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settingshub.h"

namespace nostrscope {

/// A settings file is not trusted: larger ones are refused, more keys are not read.
inline constexpr qint64 maximumSettingsBytes = 1024 * 1024;
inline constexpr qsizetype maximumSettingsKeys = 5000;

/// What to do with a file that has lines that are not of the format.
enum class IniFaults { Refuse, Skip };

/// All keys of an INI file as they stand there, "group/name"; a value with commas is one text. The error is a
/// sentence: cannot be read, is too large, is not an INI file.
[[nodiscard]] Expected<QHash<QString, QString>, QString> readIni(const QString& file,
                                                                 IniFaults faults = IniFaults::Refuse);

/// A file that the user wants to take settings from. Values that are not valid and keys that nobody knows are
/// in its problems. The error is a sentence.
[[nodiscard]] Expected<SettingsFileContent, QString> readSettingsFile(const QString& file);
/// Replaces the file. Empty, or what went wrong.
[[nodiscard]] QString writeSettingsFile(const QString& file, const SettingsFileContent& content);

} // namespace nostrscope
