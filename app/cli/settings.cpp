// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/settings.h"

#include <QFileInfo>
#include <QSettings>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Known {
    QLatin1StringView key;
    QLatin1StringView fallback;
    QLatin1StringView text;
};
// An empty fallback is the default of the engine, which the text names.
constexpr Known known[] = {
    {"database/path"_L1, ""_L1, "file of the database (that of the profile)"_L1},
    {"database/profile"_L1, "default"_L1, "name of the profile (default)"_L1},
    {"collect/kinds"_L1, ""_L1, "kinds asked for: all, or such as 0,1,5000-5999 (the common ones)"_L1},
    {"collect/maxConnections"_L1, ""_L1, "relays connected at once, 1-1000 (250)"_L1},
    {"collect/handshakesAtOnce"_L1, ""_L1, "connections opened at once, 1-100 (20)"_L1},
    {"collect/pageLimit"_L1, ""_L1, "events asked for in one page of history, 10-5000 (500)"_L1},
    {"collect/catchUp"_L1, ""_L1, "ask for what was missed: true or false (true)"_L1},
    {"collect/catchUpSince"_L1, ""_L1, "from this time on, whatever is known (last contact)"_L1},
    {"network/allowPrivate"_L1, "false"_L1, "lists may hold private addresses: true or false (false)"_L1},
    {"network/torProxy"_L1, ""_L1, "HOST:PORT of a SOCKS 5 proxy for .onion (none)"_L1},
    {"network/i2pProxy"_L1, ""_L1, "HOST:PORT of a SOCKS 5 proxy for .i2p (none)"_L1},
    {"network/lokiProxy"_L1, ""_L1, "HOST:PORT of a SOCKS 5 proxy for .loki (none)"_L1},
    {"retention/sizeGiB"_L1, "20"_L1, "size of the database at which the oldest events go; 0: none (20)"_L1},
    {"retention/archiveFolder"_L1, ""_L1, "folder for copies of what retention removes (none)"_L1},
    {"retention/trimSuperseded"_L1, "false"_L1,
     "retention removes the content of replaced versions: true or false (false)"_L1},
    {"retention/honourVanish"_L1, "false"_L1,
     "retention removes the content of who asked to be forgotten: true or false (false)"_L1},
    {"ingest/threads"_L1, ""_L1, "threads that verify, 0-64; 0 is one for each core (0)"_L1},
};

const Known* find(QStringView key)
{
    for (const auto& setting : known) {
        if (key == setting.key)
            return &setting;
    }
    return nullptr;
}

QStringList environmentNames(QLatin1StringView key)
{
    QString joined;
    QString split;
    for (const QChar letter : QString(key)) {
        if (letter.isUpper())
            split += u'_';
        joined += letter == u'/' ? QChar(u'_') : letter.toUpper();
        split += letter == u'/' ? QChar(u'_') : letter.toUpper();
    }
    QStringList names{u"NOSTRSCOPE_"_s + joined, u"NOSTRSCOPE_"_s + split};
    names.removeDuplicates();
    return names;
}

} // namespace

Expected<Settings, QString> Settings::load(const QString& file, const QProcessEnvironment& environment)
{
    Settings settings;
    if (!file.isEmpty()) {
        if (!QFileInfo(file).isFile() || !QFileInfo(file).isReadable())
            return Unexpected(u"The settings file “%1” cannot be read."_s.arg(file));
        QSettings ini(file, QSettings::IniFormat);
        const auto keys = ini.allKeys();
        if (ini.status() != QSettings::NoError)
            return Unexpected(u"The settings file “%1” is not an INI file."_s.arg(file));
        for (const auto& key : keys) {
            if (find(key))
                settings.m_values.insert(key, ini.value(key).toString());
            else
                settings.m_unknownKeys.append(key);
        }
    }
    for (const auto& setting : known) {
        for (const auto& name : environmentNames(setting.key)) {
            if (environment.contains(name))
                settings.m_values.insert(setting.key, environment.value(name));
        }
    }
    return settings;
}

QString Settings::value(const QString& key) const
{
    const auto found = m_values.constFind(key);
    if (found != m_values.constEnd())
        return *found;
    const auto* setting = find(key);
    Q_ASSERT(setting);
    return setting ? QString(setting->fallback) : QString();
}

QString Settings::describeAll()
{
    QString text;
    for (const auto& setting : known)
        text += u"  %1  %2\n"_s.arg(QString(setting.key).leftJustified(24), setting.text);
    return text;
}

} // namespace nostrscope
