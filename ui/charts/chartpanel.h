// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "ui/charts/charttable.h"
#include "ui/charts/charttip.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QPointer>
#include <QSortFilterProxyModel>
#include <QWidget>

class QHBoxLayout;
class QIODevice;
class QLabel;
class QMenu;
class QStackedLayout;
class QToolButton;

namespace nostrscope {

class InfoButton;
class TableView;

/// What all charts share: card with title and subtitle, the menu (right click, Menu key, Shift+F10, button),
/// "Show as table" (Ctrl+Shift+T), copy and export, the sentence for screen readers.
class ChartPanel : public QWidget {
    Q_OBJECT

public:
    [[nodiscard]] const QString& title() const { return m_title; }
    void setTitle(const QString& title);
    /// What the figures mean, behind an "i" beside the title. Plain text.
    void setDefinition(const QString& text);

    /// Another zone or locale; the same Fmt again makes the texts anew after it changed (FmtSource).
    void setFmt(const Fmt& fmt);

    /// One sentence: what, how much, where the peak is.
    [[nodiscard]] virtual QString summary() const = 0;
    /// What the chart shows, as rows; hidden series are left out as in the picture.
    [[nodiscard]] virtual ChartTable toTable() const = 0;
    /// What the keyboard or the pointer marks, to be copied; empty when nothing is marked.
    [[nodiscard]] virtual QString cursorText() const = 0;

    [[nodiscard]] bool isTableShown() const;
    void setTableShown(bool shown);
    [[nodiscard]] TableView* tableView() const { return m_tableView; } ///< none before it was shown

    /// The chart with its title as it looks now, `scale` (0.25 … 8) device pixels for each pixel; never above
    /// 64 million device pixels.
    [[nodiscard]] QImage toImage(double scale);
    /// The same as SVG text; false when the device cannot be written.
    [[nodiscard]] bool writeSvg(QIODevice& device);
    [[nodiscard]] QByteArray toCsv() const { return toTable().toCsv(); }
    /// Writes what the suffix says: .png (at twice the size), .svg or .csv. The text of the error, empty when
    /// all went well; the file is whole or not there.
    [[nodiscard]] QString exportTo(const QString& path);
    /// Asks for a file and writes it.
    void openExport();
    /// Opens the menu with its top left corner there.
    void showMenu(const QPoint& globalPos);

signals:
    void exported(const QString& path);
    void tableShown(bool shown);

protected:
    ChartPanel(const Theme& theme, const Fmt& fmt, const QString& title, QWidget* parent);
    ~ChartPanel() override;

    /// The drawing; the panel takes it as its child. Called once, by the constructor of the chart.
    void setBody(QWidget* body);
    void setSubtitle(const QString& subtitle);
    /// The data or the cursor changed: brings table and accessible text up to date.
    void refreshTexts();
    /// Entries of this chart, above the common ones.
    virtual void fillMenu(QMenu& menu);
    /// Children paint themselves without caches, and without what is only for the pointer, while it is on.
    [[nodiscard]] bool isExporting() const { return m_isExporting; }
    virtual void exportStateChanged() { }
    /// The texts must be made anew.
    virtual void fmtChanged();
    /// Shows the tooltip for what is marked now, or hides it. Called when the chart moves, too.
    virtual void updateTip() = 0;
    /// `anchor` is a point of `canvas`. Nothing is shown while the chart is not seen.
    void showTip(const QString& heading, const QList<ChartTip::Line>& lines, const QStringList& notes,
                 const QWidget& canvas, const QPoint& anchor);
    void hideTip();

    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] const ThemeColors& colors() const { return m_theme.colors(); }
    [[nodiscard]] const Fmt& fmt() const { return m_fmt; }

    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void watchAncestors();
    void applyTheme();
    void makeTable();
    void paintWhole(QPainter& painter);

    const Theme& m_theme;
    Fmt m_fmt;
    QString m_title;
    QLabel* m_titleLabel;
    QLabel* m_subtitle;
    QHBoxLayout* m_heading;
    InfoButton* m_info = nullptr; ///< none before it has a text
    QToolButton* m_menuButton;
    QStackedLayout* m_stack;
    QWidget* m_body = nullptr;
    TableView* m_tableView = nullptr;
    ChartTableModel m_tableModel;
    QSortFilterProxyModel m_sorted;
    QPointer<ChartTip> m_tip; ///< the window owns it
    bool m_isExporting = false;
};

} // namespace nostrscope
