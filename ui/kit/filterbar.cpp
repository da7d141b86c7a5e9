// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/filterbar.h"

#include "models/tooltip.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int chipPadding = 8;
constexpr int crossSize = 8;
constexpr int widestChip = 240;
constexpr int chipHeight = 24;

} // namespace

FilterChip::FilterChip(const Theme& theme, const QString& text, bool isFault, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_isFault(isFault)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(isFault ? tr("Remove what cannot be used: %1").arg(text)
                              : tr("Remove filter: %1").arg(text));
    setToolTip(plainToolTip(accessibleName()));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize FilterChip::sizeHint() const
{
    const int text = std::min(fontMetrics().horizontalAdvance(this->text()), widestChip);
    return {text + 3 * chipPadding + crossSize, std::max(chipHeight, fontMetrics().height() + 6)};
}

void FilterChip::paintEvent(QPaintEvent*)
{
    const auto& colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    auto box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(hasFocus() ? colors.focus : colors.controlBorder, hasFocus() ? 2 : 1));
    painter.setBrush(colors.tint(m_isFault ? Tone::Warning : Tone::Info));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setPen(colors.text);
    auto words = rect().adjusted(chipPadding, 0, -2 * chipPadding - crossSize, 0);
    auto cross = QRect(rect().right() - chipPadding - crossSize, rect().center().y() - crossSize / 2,
                       crossSize, crossSize);
    words = QStyle::visualRect(layoutDirection(), rect(), words);
    cross = QStyle::visualRect(layoutDirection(), rect(), cross);
    // What is typed is a formula: it reads from the left in every language.
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.drawText(words, Qt::AlignCenter,
                     fontMetrics().elidedText(text(), Qt::ElideMiddle, words.width()));
    painter.setPen(QPen(colors.secondary, 1.5));
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.bottomLeft(), cross.topRight());
}

void FilterChip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

FilterBar::FilterBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QHBoxLayout(this))
    , m_more(new QLabel(this))
    , m_fault(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_clear(new QPushButton(tr("Clear filter"), this))
{
    setObjectName(u"filterBar"_s);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setObjectName(u"filterFault"_s);
    m_fault->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setObjectName(u"filterSummary"_s);
    m_clear->setFlat(true);
    m_layout->setContentsMargins(16, 2, 12, 6);
    m_layout->setSpacing(6);
    m_layout->addWidget(m_more);
    m_layout->addWidget(m_fault, 1);
    m_layout->addWidget(m_summary);
    m_layout->addWidget(m_clear);
    connect(m_clear, &QPushButton::clicked, this, [this] { emit textEdited({}); });
    hide();
}

void FilterBar::setQuery(const QString& text, const QList<FilterField>& fields)
{
    if (text == m_text && fields == m_fields)
        return;
    m_text = text;
    m_fields = fields;
    m_query = parseFilter(text, fields);
    for (auto* chip : std::as_const(m_chips)) {
        // It may be the one that was clicked.
        m_layout->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    const auto pieces = splitFilter(QStringView(text).first(std::min(text.size(), maximumFilterLength)));
    for (const auto& piece : pieces) {
        if (m_chips.size() == maximumFilterTerms)
            break;
        const bool isFault =
            std::any_of(m_query.faults.begin(), m_query.faults.end(),
                        [&piece](const FilterFault& fault) { return fault.begin == piece.begin; });
        auto* chip = new FilterChip(m_theme, text.mid(piece.begin, piece.length), isFault, this);
        connect(chip, &FilterChip::clicked, this, [this, piece] { removePiece(piece); });
        m_layout->insertWidget(static_cast<int>(m_chips.size()), chip);
        m_chips.append(chip);
    }
    m_fault->setText(faultText());
    m_fault->setToolTip(plainToolTip(faultText()));
    setVisible(!pieces.isEmpty());
    fold();
}

QString FilterBar::faultText() const
{
    return m_query.faults.isEmpty() ? QString() : filterFaultText(m_query.faults.constFirst());
}

void FilterBar::setSummary(const QString& text)
{
    m_summary->setText(text);
    fold();
}

void FilterBar::removePiece(const FilterPiece& piece)
{
    auto text = m_text;
    text.remove(piece.begin, piece.length);
    emit textEdited(text.simplified().isEmpty() ? QString() : text.trimmed());
}

QString FilterBar::withTerm(const QString& text, const QString& term)
{
    const auto pieces = splitFilter(text);
    for (const auto& piece : pieces) {
        if (QStringView(text).sliced(piece.begin, piece.length) == term)
            return text;
    }
    const auto before = text.trimmed();
    return before.isEmpty() ? term : before + u' ' + term;
}

/// Chips that have no room become a number; the text in the box has them all.
void FilterBar::fold()
{
    int room = width() - m_summary->sizeHint().width() - m_clear->sizeHint().width() - 90;
    int folded = 0;
    for (auto* chip : std::as_const(m_chips)) {
        room -= chip->sizeHint().width() + m_layout->spacing();
        const bool fits = room >= 0 || chip == m_chips.constFirst();
        chip->setVisible(fits);
        folded += fits ? 0 : 1;
    }
    m_more->setVisible(folded > 0);
    m_more->setText(tr("+%n more", nullptr, folded));
}

void FilterBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

} // namespace nostrscope
