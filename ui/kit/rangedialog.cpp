// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/rangedialog.h"

#include "models/fmtsource.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

RangeDialog::RangeDialog(RangeModel& range, const FmtSource& formats, const Clock& clock, QWidget* parent)
    : QDialog(parent)
    , m_range(range)
    , m_formats(formats)
    , m_clock(clock)
    , m_from(new QDateTimeEdit(this))
    , m_to(new QDateTimeEdit(this))
    , m_name(new QLineEdit(this))
    , m_fault(new QLabel(this))
{
    setObjectName(u"rangeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Custom time range"));
    // The edits hold clock times of the chosen zone as UTC: QDateTimeEdit of Qt 6.4 knows no other zones.
    for (auto* edit : {m_from, m_to}) {
        edit->setTimeSpec(Qt::UTC);
        edit->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
        edit->setCalendarPopup(true);
        connect(edit, &QDateTimeEdit::dateTimeChanged, this, &RangeDialog::check);
    }
    m_from->setObjectName(u"rangeFrom"_s);
    m_to->setObjectName(u"rangeTo"_s);
    m_name->setObjectName(u"rangeName"_s);
    m_name->setMaxLength(static_cast<int>(RangeModel::maximumNameLength));
    m_name->setPlaceholderText(tr("Optional: adds it to the menu"));
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    m_fault->setObjectName(u"rangeFault"_s);
    const auto zone = m_formats.fmt().zoneName(m_clock.now());
    auto* form = new QFormLayout;
    form->addRow(tr("&From (%1):").arg(zone), m_from);
    form->addRow(tr("&To (%1):").arg(zone), m_to);
    form->addRow(tr("&Name:"), m_name);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_show = buttons->addButton(tr("&Show"), QDialogButtonBox::AcceptRole);
    m_show->setObjectName(u"rangeShow"_s);
    m_show->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &RangeDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &RangeDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_fault);
    layout->addWidget(buttons);
    auto present = m_range.range();
    if (present.all)
        present = rangeOf(RangePreset::Quarter, toSeconds(m_clock.now()));
    setTimes(present.from, present.to);
}

Timestamp RangeDialog::timeOf(const QDateTimeEdit& edit) const
{
    const auto clockTime = edit.dateTime();
    return QDateTime(clockTime.date(), clockTime.time(), m_formats.choices().zone).toSecsSinceEpoch();
}

void RangeDialog::setTimes(Timestamp from, Timestamp to)
{
    for (const auto& [edit, time] : {std::pair{m_from, from}, {m_to, to}}) {
        const auto local = QDateTime::fromSecsSinceEpoch(time, m_formats.choices().zone);
        edit->setDateTime(
            QDateTime(local.date(), QTime(local.time().hour(), local.time().minute()), Qt::UTC));
    }
    check();
}

QString RangeDialog::faultText() const
{
    return m_fault->text();
}

void RangeDialog::check()
{
    const auto fault = RangeModel::check(timeOf(*m_from), timeOf(*m_to), toSeconds(m_clock.now()));
    m_fault->setText(fault ? RangeModel::faultText(*fault) : QString());
    m_show->setEnabled(!fault);
}

void RangeDialog::accept()
{
    const auto from = timeOf(*m_from);
    const auto to = timeOf(*m_to);
    if (m_range.setFixed(from, to))
        return; // the label says why
    if (!m_name->text().trimmed().isEmpty())
        m_range.addQuickRange(m_name->text(), RangeChoice::fixed({from - 1, to, false}));
    QDialog::accept();
}

} // namespace nostrscope
