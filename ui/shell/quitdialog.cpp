// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/quitdialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

QuitDialog::QuitDialog(int tasks, bool hasTray, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(u"quitDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Quit while work is going on?"));
    auto* text = new QLabel(
        tr("%n task(s) did not end yet. If you stop now, what they did so far stays.", nullptr, tasks), this);
    text->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(this);
    auto* stop = buttons->addButton(tr("&Stop and quit"), QDialogButtonBox::DestructiveRole);
    auto* cancel = buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    auto* goOn = buttons->addButton(tr("Continue in &tray"), QDialogButtonBox::AcceptRole);
    stop->setObjectName(u"quitStop"_s);
    cancel->setObjectName(u"quitCancel"_s);
    goOn->setObjectName(u"quitContinue"_s);
    goOn->setEnabled(hasTray);
    if (!hasTray)
        goOn->setToolTip(tr("This desktop has no tray to come back from"));
    (hasTray ? goOn : cancel)->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(buttons);
    connect(goOn, &QPushButton::clicked, this, [this] {
        emit continueRequested();
        close();
    });
    connect(stop, &QPushButton::clicked, this, [this] {
        emit stopRequested();
        close();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

} // namespace nostrscope
