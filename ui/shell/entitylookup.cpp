// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/entitylookup.h"

#include "ui/mainwindow.h"
#include "ui/shell/relaycommands.h"

#include <QCoreApplication>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shortestRelayText = 3;
constexpr std::size_t maximumRelays = 8;

struct Lookup {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::EntityLookup)
};

struct Words {
    QString title;
    QString reason; ///< when no page shows it
};

Words wordsOf(const Entity& entity, const Fmt& fmt)
{
    switch (entity.type) {
    case Entity::Type::Author:
        return {Lookup::tr("Author %1").arg(Fmt::shortId(entity.key)),
                Lookup::tr("No page shows authors yet")};
    case Entity::Type::Event:
        return {Lookup::tr("Event %1").arg(Fmt::shortId(entity.key)),
                Lookup::tr("No page shows single events yet")};
    case Entity::Type::Address:
        return {Lookup::tr("Versions of %1").arg(entity.key.left(80)),
                Lookup::tr("No page shows single events yet")};
    case Entity::Type::EventKind:
        return {Lookup::tr("Kind %1").arg(fmt.kind(static_cast<Kind>(entity.key.toUShort()))),
                Lookup::tr("No page shows kinds yet")};
    case Entity::Type::Hashtag:
        return {Lookup::tr("Hashtag #%1").arg(entity.key), Lookup::tr("No page shows hashtags yet")};
    case Entity::Type::Secret:
        return {Lookup::tr("A secret key"),
                Lookup::tr("It is not looked up and not kept; clear your clipboard")};
    case Entity::Type::Relay:
    case Entity::Type::Hex:
        return {};
    }
    Q_UNREACHABLE();
}

class Finder {
public:
    Finder(UiContext& context, const std::vector<PageInfo>& pages, MainWindow& window)
        : m_context(context)
        , m_pages(pages)
        , m_window(window)
    {
    }

    std::vector<PaletteEntry> find(const QString& text)
    {
        const auto entity = parseEntity(text);
        if (entity && entity->type == Entity::Type::Relay) {
            addRelay(entity->key);
        } else if (entity && entity->type == Entity::Type::Hex) {
            addEntity({Entity::Type::Event, entity->key});
            addEntity({Entity::Type::Author, entity->key});
        } else {
            if (entity)
                addEntity(*entity);
            addRelaysWith(text.trimmed());
        }
        return std::move(m_entries);
    }

private:
    void addKnown(const RelayRow& row)
    {
        const auto key = QString::number(row.entry.id.number());
        m_entries.push_back(
            {Fmt::relay(row.entry.url), Lookup::tr("Relay"), {}, true, [&window = m_window, key] {
                 window.showPage(u"relay"_s, key);
             }});
    }

    void addRelay(const QString& url)
    {
        const auto& relays = m_context.feed.relays();
        const auto wanted = url.toUtf8();
        for (int i = 0; i < relays.rowCount(); ++i) {
            if (relays.row(i).entry.url == wanted)
                return addKnown(relays.row(i));
        }
        m_entries.push_back(
            {Lookup::tr("Add %1…").arg(url), Lookup::tr("Relay"), {}, true, [&window = m_window, url] {
                 window.relayCommands().openAdd(url);
             }});
    }

    void addRelaysWith(const QString& text)
    {
        if (text.size() < shortestRelayText)
            return;
        const auto part = text.toUtf8().toLower();
        const auto& relays = m_context.feed.relays();
        const auto before = m_entries.size();
        for (int i = 0; i < relays.rowCount() && m_entries.size() - before < maximumRelays; ++i) {
            if (relays.row(i).entry.url.contains(part))
                addKnown(relays.row(i));
        }
    }

    void addEntity(const Entity& entity)
    {
        const auto words = wordsOf(entity, m_context.fmt);
        const auto page = std::find_if(m_pages.begin(), m_pages.end(), [&entity](const PageInfo& info) {
            return std::find(info.shows.begin(), info.shows.end(), entity.type) != info.shows.end();
        });
        if (page == m_pages.end())
            m_entries.push_back({words.title, Lookup::tr("Go to"), words.reason, false, [] {}});
        else
            m_entries.push_back(
                {words.title, page->title, {}, true, [&window = m_window, id = page->id, key = entity.key] {
                     window.showPage(id, key);
                 }});
    }

    UiContext& m_context;
    const std::vector<PageInfo>& m_pages;
    MainWindow& m_window;
    std::vector<PaletteEntry> m_entries;
};

} // namespace

std::vector<PaletteEntry> entitiesFor(const QString& text, UiContext& context,
                                      const std::vector<PageInfo>& pages, MainWindow& window)
{
    return Finder(context, pages, window).find(text);
}

} // namespace nostrscope
