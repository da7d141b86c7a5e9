// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dataline.h"

#include "core/base/clock.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

DataLine::DataLine(UiContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_text(new QLabel(this))
    , m_retry(new QPushButton(tr("&Retry"), this))
    , m_copy(new QPushButton(tr("Copy &details"), this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setObjectName(u"dataLineText"_s);
    m_retry->setObjectName(u"dataLineRetry"_s);
    m_copy->setObjectName(u"dataLineCopy"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_retry);
    layout->addWidget(m_copy);
    m_retry->hide();
    m_copy->hide();
    connect(m_retry, &QPushButton::clicked, this, &DataLine::retryRequested);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_text->text()); });
}

QString DataLine::text() const
{
    return m_text->text();
}

void DataLine::setState(const State& state)
{
    const auto& fmt = m_context.fmt;
    const bool hasFailed = !state.error.isEmpty();
    if (!hasFailed)
        m_failedSince = {};
    else if (m_failedSince == UnixMillis{} && m_context.feed.shown())
        m_failedSince = m_context.feed.shown()->asOf;
    QString text;
    if (hasFailed)
        text = tr("Figures cannot be read since %1: %2").arg(fmt.dateTimeZone(m_failedSince), state.error);
    else if (state.asOf == UnixMillis{})
        text = state.isLoading ? tr("Loading…") : QString();
    else if (state.isOfOtherRange)
        text = tr("Loading… Still shown: the figures as of %1.").arg(fmt.dateTimeZone(state.asOf));
    else if (const auto& shown = m_context.feed.shown();
             shown && state.renewed > 0ms && shown->asOf - state.asOf > 2 * state.renewed)
        text = tr("Stale: figures as of %1, %2")
                   .arg(fmt.dateTimeZone(state.asOf), fmt.ago(state.asOf, shown->asOf));
    else
        text = tr("Figures as of %1").arg(fmt.dateTimeZone(state.asOf));
    if (!state.note.isEmpty())
        text += u" · "_s + state.note;
    m_text->setText(text);
    auto palette = m_text->palette();
    palette.setColor(QPalette::WindowText,
                     hasFailed ? m_context.theme.colors().text : m_context.theme.colors().secondary);
    m_text->setPalette(palette);
    m_retry->setVisible(hasFailed);
    m_copy->setVisible(hasFailed);
}

QString emptyText(const Asker& asker, const QString& none)
{
    if (asker.table())
        return none;
    return asker.state() == Asker::State::Failed ? DataLine::tr("These figures cannot be read")
                                                 : DataLine::tr("Loading…");
}

QString ageText(const UiContext& context, UnixMillis asOf, std::chrono::milliseconds renewed)
{
    const auto& snapshot = context.feed.shown();
    if (!snapshot || asOf == UnixMillis{})
        return {};
    if (!context.feed.isLive())
        return DataLine::tr("as of %1").arg(context.fmt.timeOfDay(asOf));
    if (context.feed.isStale()) // nothing newer comes, so there is no newer "now" either
        return DataLine::tr("stale, as of %1").arg(context.fmt.timeOfDay(asOf));
    const auto age = context.fmt.ago(asOf, snapshot->asOf);
    return snapshot->asOf - asOf > 2 * renewed ? DataLine::tr("stale, %1").arg(age) : age;
}

void setDimmed(QWidget& view, const Theme& theme, bool dimmed)
{
    auto palette = view.palette();
    palette.setColor(QPalette::Text, dimmed ? theme.colors().secondary : theme.colors().text);
    if (palette != view.palette())
        view.setPalette(palette);
}

} // namespace nostrscope
