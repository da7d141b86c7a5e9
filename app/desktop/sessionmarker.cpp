// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sessionmarker.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

SessionMarker::SessionMarker(const QString& database, const QString& folder)
{
    const QFileInfo file(database);
    const auto name = file.absoluteFilePath().toUtf8();
    const auto hash = QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(16);
    m_path = folder + u"/session-"_s + QString::fromLatin1(hash);
    QObject::connect(&m_beat, &QTimer::timeout, &m_beat, [this] { touch(); });
}

SessionMarker::~SessionMarker() = default;

QString SessionMarker::defaultFolder()
{
    // QStandardPaths::StateLocation came with Qt 6.7.
    auto state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state))
        state = QDir::homePath() + u"/.local/state"_s;
    return state + u"/nostrscope"_s;
}

std::optional<QDateTime> SessionMarker::begin()
{
    std::optional<QDateTime> crashed;
    const QFileInfo left(m_path);
    if (left.exists())
        crashed = left.lastModified();
    QDir().mkpath(left.absolutePath());
    touch();
    m_beat.start(beat);
    return crashed;
}

void SessionMarker::touch() const
{
    // Written anew: its time is the last sign of life. A full disk must not end the program.
    QSaveFile file(m_path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write("running\n");
        (void)file.commit();
    }
}

void SessionMarker::end()
{
    m_beat.stop();
    QFile::remove(m_path);
}

} // namespace nostrscope
