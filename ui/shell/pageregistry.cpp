// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pageregistry.h"

#include "ui/pages/activitypage.h"
#include "ui/pages/archivepage.h"
#include "ui/pages/comparepage.h"
#include "ui/pages/discoverypage.h"
#include "ui/pages/dvmspage.h"
#include "ui/pages/incidentspage.h"
#include "ui/pages/kindpage.h"
#include "ui/pages/logspage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/relaypage.h"
#include "ui/pages/relayspage.h"

#include <QCoreApplication>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Pages {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::Pages)
};

template <typename T> Page* make(UiContext& context, QWidget* parent)
{
    return new T(context, parent);
}

} // namespace

std::vector<PageInfo> allPages()
{
    using enum Section;
    return {
        {u"overview"_s, Monitor, u"overview"_s, Pages::tr("Overview"), make<OverviewPage>},
        {u"relays"_s, Monitor, u"relays"_s, Pages::tr("Relays"), make<RelaysPage>,
         &RelaysPage::declareActions},
        {u"relay"_s, Monitor, u"relays"_s, Pages::tr("Relay"), make<RelayPage>, &RelayPage::declareActions,
         false},
        {u"compare"_s, Monitor, u"relays"_s, Pages::tr("Comparison of relays"), make<ComparePage>, {}, false},
        {u"incidents"_s, Monitor, u"incidents"_s, Pages::tr("Incidents"), make<IncidentsPage>,
         &IncidentsPage::declareActions},
        {u"activity"_s, Analyse, u"activity"_s, Pages::tr("Activity"), make<ActivityPage>},
        {u"kind"_s, Analyse, u"activity"_s, Pages::tr("Kind"), make<KindPage>, {}, false},
        {u"dvms"_s, Analyse, u"dvms"_s, Pages::tr("DVMs"), make<DvmsPage>},
        {u"archive"_s, Collect, u"archive"_s, Pages::tr("Archive & sync"), make<ArchivePage>,
         &ArchivePage::declareActions},
        {u"discovery"_s, Collect, u"search"_s, Pages::tr("Discovery"), make<DiscoveryPage>,
         &DiscoveryPage::declareActions},
        {u"logs"_s, System, u"logs"_s, Pages::tr("Logs"), make<LogsPage>},
    };
}

QStringList pageIds()
{
    QStringList ids;
    for (const auto& page : allPages())
        ids.append(page.id);
    return ids;
}

QString sectionTitle(Section section)
{
    switch (section) {
    case Section::Monitor:
        return Pages::tr("Monitor");
    case Section::Analyse:
        return Pages::tr("Analyse");
    case Section::Collect:
        return Pages::tr("Collect");
    case Section::System:
        return Pages::tr("System");
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
