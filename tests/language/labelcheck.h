// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/elidedlabel.h"

#include <QAbstractButton>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollArea>
#include <QStringList>
#include <QTabBar>
#include <QToolButton>
#include <QWidget>

namespace nostrscope {

/// What is wrong with the texts of a shown widget, for tests in other languages. A line for each fault.
class LabelCheck {
public:
    /// With `mark`, each text for people must hold it (pseudo language).
    explicit LabelCheck(QString mark = {})
        : m_mark(std::move(mark))
    {
    }

    void check(const QWidget& root)
    {
        const auto labels = root.findChildren<QLabel*>();
        for (const auto* label : labels)
            checkLabel(*label);
        const auto buttons = root.findChildren<QAbstractButton*>();
        for (const auto* button : buttons)
            checkButton(*button);
        const auto widgets = root.findChildren<QWidget*>();
        for (const auto* widget : widgets) {
            checkMark(*widget, u"tooltip", widget->toolTip());
            checkMark(*widget, u"accessible name", widget->accessibleName());
        }
        checkMnemonics(root);
    }
    /// What scrolls only up and down must not be wider than what is seen of it.
    void checkScrolling(const QWidget& root)
    {
        const auto areas = root.findChildren<QScrollArea*>();
        for (const auto* area : areas) {
            const bool isSeen = area->isVisible() && area->widget() != nullptr
                && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff;
            if (isSeen && area->widget()->width() > area->viewport()->width())
                fault(*area->widget(), QStringLiteral("is wider than %1 px").arg(area->viewport()->width()),
                      widestOf(*area->widget()));
        }
    }
    [[nodiscard]] const QStringList& faults() const { return m_faults; }

private:
    void checkLabel(const QLabel& label)
    {
        if (!label.isVisible() || label.text().isEmpty())
            return;
        checkMark(label, u"text", label.text());
        // Cut on purpose, with an ellipsis and the whole text in the tooltip.
        if (qobject_cast<const ElidedLabel*>(&label) != nullptr)
            return;
        if (label.wordWrap()) {
            if (label.heightForWidth(label.width()) > label.height() + 1)
                fault(label, QStringLiteral("is cut in height"), label.text());
        } else if (label.sizeHint().width() > label.width() + 1) {
            fault(label, QStringLiteral("is cut"), label.text());
        }
    }
    void checkButton(const QAbstractButton& button)
    {
        const auto* tool = qobject_cast<const QToolButton*>(&button);
        const bool isIcon = tool != nullptr && tool->toolButtonStyle() == Qt::ToolButtonIconOnly;
        if (!button.isVisible() || button.text().isEmpty() || isIcon)
            return;
        checkMark(button, u"text", button.text());
        if (button.sizeHint().width() > button.width() + 1)
            fault(button, QStringLiteral("is cut"), button.text());
    }
    void checkMark(const QWidget& widget, QStringView what, const QString& text)
    {
        // Addresses, ids and figures are the same in every language.
        static const QRegularExpression words(QStringLiteral("[A-Za-z]{3,} [A-Za-z]{3,}"));
        // Qt's own parts, such as the arrows of a row of tabs, come with Qt's translations.
        if (qobject_cast<const QTabBar*>(widget.parentWidget()) != nullptr)
            return;
        if (!m_mark.isEmpty() && text.contains(words) && !text.contains(m_mark))
            fault(widget, QStringLiteral("%1 is not translated").arg(what), text);
    }
    /// Two buttons or labels of one window must not have the same key.
    void checkMnemonics(const QWidget& root)
    {
        QHash<QKeySequence, QString> seen;
        const auto take = [this, &seen](const QWidget& widget, const QString& text) {
            const auto key = QKeySequence::mnemonic(text);
            if (key.isEmpty() || !widget.isVisible() || !widget.isEnabled())
                return;
            if (seen.contains(key))
                fault(widget, QStringLiteral("has the key of ") + seen.value(key), text);
            seen.insert(key, text);
        };
        const auto buttons = root.findChildren<QAbstractButton*>();
        for (const auto* button : buttons)
            take(*button, button->text());
        const auto labels = root.findChildren<QLabel*>();
        for (const auto* label : labels) {
            if (label->buddy() != nullptr)
                take(*label, label->text());
        }
        const auto tabs = root.findChildren<QTabBar*>();
        for (const auto* tab : tabs) {
            for (int i = 0; i < tab->count(); ++i)
                take(*tab, tab->tabText(i));
        }
    }
    /// The innermost widgets that need the most.
    static QString widestOf(const QWidget& root)
    {
        QStringList path;
        const auto* widest = &root;
        while (widest != nullptr) {
            path.append(QStringLiteral("%1 %2 (%3)")
                            .arg(QString::fromLatin1(widest->metaObject()->className()), widest->objectName())
                            .arg(widest->minimumSizeHint().width()));
            const auto children = widest->findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
            widest = nullptr;
            for (const auto* child : children) {
                if (!child->isHidden()
                    && (widest == nullptr
                        || child->minimumSizeHint().width() > widest->minimumSizeHint().width()))
                    widest = child;
            }
        }
        return path.join(QStringLiteral(" > "));
    }
    void fault(const QWidget& widget, const QString& what, const QString& text)
    {
        const auto name = widget.objectName().isEmpty()
            ? QString::fromLatin1(widget.metaObject()->className())
            : widget.objectName();
        const auto line = QStringLiteral("%1 \"%2\" %3 (%4 of %5 px)")
                              .arg(name, text, what)
                              .arg(widget.width())
                              .arg(widget.sizeHint().width());
        if (!m_faults.contains(line))
            m_faults.append(line);
    }

    QString m_mark;
    QStringList m_faults;
};

} // namespace nostrscope
