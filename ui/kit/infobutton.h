// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QToolButton>

namespace nostrscope {

/// A small "i" that opens what a figure means: definition, sample, age. The text stays open until Esc or a
/// click elsewhere, and can be read by keyboard and copied.
class InfoButton final : public QToolButton {
    Q_OBJECT

public:
    /// `subject` is what is explained, for screen readers and as heading.
    InfoButton(const Theme& theme, const QString& subject, QWidget* parent = nullptr);

    /// Plain text, paragraphs divided by line breaks.
    void setText(const QString& text);
    [[nodiscard]] QString text() const { return m_text; }

private:
    void open();

    const Theme& m_theme;
    QString m_subject;
    QString m_text;
};

} // namespace nostrscope
