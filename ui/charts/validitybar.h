// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace nostrscope {

/// The time in which something holds, with a mark at today; earlier is left in every language. What has
/// passed is filled. Its sentence is tooltip and accessible text.
class ValidityBar final : public QWidget {
    Q_OBJECT

public:
    ValidityBar(const Theme& theme, const Fmt& fmt, QWidget* parent = nullptr);

    /// `status` gives the colour of the mark.
    void setTimes(UnixMillis from, UnixMillis until, UnixMillis now, Status status, const QString& sentence);
    /// 0 (from) … 1 (until), where the mark stands; it stays inside.
    [[nodiscard]] double place() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Fmt m_fmt;
    UnixMillis m_from{};
    UnixMillis m_until{};
    UnixMillis m_now{};
    Status m_status = Status::Online;
};

} // namespace nostrscope
