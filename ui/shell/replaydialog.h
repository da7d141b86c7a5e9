// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace nostrscope {

/// Where a recording is stored again, and how fast. The replay itself is a task; the database of the session
/// is never written.
class ReplayDialog final : public QDialog {
    Q_OBJECT

public:
    ReplayDialog(UiContext& context, QString file, QWidget* parent);

private:
    void build();
    void browse();
    void check();
    void start();

    UiContext& m_context;
    const QString m_file;
    QRadioButton* m_keep;
    QRadioButton* m_forget;
    QLineEdit* m_database;
    QPushButton* m_browse;
    QComboBox* m_speed;
    QLabel* m_problem;
    QPushButton* m_start = nullptr;
};

} // namespace nostrscope
