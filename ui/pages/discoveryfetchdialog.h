// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/uicontext.h"

#include <QDialog>

#include <set>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace nostrscope {

/// Fetches lists of relays by their addresses and the relays of NIP-05 domains (DIS-1), because the user says
/// so here. Closing it ends what is under way; what came before stays.
class DiscoveryFetchDialog final : public QDialog {
    Q_OBJECT

public:
    DiscoveryFetchDialog(UiContext& context, QWidget* parent);
    ~DiscoveryFetchDialog() override;

private:
    void fetch();
    void start(DiscoveryFetch::What what, const QStringList& texts);
    void onFetched(int token, const std::shared_ptr<const DiscoveryFetchReport>& report);
    void onFailed(int token, const QString& message);
    void addLine(const QString& line);
    void updateButtons();

    UiContext& m_context;
    std::set<int> m_tokens; ///< under way
    QPlainTextEdit* m_text;
    QCheckBox* m_seen;
    QSpinBox* m_most;
    QPlainTextEdit* m_results;
    QPushButton* m_fetch = nullptr;
};

} // namespace nostrscope
