// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "ui/uicontext.h"

#include <QHash>
#include <QScrollArea>

class QFormLayout;
class QLabel;

namespace nostrscope {

/// What is known of the selected relay: state and since when, figures, the last troubles of the log.
class RelayPreview final : public QScrollArea {
    Q_OBJECT

public:
    static constexpr int maximumErrors = 5;

    explicit RelayPreview(UiContext& context, QWidget* parent = nullptr);

    /// None, or several are selected: says what to do.
    void showHint(const QString& text);
    void showRelay(const RelayRow& row);
    /// What stands beside a caption; for tests.
    [[nodiscard]] QString valueOf(const QString& name) const;
    [[nodiscard]] QStringList errors() const;

private:
    QLabel* addFact(QFormLayout* form, const QString& name, const QString& caption);
    void set(const QString& name, const QString& text, const QString& tip = {});
    void showHealth(const RelayRow& row, UnixMillis now);
    void showErrors(const RelayEntry& relay);

    UiContext& m_context;
    QLabel* m_title;
    QWidget* m_facts;
    QHash<QString, QLabel*> m_values;
    QLabel* m_errorTitle;
    QList<QLabel*> m_errors;
};

} // namespace nostrscope
