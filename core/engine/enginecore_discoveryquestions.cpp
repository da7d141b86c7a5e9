// SPDX-License-Identifier: GPL-3.0-or-later
// What the page "Discovery" asks, and the decisions that are no decision on a candidate.
#include "core/discover/duplicates.h"
#include "core/discover/monitorlist.h"
#include "core/discover/outboxreader.h"
#include "core/discover/rulepreview.h"
#include "core/engine/enginecorejobs.h"

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto daysShown = 24h * 90;

/// A connection for a job, and what `read` makes of it.
template <typename T, typename Read>
StoreResult<T> readBy(const QString& path, const BackgroundJob::Cancelled& cancelled, Read read)
{
    const auto database = openReader(path, cancelled);
    if (!database)
        return Unexpected(database.error());
    return read(**database);
}

} // namespace

void EngineCore::readDiscovery(int token, const CandidateQuery& query)
{
    const auto limits = beginQuestion(token);
    if (!limits)
        return;
    auto view = std::make_shared<DiscoveryView>(m_discovery);
    view->asOf = m_clock.now();
    // Two answers in their order; the first of them may fail the whole.
    m_store->discoveryFigures(
        view->asOf - daysShown, *limits,
        [this, token, view, query, limits = *limits](StoreResult<DiscoveryFigures> figures) {
            QMetaObject::invokeMethod(this, [this, token, view, query, limits, figures = std::move(figures)] {
                if (!figures || !m_store) {
                    if (endQuestion(token))
                        emit askFailed(token,
                                       figures ? CoreText::tr("The database is not open.")
                                               : describe(figures.error()));
                    return;
                }
                view->figures = *figures;
                m_store->candidates(query, limits, [this, token, view](StoreResult<CandidatePage> page) {
                    QMetaObject::invokeMethod(this, [this, token, view, page = std::move(page)] {
                        if (!endQuestion(token))
                            return;
                        if (!page) {
                            emit askFailed(token, describe(page.error()));
                            return;
                        }
                        view->page = *page;
                        emit discoveryRead(token, view);
                    });
                });
            });
        });
}

void EngineCore::askDiscovery(int token, const DiscoveryQuestion& question)
{
    if (!m_store) {
        emit askFailed(token, CoreText::tr("The database is not open."));
        return;
    }
    const auto tell = [this, token](const auto& view) {
        emit discoveryAnswered(token, DiscoveryAnswer(view));
    };
    const auto path = m_config.databasePath;
    const auto now = m_clock.now();
    using Cancelled = BackgroundJob::Cancelled;
    if (const auto* duplicates = std::get_if<DuplicatesQuestion>(&question)) {
        startJob<DuplicatesView>(
            token,
            [path, asked = *duplicates](const Cancelled& cancelled) {
                return readBy<DuplicatesView>(
                    path, cancelled, [&](SqlDatabase& database) { return readDuplicates(database, asked); });
            },
            tell);
    } else if (const auto* outbox = std::get_if<OutboxQuestion>(&question)) {
        startJob<OutboxView>(
            token,
            [path, now, asked = *outbox](const Cancelled& cancelled) {
                return readBy<OutboxView>(path, cancelled, [&](SqlDatabase& database) {
                    return readOutbox(database, asked, now, *cancelled);
                });
            },
            tell);
    } else if (const auto* rules = std::get_if<RulesQuestion>(&question)) {
        startJob<RulesView>(
            token,
            [path, asked = *rules](const Cancelled& cancelled) {
                return readBy<RulesView>(
                    path, cancelled, [&](SqlDatabase& database) { return previewRules(database, asked); });
            },
            tell);
    } else {
        startJob<MonitorsView>(
            token,
            [path, now](const Cancelled& cancelled) {
                return readBy<MonitorsView>(
                    path, cancelled, [&](SqlDatabase& database) { return readMonitors(database, now); });
            },
            tell);
    }
}

void EngineCore::setAcceptRules(const QStringList& rules, const Done& done)
{
    if (!m_store)
        return;
    if (const auto read = parseRules(rules); !read) {
        const auto problem = QStringLiteral("“%1” is no rule that can be kept.").arg(read.error());
        if (done)
            done(problem);
        else
            emit failed(problem);
        return;
    }
    m_store->setAcceptRules(rules, whenStored([this, done](const QString& error) {
                                tellDiscovery(true);
                                if (done)
                                    done(error);
                            }));
}

void EngineCore::dismissDuplicates(const QList<QByteArray>& keys, bool areDismissed, const Done& done)
{
    if (!m_store)
        return;
    m_store->dismissDuplicates({keys.begin(), keys.end()}, areDismissed, m_clock.now(),
                               whenStored([this, done](const QString& error) {
                                   tellDiscovery(true);
                                   if (done)
                                       done(error);
                               }));
}

} // namespace nostrscope
