// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"

#include <QHash>
#include <QProcessEnvironment>
#include <QString>

namespace nostrscope {

/// Settings by key "group/name": defaults < file < environment < options. A key is NOSTRSCOPE_GROUP_NAME in
/// the environment, where "allowPrivate" may be written ALLOWPRIVATE or ALLOW_PRIVATE.
class Settings {
public:
    /// Reads `file` (INI; empty: none) and the environment. The error is an English sentence.
    [[nodiscard]] static Expected<Settings, QString> load(const QString& file,
                                                          const QProcessEnvironment& environment);

    /// By an option of the command line.
    void set(const QString& key, const QString& value) { m_values.insert(key, value); }
    [[nodiscard]] QString value(const QString& key) const;
    /// Keys of the file that nothing reads: misspelled, or of the window.
    [[nodiscard]] const QStringList& unknownKeys() const { return m_unknownKeys; }
    /// Every key with its default and what it is, for --help.
    [[nodiscard]] static QString describeAll();

private:
    QHash<QString, QString> m_values;
    QStringList m_unknownKeys;
};

} // namespace nostrscope
