// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/controlclient.h"
#include "app/cli/importtarget.h"

#include <memory>

namespace nostrscope {

/// Hands events of files over to the process that writes the database.
class RemoteImport final : public ImportTarget {
public:
    /// `relay`: the URL of the relay that they come from, or empty.
    RemoteImport(QString database, QString relay, std::atomic<bool>& cancelled)
        : ImportTarget(cancelled)
        , m_database(std::move(database))
        , m_relay(std::move(relay))
    {
    }

    [[nodiscard]] QString failure() const override { return m_failure; }

private:
    [[nodiscard]] bool begin() override;
    [[nodiscard]] bool send(std::vector<QByteArray> texts) override;
    void finish(ImportCounts& counts) override;

    const QString m_database;
    const QString m_relay;
    std::unique_ptr<ControlClient> m_client; ///< one connection for each file
    QString m_failure;
};

} // namespace nostrscope
