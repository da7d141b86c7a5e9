// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginelink.h"

#include <QObject>

#include <optional>

namespace nostrscope {

class LogModel;

/// Brings older lines of the stored log into the model, a page at a time.
class LogHistory final : public QObject {
    Q_OBJECT

public:
    LogHistory(EngineLink& engine, LogModel& model, QObject* parent = nullptr);
    ~LogHistory() override;

    /// The page before what is shown; nothing while one is under way, and when there is no more.
    void loadOlder();
    /// Pages until this moment is reached; reached() tells, also when it cannot be.
    void loadUntil(UnixMillis time);
    /// Forgets the older lines: the newest are shown again.
    void reset();

    [[nodiscard]] bool isLoading() const { return m_token.has_value(); }
    /// Nothing older is stored, or the model has no room for more.
    [[nodiscard]] bool isAtEnd() const { return m_isAtEnd; }
    [[nodiscard]] const QString& error() const { return m_error; }

signals:
    void changed();
    void reached(nostrscope::UnixMillis time);

private:
    void ask();
    void onRead(int token, const std::shared_ptr<const LogPage>& page);
    void onFailed(int token, const QString& message);
    [[nodiscard]] bool isShown(const LogRecord& record) const;
    [[nodiscard]] bool hasReached() const;
    void stopSearch();

    EngineLink& m_engine;
    LogModel& m_model;
    std::optional<int> m_token;
    std::optional<qint64> m_next;
    std::optional<UnixMillis> m_wanted; ///< of loadUntil()
    bool m_hasStarted = false;
    bool m_isAtEnd = false;
    QString m_error;
};

} // namespace nostrscope
