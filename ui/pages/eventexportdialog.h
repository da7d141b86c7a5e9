// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "ui/uicontext.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace nostrscope {

/// Which events go into a file: range, kinds, a filter of NIP-01, format. The export itself is a task.
class EventExportDialog final : public QDialog {
    Q_OBJECT

public:
    EventExportDialog(UiContext& context, QWidget* parent);

    /// What is chosen, or a sentence that says what is wrong with it.
    [[nodiscard]] Expected<StoreTaskOrder, QString> order() const;

private:
    void build();
    void browse();
    void check();
    void updateFileName();
    void startExport();
    [[nodiscard]] Expected<Filter, QString> filter() const;

    UiContext& m_context;
    QComboBox* m_range;
    QLineEdit* m_kinds;
    QLineEdit* m_filter;
    QComboBox* m_format;
    QLineEdit* m_file;
    QLabel* m_problem;
    QPushButton* m_export = nullptr;
};

/// "1, 7, 30000-30003" as kinds; empty text: none chosen. A sentence when it is no such list.
[[nodiscard]] Expected<std::vector<Kind>, QString> parseKinds(const QString& text);

} // namespace nostrscope
