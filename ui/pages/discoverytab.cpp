// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/discoverytab.h"

#include "ui/kit/flowlayout.h"
#include "ui/shell/actionregistry.h"

#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

QLayout* discoveryButtons(UiContext& context, const QStringList& ids, QWidget* parent)
{
    auto* tools = new FlowLayout;
    tools->setContentsMargins(12, 6, 12, 0);
    tools->setSpacing(4);
    for (const auto& id : ids) {
        auto* button = new QToolButton(parent);
        button->setDefaultAction(context.actions.find(u"discovery."_s + id));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setMinimumHeight(28);
        button->setFocusPolicy(Qt::StrongFocus);
        tools->addWidget(button);
    }
    return tools;
}

} // namespace nostrscope
