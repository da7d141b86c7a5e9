// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/taskpopup.h"

#include "models/taskwords.h"
#include "models/tooltip.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int barSteps = 1000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::TaskPopup)
};

/// Nobody needs the seconds of an hour.
std::chrono::seconds rounded(std::chrono::seconds time)
{
    if (time < 1min)
        return std::max(time, 1s);
    return std::chrono::ceil<std::chrono::minutes>(time);
}

QString stateText(const Task& task)
{
    switch (task.state) {
    case Task::State::Running:
        return {};
    case Task::State::Paused:
        return Words::tr("Paused");
    case Task::State::Cancelling:
        return Words::tr("Cancelling…");
    case Task::State::Done:
        return task.message.isEmpty() ? Words::tr("Done") : task.message;
    case Task::State::Failed:
        return task.message;
    case Task::State::Cancelled:
        return task.message.isEmpty() ? Words::tr("Cancelled") : task.message;
    }
    Q_UNREACHABLE();
}

} // namespace

QString timeLeftText(const TaskModel& tasks, int id, const Fmt& fmt)
{
    const auto left = tasks.timeLeft(id);
    return left ? Words::tr("about %1 left").arg(fmt.duration(rounded(*left))) : Fmt::missing();
}

QString taskTitle(const Task& task)
{
    return words::taskName(task.info.kind, task.title);
}

TaskRow::TaskRow(TaskModel& tasks, UiContext& context, int id, QWidget* parent)
    : QWidget(parent)
    , m_tasks(tasks)
    , m_context(context)
    , m_id(id)
    , m_title(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_detail(new QLabel(this))
    , m_pause(new QPushButton(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setWordWrap(true);
    m_detail->setForegroundRole(QPalette::PlaceholderText);
    m_bar->setTextVisible(false);
    m_pause->setObjectName(u"taskPause"_s);
    m_cancel->setObjectName(u"taskCancel"_s);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_bar, 1);
    buttons->addWidget(m_pause);
    buttons->addWidget(m_cancel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addLayout(buttons);
    layout->addWidget(m_detail);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        const auto* task = m_tasks.find(m_id);
        const bool pause = task != nullptr && task->state == Task::State::Running;
        m_context.engine.pauseTask(m_id, pause);
        m_tasks.setPaused(m_id, pause);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_tasks.setCancelling(m_id);
        m_context.engine.cancelTask(m_id);
    });
    refresh();
}

QString TaskRow::detail(const Task& task) const
{
    const auto& fmt = m_context.fmt;
    QStringList parts;
    if (const auto state = stateText(task); !state.isEmpty())
        parts.append(state);
    const bool isBytes = task.info.unit == TaskUnit::Bytes;
    const auto amount = [&](qint64 count) {
        const auto value = static_cast<std::uint64_t>(count);
        return isBytes ? fmt.bytes(value) : fmt.number(value);
    };
    if (task.isActive()) {
        auto text =
            task.total > 0 ? tr("%1 of %2").arg(amount(task.done), amount(task.total)) : amount(task.done);
        if (task.info.unit == TaskUnit::Events)
            text = tr("%1 events", "done of total").arg(text);
        else if (task.info.unit == TaskUnit::Steps)
            text = task.total > 0 ? tr("step %1", "done of total").arg(text) : tr("running");
        parts.append(text);
        if (task.frames)
            parts.prepend(words::frames(static_cast<quint64>(*task.frames), fmt));
    }
    if (task.state == Task::State::Running && task.info.kind == TaskKind::Record) {
        parts.append(fmt.duration(m_tasks.elapsed(m_id)));
    } else if (task.state == Task::State::Running) {
        const auto rate = m_tasks.rate(m_id);
        if (task.info.unit != TaskUnit::Steps) {
            const auto perSecond = rate && isBytes ? tr("%1/s").arg(amount(static_cast<qint64>(*rate)))
                : rate                             ? fmt.perSecond(*rate)
                                                   : Fmt::missing();
            parts.append(perSecond);
            parts.append(timeLeftText(m_tasks, m_id, fmt));
        }
    }
    return parts.join(u" · "_s);
}

void TaskRow::refresh()
{
    const auto* task = m_tasks.find(m_id);
    if (task == nullptr)
        return;
    const auto title = taskTitle(*task);
    m_title->setText(fontMetrics().elidedText(title, Qt::ElideMiddle, 60 * fontMetrics().averageCharWidth()));
    m_title->setToolTip(plainToolTip(task->title));
    m_bar->setVisible(task->isActive());
    m_bar->setRange(0, task->total > 0 ? barSteps : 0);
    if (task->total > 0) {
        const auto share = static_cast<double>(task->done) / static_cast<double>(task->total);
        m_bar->setValue(static_cast<int>(share * barSteps));
    }
    m_bar->setAccessibleName(task->title);
    m_detail->setText(detail(*task));
    const bool isPaused = task->state == Task::State::Paused;
    m_pause->setText(isPaused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(tr("%1: %2").arg(m_pause->text(), task->title));
    m_cancel->setText(task->info.kind == TaskKind::Record ? tr("Stop") : tr("Cancel"));
    m_cancel->setAccessibleName(tr("%1: %2").arg(m_cancel->text(), task->title));
    const bool canChange = task->state == Task::State::Running || isPaused;
    m_pause->setVisible(canChange && task->info.canPause);
    m_cancel->setVisible(task->isActive());
    m_cancel->setEnabled(canChange);
}

TaskPopup::TaskPopup(TaskModel& tasks, UiContext& context, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_tasks(tasks)
    , m_context(context)
    , m_rows(nullptr)
    , m_none(new QLabel(tr("Nothing is running."), this))
{
    setObjectName(u"taskPopup"_s);
    setAccessibleName(tr("Tasks"));
    setFrameShape(QFrame::StyledPanel);
    auto* list = new QWidget;
    m_rows = new QVBoxLayout(list);
    m_rows->setContentsMargins(12, 12, 12, 4);
    m_rows->addWidget(m_none);
    m_rows->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(&tasks, &QAbstractItemModel::rowsInserted, this, &TaskPopup::rebuild);
    connect(&tasks, &QAbstractItemModel::rowsRemoved, this, &TaskPopup::rebuild);
    connect(&tasks, &TaskModel::changed, this, &TaskPopup::refresh);
    rebuild();
}

void TaskPopup::rebuild()
{
    qDeleteAll(findChildren<TaskRow*>());
    int at = 0;
    for (const auto& task : m_tasks.tasks())
        m_rows->insertWidget(at++, new TaskRow(m_tasks, m_context, task.id, this));
    m_none->setVisible(m_tasks.tasks().empty());
}

void TaskPopup::refresh()
{
    const auto rows = findChildren<TaskRow*>();
    for (auto* row : rows)
        row->refresh();
}

void TaskPopup::popup(const QPoint& bottomRight)
{
    const int letter = fontMetrics().averageCharWidth();
    const auto* scroll = findChild<QScrollArea*>();
    QSize size(70 * letter, scroll->widget()->sizeHint().height() + 8);
    const auto* shown = QGuiApplication::screenAt(bottomRight);
    const auto room = shown != nullptr ? shown->availableGeometry() : QRect(QPoint(), bottomRight);
    size = size.boundedTo(QSize(room.width(), std::min(room.height() / 2, 30 * fontMetrics().height())));
    resize(size);
    move(std::max(bottomRight.x() - width(), room.left()), std::max(bottomRight.y() - height(), room.top()));
    show();
    if (auto* first = findChild<QPushButton*>(u"taskPause"_s))
        first->setFocus(Qt::PopupFocusReason);
}

} // namespace nostrscope
