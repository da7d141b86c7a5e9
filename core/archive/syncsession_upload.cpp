// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay lacks goes to it, when all that it has was learnt (ARC-5).
#include "core/archive/syncsession.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds keysDeadline = 10min;

} // namespace

/// All spans were compared, or all pages read.
void SyncSession::learntAll()
{
    if (!m_uploader || m_isStopping || m_isOver) {
        m_isStopping = true;
        finishWhenStored();
        return;
    }
    if (m_windows && m_seenThere) {
        findMissingThere();
        return;
    }
    startUpload();
}

/// In windows: what is stored of the parts that are complete now, and did not come.
void SyncSession::findMissingThere()
{
    auto seen = std::exchange(m_seenThere, nullptr);
    std::sort(seen->begin(), seen->end());
    auto filter = m_order.filter;
    filter.since = m_order.since;
    filter.until = m_order.until;
    m_isFindingMissing = true;
    m_figures.state = SyncState::Reading;
    auto missing = std::make_shared<std::vector<EventId>>();
    const auto take = [seen, missing, pages = m_pagesComplete](Timestamp createdAt, const EventId& id) {
        if (pages.at(createdAt) == CoverageState::Complete
            && !std::binary_search(seen->begin(), seen->end(), id))
            missing->push_back(id);
    };
    m_tools.ledger.keys(filter, take, {keysDeadline, nullptr},
                        [this, missing, address = m_here.address()](StoreResult<std::uint64_t> read) {
                            address.post([this, missing, read = std::move(read)] {
                                m_isFindingMissing = false;
                                if (m_isOver || m_isStopping)
                                    return;
                                progress();
                                if (!read && m_error.isEmpty())
                                    m_error = describe(read.error());
                                m_uploader->add(*missing);
                                startUpload();
                            });
                        });
}

void SyncSession::startUpload()
{
    m_figures.state = SyncState::Uploading;
    m_uploader->start(m_order.dryRun);
    goOnUploading();
}

void SyncSession::goOnUploading()
{
    if (m_isStopping || m_isOver || m_isFindingMissing)
        return;
    if (isConnected() && !m_connection.isHeld())
        m_uploader->pump();
    if (!m_uploader->isOver())
        return;
    if (m_error.isEmpty())
        m_error = m_uploader->error();
    m_isStopping = true;
    finishWhenStored();
}

void SyncSession::okReceived(const std::optional<EventId>& id, bool accepted, const QByteArray& text)
{
    if (!m_uploader || !m_uploader->isStarted())
        return;
    const auto before = m_uploader->figures().answered();
    m_uploader->okReceived(id, accepted, text);
    if (m_uploader->figures().answered() > before)
        progress();
    goOnUploading();
}

} // namespace nostrscope
