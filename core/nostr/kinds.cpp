// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/kinds.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace nostrscope {

namespace {

struct Row {
    Kind first;
    Kind last;
    const char* name;
};

constexpr std::array names{
    Row{0, 0, QT_TRANSLATE_NOOP("Kind", "Profile")},
    Row{1, 1, QT_TRANSLATE_NOOP("Kind", "Note")},
    Row{2, 2, QT_TRANSLATE_NOOP("Kind", "Recommended relay (old)")},
    Row{3, 3, QT_TRANSLATE_NOOP("Kind", "Follow list")},
    Row{4, 4, QT_TRANSLATE_NOOP("Kind", "Direct message (old)")},
    Row{5, 5, QT_TRANSLATE_NOOP("Kind", "Deletion request")},
    Row{6, 6, QT_TRANSLATE_NOOP("Kind", "Repost")},
    Row{7, 7, QT_TRANSLATE_NOOP("Kind", "Reaction")},
    Row{8, 8, QT_TRANSLATE_NOOP("Kind", "Badge award")},
    Row{9, 9, QT_TRANSLATE_NOOP("Kind", "Chat message")},
    Row{11, 11, QT_TRANSLATE_NOOP("Kind", "Thread")},
    Row{13, 13, QT_TRANSLATE_NOOP("Kind", "Seal")},
    Row{14, 14, QT_TRANSLATE_NOOP("Kind", "Direct message")},
    Row{15, 15, QT_TRANSLATE_NOOP("Kind", "File message")},
    Row{16, 16, QT_TRANSLATE_NOOP("Kind", "Generic repost")},
    Row{17, 17, QT_TRANSLATE_NOOP("Kind", "Reaction to a website")},
    Row{20, 20, QT_TRANSLATE_NOOP("Kind", "Picture")},
    Row{21, 21, QT_TRANSLATE_NOOP("Kind", "Video")},
    Row{22, 22, QT_TRANSLATE_NOOP("Kind", "Short video")},
    Row{24, 24, QT_TRANSLATE_NOOP("Kind", "Public message")},
    Row{30, 30, QT_TRANSLATE_NOOP("Kind", "Internal reference")},
    Row{31, 31, QT_TRANSLATE_NOOP("Kind", "Web reference")},
    Row{32, 32, QT_TRANSLATE_NOOP("Kind", "Hardcopy reference")},
    Row{33, 33, QT_TRANSLATE_NOOP("Kind", "Prompt reference")},
    Row{40, 40, QT_TRANSLATE_NOOP("Kind", "Channel creation")},
    Row{41, 41, QT_TRANSLATE_NOOP("Kind", "Channel metadata")},
    Row{42, 42, QT_TRANSLATE_NOOP("Kind", "Channel message")},
    Row{43, 43, QT_TRANSLATE_NOOP("Kind", "Channel hidden message")},
    Row{44, 44, QT_TRANSLATE_NOOP("Kind", "Channel muted user")},
    Row{54, 54, QT_TRANSLATE_NOOP("Kind", "Podcast episode")},
    Row{62, 62, QT_TRANSLATE_NOOP("Kind", "Request to vanish")},
    Row{64, 64, QT_TRANSLATE_NOOP("Kind", "Chess game")},
    Row{78, 78, QT_TRANSLATE_NOOP("Kind", "Application data")},
    Row{443, 443, QT_TRANSLATE_NOOP("Kind", "Group key package")},
    Row{444, 444, QT_TRANSLATE_NOOP("Kind", "Group welcome")},
    Row{445, 445, QT_TRANSLATE_NOOP("Kind", "Group event")},
    Row{818, 818, QT_TRANSLATE_NOOP("Kind", "Merge request")},
    Row{1018, 1018, QT_TRANSLATE_NOOP("Kind", "Poll response")},
    Row{1021, 1021, QT_TRANSLATE_NOOP("Kind", "Bid")},
    Row{1022, 1022, QT_TRANSLATE_NOOP("Kind", "Bid confirmation")},
    Row{1040, 1040, QT_TRANSLATE_NOOP("Kind", "OpenTimestamps proof")},
    Row{1059, 1059, QT_TRANSLATE_NOOP("Kind", "Gift wrap")},
    Row{1063, 1063, QT_TRANSLATE_NOOP("Kind", "File metadata")},
    Row{1066, 1066, QT_TRANSLATE_NOOP("Kind", "Relay change (monitor)")},
    Row{1068, 1068, QT_TRANSLATE_NOOP("Kind", "Poll")},
    Row{1111, 1111, QT_TRANSLATE_NOOP("Kind", "Comment")},
    Row{1222, 1222, QT_TRANSLATE_NOOP("Kind", "Voice message")},
    Row{1234, 1234, QT_TRANSLATE_NOOP("Kind", "Draft checkpoint")},
    Row{1244, 1244, QT_TRANSLATE_NOOP("Kind", "Voice comment")},
    Row{1311, 1311, QT_TRANSLATE_NOOP("Kind", "Live chat message")},
    Row{1337, 1337, QT_TRANSLATE_NOOP("Kind", "Code snippet")},
    Row{1617, 1617, QT_TRANSLATE_NOOP("Kind", "Git patch")},
    Row{1618, 1618, QT_TRANSLATE_NOOP("Kind", "Git pull request")},
    Row{1619, 1619, QT_TRANSLATE_NOOP("Kind", "Git pull request update")},
    Row{1621, 1621, QT_TRANSLATE_NOOP("Kind", "Git issue")},
    Row{1622, 1622, QT_TRANSLATE_NOOP("Kind", "Git reply (old)")},
    Row{1630, 1633, QT_TRANSLATE_NOOP("Kind", "Git status")},
    Row{1971, 1971, QT_TRANSLATE_NOOP("Kind", "Problem")},
    Row{1984, 1984, QT_TRANSLATE_NOOP("Kind", "Report")},
    Row{1985, 1985, QT_TRANSLATE_NOOP("Kind", "Label")},
    Row{1987, 1987, QT_TRANSLATE_NOOP("Kind", "Embeddings")},
    Row{2003, 2003, QT_TRANSLATE_NOOP("Kind", "Torrent")},
    Row{2004, 2004, QT_TRANSLATE_NOOP("Kind", "Torrent comment")},
    Row{2022, 2022, QT_TRANSLATE_NOOP("Kind", "Coinjoin pool")},
    Row{4550, 4550, QT_TRANSLATE_NOOP("Kind", "Community approval")},
    Row{5000, 5000, QT_TRANSLATE_NOOP("Kind", "Job request: text extraction")},
    Row{5001, 5001, QT_TRANSLATE_NOOP("Kind", "Job request: summarisation")},
    Row{5002, 5002, QT_TRANSLATE_NOOP("Kind", "Job request: translation")},
    Row{5050, 5050, QT_TRANSLATE_NOOP("Kind", "Job request: text generation")},
    Row{5100, 5100, QT_TRANSLATE_NOOP("Kind", "Job request: image generation")},
    Row{5128, 5128, QT_TRANSLATE_NOOP("Kind", "Site snapshot")},
    Row{5200, 5200, QT_TRANSLATE_NOOP("Kind", "Job request: video conversion")},
    Row{5201, 5201, QT_TRANSLATE_NOOP("Kind", "Job request: video translation")},
    Row{5202, 5202, QT_TRANSLATE_NOOP("Kind", "Job request: image to video")},
    Row{5250, 5250, QT_TRANSLATE_NOOP("Kind", "Job request: text to speech")},
    Row{5300, 5300, QT_TRANSLATE_NOOP("Kind", "Job request: content discovery")},
    Row{5301, 5301, QT_TRANSLATE_NOOP("Kind", "Job request: people discovery")},
    Row{5302, 5302, QT_TRANSLATE_NOOP("Kind", "Job request: content search")},
    Row{5303, 5303, QT_TRANSLATE_NOOP("Kind", "Job request: people search")},
    Row{5400, 5400, QT_TRANSLATE_NOOP("Kind", "Job request: event count")},
    Row{5500, 5500, QT_TRANSLATE_NOOP("Kind", "Job request: malware scan")},
    Row{5900, 5900, QT_TRANSLATE_NOOP("Kind", "Job request: event timestamping")},
    Row{5901, 5901, QT_TRANSLATE_NOOP("Kind", "Job request: OP_RETURN creation")},
    Row{5905, 5905, QT_TRANSLATE_NOOP("Kind", "Job request: event publish schedule")},
    Row{5970, 5970, QT_TRANSLATE_NOOP("Kind", "Job request: event proof of work delegation")},
    Row{6000, 6000, QT_TRANSLATE_NOOP("Kind", "Job result: text extraction")},
    Row{6001, 6001, QT_TRANSLATE_NOOP("Kind", "Job result: summarisation")},
    Row{6002, 6002, QT_TRANSLATE_NOOP("Kind", "Job result: translation")},
    Row{6050, 6050, QT_TRANSLATE_NOOP("Kind", "Job result: text generation")},
    Row{6100, 6100, QT_TRANSLATE_NOOP("Kind", "Job result: image generation")},
    Row{6200, 6200, QT_TRANSLATE_NOOP("Kind", "Job result: video conversion")},
    Row{6201, 6201, QT_TRANSLATE_NOOP("Kind", "Job result: video translation")},
    Row{6202, 6202, QT_TRANSLATE_NOOP("Kind", "Job result: image to video")},
    Row{6250, 6250, QT_TRANSLATE_NOOP("Kind", "Job result: text to speech")},
    Row{6300, 6300, QT_TRANSLATE_NOOP("Kind", "Job result: content discovery")},
    Row{6301, 6301, QT_TRANSLATE_NOOP("Kind", "Job result: people discovery")},
    Row{6302, 6302, QT_TRANSLATE_NOOP("Kind", "Job result: content search")},
    Row{6303, 6303, QT_TRANSLATE_NOOP("Kind", "Job result: people search")},
    Row{6400, 6400, QT_TRANSLATE_NOOP("Kind", "Job result: event count")},
    Row{6500, 6500, QT_TRANSLATE_NOOP("Kind", "Job result: malware scan")},
    Row{6900, 6900, QT_TRANSLATE_NOOP("Kind", "Job result: event timestamping")},
    Row{6901, 6901, QT_TRANSLATE_NOOP("Kind", "Job result: OP_RETURN creation")},
    Row{6905, 6905, QT_TRANSLATE_NOOP("Kind", "Job result: event publish schedule")},
    Row{6970, 6970, QT_TRANSLATE_NOOP("Kind", "Job result: event proof of work delegation")},
    Row{7000, 7000, QT_TRANSLATE_NOOP("Kind", "Job feedback")},
    Row{7374, 7374, QT_TRANSLATE_NOOP("Kind", "Reserved Cashu tokens")},
    Row{7375, 7375, QT_TRANSLATE_NOOP("Kind", "Cashu tokens")},
    Row{7376, 7376, QT_TRANSLATE_NOOP("Kind", "Cashu history")},
    Row{7516, 7516, QT_TRANSLATE_NOOP("Kind", "Geocache log")},
    Row{7517, 7517, QT_TRANSLATE_NOOP("Kind", "Geocache proof of find")},
    Row{8000, 8000, QT_TRANSLATE_NOOP("Kind", "Relay member added")},
    Row{8001, 8001, QT_TRANSLATE_NOOP("Kind", "Relay member removed")},
    Row{9000, 9030, QT_TRANSLATE_NOOP("Kind", "Group control")},
    Row{9041, 9041, QT_TRANSLATE_NOOP("Kind", "Zap goal")},
    Row{9321, 9321, QT_TRANSLATE_NOOP("Kind", "Nutzap")},
    Row{9734, 9734, QT_TRANSLATE_NOOP("Kind", "Zap request")},
    Row{9735, 9735, QT_TRANSLATE_NOOP("Kind", "Zap")},
    Row{9802, 9802, QT_TRANSLATE_NOOP("Kind", "Highlight")},
    Row{10000, 10000, QT_TRANSLATE_NOOP("Kind", "Mute list")},
    Row{10001, 10001, QT_TRANSLATE_NOOP("Kind", "Pin list")},
    Row{10002, 10002, QT_TRANSLATE_NOOP("Kind", "Relay list")},
    Row{10003, 10003, QT_TRANSLATE_NOOP("Kind", "Bookmark list")},
    Row{10004, 10004, QT_TRANSLATE_NOOP("Kind", "Community list")},
    Row{10005, 10005, QT_TRANSLATE_NOOP("Kind", "Public chat list")},
    Row{10006, 10006, QT_TRANSLATE_NOOP("Kind", "Blocked relay list")},
    Row{10007, 10007, QT_TRANSLATE_NOOP("Kind", "Search relay list")},
    Row{10008, 10008, QT_TRANSLATE_NOOP("Kind", "Profile badges")},
    Row{10009, 10009, QT_TRANSLATE_NOOP("Kind", "Group list")},
    Row{10011, 10011, QT_TRANSLATE_NOOP("Kind", "External identities")},
    Row{10012, 10012, QT_TRANSLATE_NOOP("Kind", "Relay feed list")},
    Row{10013, 10013, QT_TRANSLATE_NOOP("Kind", "Private relay list")},
    Row{10015, 10015, QT_TRANSLATE_NOOP("Kind", "Interest list")},
    Row{10017, 10017, QT_TRANSLATE_NOOP("Kind", "Git author list")},
    Row{10018, 10018, QT_TRANSLATE_NOOP("Kind", "Git repository list")},
    Row{10019, 10019, QT_TRANSLATE_NOOP("Kind", "Nutzap mint list")},
    Row{10020, 10020, QT_TRANSLATE_NOOP("Kind", "Media follow list")},
    Row{10030, 10030, QT_TRANSLATE_NOOP("Kind", "Emoji list")},
    Row{10050, 10050, QT_TRANSLATE_NOOP("Kind", "Direct message relay list")},
    Row{10051, 10051, QT_TRANSLATE_NOOP("Kind", "Key package relay list")},
    Row{10054, 10054, QT_TRANSLATE_NOOP("Kind", "Podcast list")},
    Row{10063, 10063, QT_TRANSLATE_NOOP("Kind", "Blossom server list")},
    Row{10064, 10064, QT_TRANSLATE_NOOP("Kind", "Authored podcast list")},
    Row{10096, 10096, QT_TRANSLATE_NOOP("Kind", "File server list (old)")},
    Row{10154, 10154, QT_TRANSLATE_NOOP("Kind", "Podcast")},
    Row{10166, 10166, QT_TRANSLATE_NOOP("Kind", "Relay monitor")},
    Row{10312, 10312, QT_TRANSLATE_NOOP("Kind", "Room presence")},
    Row{13194, 13194, QT_TRANSLATE_NOOP("Kind", "Wallet information")},
    Row{13534, 13534, QT_TRANSLATE_NOOP("Kind", "Relay member list")},
    Row{15128, 15128, QT_TRANSLATE_NOOP("Kind", "Root site manifest")},
    Row{17375, 17375, QT_TRANSLATE_NOOP("Kind", "Cashu wallet")},
    Row{20166, 20166, QT_TRANSLATE_NOOP("Kind", "Relay state change (monitor)")},
    Row{21059, 21059, QT_TRANSLATE_NOOP("Kind", "Ephemeral gift wrap")},
    Row{22236, 22236, QT_TRANSLATE_NOOP("Kind", "Video view")},
    Row{22242, 22242, QT_TRANSLATE_NOOP("Kind", "Relay authentication")},
    Row{23194, 23194, QT_TRANSLATE_NOOP("Kind", "Wallet request")},
    Row{23195, 23195, QT_TRANSLATE_NOOP("Kind", "Wallet response")},
    Row{24133, 24133, QT_TRANSLATE_NOOP("Kind", "Remote signing")},
    Row{24242, 24242, QT_TRANSLATE_NOOP("Kind", "Blossom authorisation")},
    Row{27235, 27235, QT_TRANSLATE_NOOP("Kind", "HTTP authentication")},
    Row{28934, 28934, QT_TRANSLATE_NOOP("Kind", "Relay join request")},
    Row{28935, 28935, QT_TRANSLATE_NOOP("Kind", "Relay invite request")},
    Row{28936, 28936, QT_TRANSLATE_NOOP("Kind", "Relay leave request")},
    Row{30000, 30000, QT_TRANSLATE_NOOP("Kind", "Follow set")},
    Row{30002, 30002, QT_TRANSLATE_NOOP("Kind", "Relay set")},
    Row{30003, 30003, QT_TRANSLATE_NOOP("Kind", "Bookmark set")},
    Row{30004, 30004, QT_TRANSLATE_NOOP("Kind", "Article curation set")},
    Row{30005, 30005, QT_TRANSLATE_NOOP("Kind", "Video curation set")},
    Row{30006, 30006, QT_TRANSLATE_NOOP("Kind", "Picture curation set")},
    Row{30007, 30007, QT_TRANSLATE_NOOP("Kind", "Kind mute set")},
    Row{30008, 30008, QT_TRANSLATE_NOOP("Kind", "Badge set")},
    Row{30009, 30009, QT_TRANSLATE_NOOP("Kind", "Badge definition")},
    Row{30015, 30015, QT_TRANSLATE_NOOP("Kind", "Interest set")},
    Row{30017, 30017, QT_TRANSLATE_NOOP("Kind", "Market stall")},
    Row{30018, 30018, QT_TRANSLATE_NOOP("Kind", "Market product")},
    Row{30019, 30019, QT_TRANSLATE_NOOP("Kind", "Marketplace")},
    Row{30020, 30020, QT_TRANSLATE_NOOP("Kind", "Auction")},
    Row{30023, 30023, QT_TRANSLATE_NOOP("Kind", "Article")},
    Row{30024, 30024, QT_TRANSLATE_NOOP("Kind", "Article draft")},
    Row{30030, 30030, QT_TRANSLATE_NOOP("Kind", "Emoji set")},
    Row{30040, 30040, QT_TRANSLATE_NOOP("Kind", "Publication index")},
    Row{30041, 30041, QT_TRANSLATE_NOOP("Kind", "Publication content")},
    Row{30063, 30063, QT_TRANSLATE_NOOP("Kind", "Release artifact set")},
    Row{30066, 30066, QT_TRANSLATE_NOOP("Kind", "Relay metadata (old draft)")},
    Row{30078, 30078, QT_TRANSLATE_NOOP("Kind", "Application data (addressable)")},
    Row{30166, 30166, QT_TRANSLATE_NOOP("Kind", "Relay discovery")},
    Row{30267, 30267, QT_TRANSLATE_NOOP("Kind", "App curation set")},
    Row{30311, 30311, QT_TRANSLATE_NOOP("Kind", "Live event")},
    Row{30312, 30312, QT_TRANSLATE_NOOP("Kind", "Interactive room")},
    Row{30313, 30313, QT_TRANSLATE_NOOP("Kind", "Conference event")},
    Row{30315, 30315, QT_TRANSLATE_NOOP("Kind", "User status")},
    Row{30382, 30382, QT_TRANSLATE_NOOP("Kind", "Trusted assertion on a user")},
    Row{30383, 30383, QT_TRANSLATE_NOOP("Kind", "Trusted assertion on an event")},
    Row{30384, 30384, QT_TRANSLATE_NOOP("Kind", "Trusted assertion on an address")},
    Row{30385, 30385, QT_TRANSLATE_NOOP("Kind", "Trusted assertion on an identifier")},
    Row{30402, 30402, QT_TRANSLATE_NOOP("Kind", "Classified listing")},
    Row{30403, 30403, QT_TRANSLATE_NOOP("Kind", "Classified listing draft")},
    Row{30617, 30617, QT_TRANSLATE_NOOP("Kind", "Git repository")},
    Row{30618, 30618, QT_TRANSLATE_NOOP("Kind", "Git repository state")},
    Row{30818, 30818, QT_TRANSLATE_NOOP("Kind", "Wiki article")},
    Row{30819, 30819, QT_TRANSLATE_NOOP("Kind", "Wiki redirect")},
    Row{31234, 31234, QT_TRANSLATE_NOOP("Kind", "Draft")},
    Row{31922, 31922, QT_TRANSLATE_NOOP("Kind", "Calendar date")},
    Row{31923, 31923, QT_TRANSLATE_NOOP("Kind", "Calendar time")},
    Row{31924, 31924, QT_TRANSLATE_NOOP("Kind", "Calendar")},
    Row{31925, 31925, QT_TRANSLATE_NOOP("Kind", "Calendar reply")},
    Row{31989, 31989, QT_TRANSLATE_NOOP("Kind", "Handler recommendation")},
    Row{31990, 31990, QT_TRANSLATE_NOOP("Kind", "Handler information")},
    Row{32267, 32267, QT_TRANSLATE_NOOP("Kind", "Application")},
    Row{33534, 33534, QT_TRANSLATE_NOOP("Kind", "Relay role")},
    Row{34128, 34128, QT_TRANSLATE_NOOP("Kind", "Site file (old)")},
    Row{34235, 34235, QT_TRANSLATE_NOOP("Kind", "Video (addressable)")},
    Row{34236, 34236, QT_TRANSLATE_NOOP("Kind", "Short video (addressable)")},
    Row{34237, 34237, QT_TRANSLATE_NOOP("Kind", "Video view (old)")},
    Row{34550, 34550, QT_TRANSLATE_NOOP("Kind", "Community")},
    Row{35128, 35128, QT_TRANSLATE_NOOP("Kind", "Named site manifest")},
    Row{37516, 37516, QT_TRANSLATE_NOOP("Kind", "Geocache")},
    Row{37517, 37517, QT_TRANSLATE_NOOP("Kind", "Geocache list")},
    Row{38172, 38172, QT_TRANSLATE_NOOP("Kind", "Cashu mint")},
    Row{38173, 38173, QT_TRANSLATE_NOOP("Kind", "Fedimint")},
    Row{38383, 38383, QT_TRANSLATE_NOOP("Kind", "Peer-to-peer order")},
    Row{39000, 39009, QT_TRANSLATE_NOOP("Kind", "Group metadata")},
    Row{39089, 39089, QT_TRANSLATE_NOOP("Kind", "Starter pack")},
    Row{39092, 39092, QT_TRANSLATE_NOOP("Kind", "Media starter pack")},
    Row{39701, 39701, QT_TRANSLATE_NOOP("Kind", "Web bookmark")},
};
static_assert(std::is_sorted(names.begin(), names.end(),
                             [](const Row& a, const Row& b) { return a.last < b.first; }));

constexpr std::array<Kind, 19> dvmRequests{5000, 5001, 5002, 5050, 5100, 5200, 5201, 5202, 5250, 5300,
                                           5301, 5302, 5303, 5400, 5500, 5900, 5901, 5905, 5970};

/// Numbers of the job ranges in other use: polls (5969, 6969) and an unknown one (5666, 6666).
constexpr std::array<Kind, 4> notDvm{5666, 5969, 6666, 6969};

} // namespace

const char* kindName(Kind kind) noexcept
{
    const auto row = std::lower_bound(names.begin(), names.end(), kind,
                                      [](const Row& at, Kind wanted) { return at.last < wanted; });
    return row != names.end() && row->first <= kind ? row->name : nullptr;
}

const char* kindRangeText(Kind kind) noexcept
{
    switch (dvmRole(kind)) {
    case DvmRole::Request:
        return QT_TRANSLATE_NOOP("Kind", "job request by range");
    case DvmRole::Result:
        return QT_TRANSLATE_NOOP("Kind", "job result by range");
    case DvmRole::Feedback:
    case DvmRole::None:
        break;
    }
    switch (kindClass(kind)) {
    case KindClass::Regular:
        return QT_TRANSLATE_NOOP("Kind", "regular by range");
    case KindClass::Replaceable:
        return QT_TRANSLATE_NOOP("Kind", "replaceable by range");
    case KindClass::Ephemeral:
        return QT_TRANSLATE_NOOP("Kind", "ephemeral by range");
    case KindClass::Addressable:
        return QT_TRANSLATE_NOOP("Kind", "addressable by range");
    }
    Q_UNREACHABLE();
}

DvmRole dvmRole(Kind kind) noexcept
{
    if (kind == 7000)
        return DvmRole::Feedback;
    if (kind < 5000 || kind >= 7000 || std::find(notDvm.begin(), notDvm.end(), kind) != notDvm.end())
        return DvmRole::None;
    // 5128 is a site snapshot (NIP-5A); other named numbers of the ranges are jobs.
    if (kind == 5128)
        return DvmRole::None;
    return kind < 6000 ? DvmRole::Request : DvmRole::Result;
}

std::span<const Kind> registeredDvmRequests() noexcept
{
    return dvmRequests;
}

std::vector<Kind> defaultLiveKinds()
{
    std::vector<Kind> kinds{0,     1,     2,     3,     5,     6,     7,    16,    20,
                            21,    22,    62,    1111,  1984,  7000,  9735, 10002, 10050,
                            10166, 22236, 30023, 30166, 31990, 34235, 34236};
    for (const auto request : dvmRequests) {
        kinds.push_back(request);
        kinds.push_back(static_cast<Kind>(request + 1000));
    }
    std::sort(kinds.begin(), kinds.end());
    return kinds;
}

} // namespace nostrscope
