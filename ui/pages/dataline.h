// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/asker.h"
#include "ui/uicontext.h"

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace nostrscope {

/// One line about the data of a page: of when it is, that newer data is on its way, or why there is none,
/// with Retry and Copy details.
class DataLine final : public QWidget {
    Q_OBJECT

public:
    explicit DataLine(UiContext& context, QWidget* parent = nullptr);

    struct State {
        UnixMillis asOf{}; ///< of what is shown; epoch: nothing yet
        std::chrono::milliseconds renewed{}; ///< how often that should be; stale when missed twice; 0: never
        bool isLoading = false;
        bool isOfOtherRange = false; ///< what is shown does not answer what was asked
        QString error;
        QString note; ///< what else is to be known about the figures
    };
    void setState(const State& state);
    [[nodiscard]] QString text() const;

signals:
    void retryRequested();

private:
    UiContext& m_context;
    QLabel* m_text;
    QPushButton* m_retry;
    QPushButton* m_copy;
    UnixMillis m_failedSince{};
};

/// What a chart without data says: that it loads, that it cannot be read, or `none` when the answer is empty.
[[nodiscard]] QString emptyText(const Asker& asker, const QString& none);

/// How old a figure is: "now", "14 s ago"; "stale, 3 min ago" when it should have been renewed twice, "stale,
/// as of 12:31:07" when the engine is silent, "as of 12:31:07" while the display is paused. Empty before the
/// first snapshot.
[[nodiscard]] QString ageText(const UiContext& context, UnixMillis asOf, std::chrono::milliseconds renewed);

/// Shows the rows of a view in the colour of secondary text while they are not those asked for.
void setDimmed(QWidget& view, const Theme& theme, bool dimmed);

} // namespace nostrscope
