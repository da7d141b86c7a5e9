// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/demonetwork.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype maximumFirstLine = 1024 * 1024;
constexpr auto startTime = 15s;
constexpr auto endTime = 500ms;

} // namespace

DemoNetwork::DemoNetwork(QString program, QObject* parent)
    : QObject(parent)
    , m_program(std::move(program))
    , m_process(std::make_unique<QProcess>())
{
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_deadline.setSingleShot(true);
    m_endDeadline.setSingleShot(true);
#ifdef Q_OS_LINUX
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &DemoNetwork::onOutput);
    connect(m_process.get(), &QProcess::finished, this, &DemoNetwork::onEnded);
    connect(m_process.get(), &QProcess::errorOccurred, this, &DemoNetwork::onEnded);
    connect(&m_deadline, &QTimer::timeout, this, &DemoNetwork::onEnded);
}

DemoNetwork::~DemoNetwork()
{
    m_process->disconnect(this);
    if (m_process->state() == QProcess::NotRunning)
        return;
    // Whoever could not wait for stopped(): a killed process is gone at once. One that the kernel holds is
    // left behind, for the destructor of QProcess would wait half a minute; it dies with us in any case.
    m_process->kill();
    if (!m_process->waitForFinished(static_cast<int>(endTime.count())))
        (void)m_process.release();
}

void DemoNetwork::stop()
{
    m_hasFailed = true; // its end is no failure
    m_deadline.stop();
    if (m_process->state() == QProcess::NotRunning) {
        emit stopped();
        return;
    }
    connect(m_process.get(), &QProcess::finished, this, &DemoNetwork::stopped);
    connect(&m_endDeadline, &QTimer::timeout, m_process.get(), &QProcess::kill);
    m_endDeadline.start(endTime);
    m_process->terminate();
}

QString DemoNetwork::defaultProgram()
{
    return QCoreApplication::applicationDirPath() + u"/nostrscope-simnet"_s;
}

void DemoNetwork::start()
{
    m_deadline.start(startTime);
    m_process->start(m_program, {u"--relays"_s, u"40"_s, u"--rate"_s, u"20"_s, u"--live"_s});
}

void DemoNetwork::onOutput()
{
    const auto output = m_process->readAllStandardOutput();
    if (m_isReady || m_hasFailed)
        return; // the summary at the end is of no use here
    m_firstLine += output;
    const auto end = m_firstLine.indexOf('\n');
    if (end < 0 && m_firstLine.size() <= maximumFirstLine)
        return;
    QStringList urls;
    const auto relays = QJsonDocument::fromJson(m_firstLine.left(end)).object().value("relays"_L1).toArray();
    for (const auto& url : relays)
        urls.append(url.toString());
    m_firstLine.clear();
    if (urls.isEmpty()) {
        onEnded();
        return;
    }
    m_isReady = true;
    m_deadline.stop();
    emit ready(urls);
}

void DemoNetwork::onEnded()
{
    if (m_hasFailed)
        return;
    m_hasFailed = true;
    m_deadline.stop();
    if (m_isReady)
        emit failed(tr("The simulated network has ended. The figures stand still; start the demo again."));
    else
        emit failed(tr("The simulated network could not be started: %1 (%2).")
                        .arg(m_program, m_process->errorString()));
}

} // namespace nostrscope
