// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filterquery.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace nostrscope {

/// One term of a filter; a click, Delete or Space takes it away.
class FilterChip final : public QAbstractButton {
    Q_OBJECT

public:
    FilterChip(const Theme& theme, const QString& text, bool isFault, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const Theme& m_theme;
    bool m_isFault;
};

/// What is typed into the filter box, as chips, with what is wrong about it and "Showing 37 of 245". The text
/// itself stays in the box; the bar is gone while there is none.
class FilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(const Theme& theme, QWidget* parent = nullptr);

    void setQuery(const QString& text, const QList<FilterField>& fields);
    /// "Showing 37 of 245".
    void setSummary(const QString& text);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] const FilterQuery& query() const { return m_query; }
    [[nodiscard]] QList<FilterChip*> chips() const { return m_chips; }
    [[nodiscard]] QString faultText() const;
    /// The text with a term more; the same text when it is there already.
    [[nodiscard]] static QString withTerm(const QString& text, const QString& term);

signals:
    /// A chip was taken away, or all: this is the text now.
    void textEdited(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void removePiece(const FilterPiece& piece);
    void fold();

    const Theme& m_theme;
    QString m_text;
    QList<FilterField> m_fields;
    FilterQuery m_query;
    QHBoxLayout* m_layout;
    QList<FilterChip*> m_chips;
    QLabel* m_more;
    QLabel* m_fault;
    QLabel* m_summary;
    QPushButton* m_clear;
};

} // namespace nostrscope
