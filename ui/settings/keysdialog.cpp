// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keysdialog.h"

#include "ui/settings/keyseditor.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

KeysDialog::KeysDialog(ActionRegistry& actions, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(u"keys"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Commands and keys"));
    auto* editor = new KeysEditor(actions, this);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(editor, 1);
    layout->addWidget(buttons);
    const auto room = parent->window()->size();
    resize(QSize(90 * fontMetrics().averageCharWidth(), 32 * fontMetrics().height())
               .boundedTo(room - QSize(32, 32)));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    editor->setFocus();
}

} // namespace nostrscope
