// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled for the tests of core: what nearly all of them read.
#pragma once

#include "cmake/pch.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>
