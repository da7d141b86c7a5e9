// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>

namespace nostrscope {

struct SettingInfo;

/// Where a value comes from; later ones win.
enum class SettingOrigin : std::uint8_t { Default, File, Environment, CommandLine };

/// The values of all settings of the table. A value that is not valid counts as not given, and is told by
/// problems(); keys that the table does not know are ignored.
class SettingLayers {
public:
    /// By a file or by the command line. An empty text is the default, also over lower layers.
    void set(SettingOrigin layer, const QString& key, const QString& text);
    /// A file; unknown keys are ignored.
    void setFile(const QHash<QString, QString>& values);
    void setEnvironment(const QProcessEnvironment& environment);

    /// The value in force, canonical. The key must be in the table.
    [[nodiscard]] QString value(QStringView key) const;
    [[nodiscard]] bool flag(QStringView key) const;
    [[nodiscard]] int number(QStringView key) const;
    [[nodiscard]] double decimal(QStringView key) const;
    /// Which layer the value in force comes from.
    [[nodiscard]] SettingOrigin origin(QStringView key) const;
    /// Environment or command line: a change of the file would not be seen.
    [[nodiscard]] bool isFixed(QStringView key) const { return origin(key) >= SettingOrigin::Environment; }
    /// Canonical values of the file that are not the default, for storing.
    [[nodiscard]] QHash<QString, QString> stored() const;

    /// A sentence for each value that is not valid and that no valid one covers, in the order of the table;
    /// only of keys that begin with one of `prefixes` (none: all).
    [[nodiscard]] QStringList problems(const QStringList& prefixes = {}) const;

    friend bool operator==(const SettingLayers&, const SettingLayers&) = default;

private:
    struct Entry {
        QString text; ///< canonical when valid
        QString wanted; ///< what would be valid; empty: it is

        friend bool operator==(const Entry&, const Entry&) = default;
    };
    using Layer = QHash<QString, Entry>;

    [[nodiscard]] const Layer& layer(SettingOrigin origin) const;

    std::array<Layer, 3> m_layers; ///< file, environment, command line
};

} // namespace nostrscope
