// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/viewbar.h"

#include "ui/kit/flattabs.h"

#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

ViewBar::ViewBar(const Theme& theme, QList<BuiltIn> builtIns, QWidget* parent)
    : QWidget(parent)
    , m_builtIns(std::move(builtIns))
    , m_tabs(new FlatTabs(theme, this))
    , m_button(new QToolButton(this))
{
    m_tabs->setObjectName(u"views"_s);
    m_tabs->setAccessibleName(tr("Views"));
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    m_button->setText(tr("Views"));
    m_button->setObjectName(u"viewsMenu"_s);
    m_button->setAutoRaise(true);
    m_button->setMinimumHeight(28);
    m_button->setIcon(theme.icon(u"menu"_s));
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setToolTip(tr("Save this view, hide or delete others"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(4);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_button);
    const auto popup = [this](const QPoint& place) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu);
        menu->popup(place);
    };
    connect(m_tabs, &QTabBar::currentChanged, this, &ViewBar::onTabChanged);
    connect(m_tabs, &QWidget::customContextMenuRequested, this,
            [this, popup](const QPoint& pos) { popup(m_tabs->mapToGlobal(pos)); });
    connect(m_button, &QToolButton::clicked, this,
            [this, popup] { popup(m_button->mapToGlobal(QPoint(0, m_button->height()))); });
    connect(&theme, &Theme::changed, m_button, [this, &theme] { m_button->setIcon(theme.icon(u"menu"_s)); });
    rebuild();
}

QString ViewBar::idOf(int tab) const
{
    return m_tabs->tabData(tab).toString();
}

QString ViewBar::current() const
{
    return idOf(m_tabs->currentIndex());
}

void ViewBar::setCurrent(const QString& id)
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (idOf(tab) == id) {
            m_tabs->setCurrentIndex(tab);
            return;
        }
    }
}

void ViewBar::rebuild()
{
    const auto previous = current();
    {
        const QSignalBlocker blocker(m_tabs);
        while (m_tabs->count() > 0)
            m_tabs->removeTab(0);
        for (const auto& view : std::as_const(m_builtIns)) {
            if (m_state.hiddenBuiltIns.contains(view.id))
                continue;
            const auto count = m_counts.value(view.id);
            const auto text =
                count.isEmpty() ? view.title : tr("%1 %2", "view and its count").arg(view.title, count);
            m_tabs->setTabData(m_tabs->addTab(text), view.id);
        }
        for (const auto& view : std::as_const(m_state.saved)) {
            // A user may write "&".
            const int tab = m_tabs->addTab(u"★ "_s + QString(view.name).replace(u'&', u"&&"_s));
            m_tabs->setTabData(tab, view.name);
        }
        setCurrent(previous);
    }
    if (!previous.isEmpty() && current() != previous)
        onTabChanged(m_tabs->currentIndex());
}

void ViewBar::setCounts(const QList<int>& counts, const QLocale& locale)
{
    for (qsizetype i = 0; i < m_builtIns.size() && i < counts.size(); ++i) {
        const auto& view = m_builtIns.at(i);
        const auto text = locale.toString(counts.at(i));
        if (m_counts.value(view.id) == text)
            continue;
        m_counts.insert(view.id, text);
        for (int tab = 0; tab < m_tabs->count(); ++tab) {
            if (idOf(tab) == view.id)
                m_tabs->setTabText(tab, tr("%1 %2", "view and its count").arg(view.title, text));
        }
    }
}

void ViewBar::setState(const ViewsState& state)
{
    m_state = state;
    if (m_state.saved.size() > maximumSaved)
        m_state.saved.resize(maximumSaved);
    // One must be left to look at.
    if (m_state.hiddenBuiltIns.size() >= m_builtIns.size())
        m_state.hiddenBuiltIns.clear();
    rebuild();
    setCurrent(state.current);
}

bool ViewBar::save(const SavedView& view)
{
    auto wanted = view;
    wanted.name = view.name.simplified().left(maximumNameLength);
    if (wanted.name.isEmpty())
        return false;
    const auto known = std::find_if(m_state.saved.begin(), m_state.saved.end(),
                                    [&wanted](const SavedView& other) { return other.name == wanted.name; });
    if (known != m_state.saved.end())
        *known = wanted;
    else if (m_state.saved.size() < maximumSaved)
        m_state.saved.append(wanted);
    else
        return false;
    rebuild();
    const QSignalBlocker blocker(m_tabs); // it is what is shown already
    setCurrent(wanted.name);
    return true;
}

void ViewBar::remove(const QString& name)
{
    m_state.saved.removeIf([&name](const SavedView& view) { return view.name == name; });
    rebuild();
}

void ViewBar::setHidden(const QString& builtIn, bool hidden)
{
    m_state.hiddenBuiltIns.removeAll(builtIn);
    if (hidden && m_state.hiddenBuiltIns.size() + 1 < m_builtIns.size())
        m_state.hiddenBuiltIns.append(builtIn);
    rebuild();
}

void ViewBar::onTabChanged(int tab)
{
    const auto id = idOf(tab);
    m_state.current = id;
    for (const auto& view : std::as_const(m_state.saved)) {
        if (view.name == id) {
            emit savedChosen(SavedView(view));
            return;
        }
    }
    emit builtInChosen(id);
}

void ViewBar::askForName()
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save view"));
    dialog->setLabelText(tr("Filter, order and columns are kept under this name:"));
    dialog->setObjectName(u"saveView"_s);
    connect(dialog, &QInputDialog::textValueSelected, this, &ViewBar::saveRequested);
    dialog->open();
}

void ViewBar::fillMenu(QMenu& menu)
{
    auto* save = menu.addAction(tr("&Save this view…"));
    save->setEnabled(m_state.saved.size() < maximumSaved);
    connect(save, &QAction::triggered, this, &ViewBar::askForName);
    if (!m_state.saved.isEmpty()) {
        auto* removal = menu.addMenu(tr("&Delete a view"));
        for (const auto& view : std::as_const(m_state.saved))
            connect(removal->addAction(QString(view.name).replace(u'&', u"&&"_s)), &QAction::triggered, this,
                    [this, name = view.name] { remove(name); });
    }
    menu.addSection(tr("Shown"));
    for (const auto& view : std::as_const(m_builtIns)) {
        auto* action = menu.addAction(view.title);
        action->setCheckable(true);
        action->setChecked(!m_state.hiddenBuiltIns.contains(view.id));
        connect(action, &QAction::toggled, this, [this, id = view.id](bool on) { setHidden(id, !on); });
    }
}

} // namespace nostrscope
