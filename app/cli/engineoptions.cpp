// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/engineoptions.h"

#include "core/records/timerange.h"

#include <QRandomGenerator>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Reads settings that are there, remembers the first fault.
class Reader {
public:
    explicit Reader(const Settings& settings)
        : m_settings(settings)
    {
    }

    template <std::integral T> void number(const QString& key, T min, T max, T& value)
    {
        const auto text = m_settings.value(key);
        if (text.isEmpty())
            return;
        bool isNumber = false;
        const auto number = text.toLongLong(&isNumber);
        if (isNumber && number >= qint64(min) && number <= qint64(max))
            value = static_cast<T>(number);
        else
            fail(key, text, u"a number from %1 to %2"_s.arg(qint64(min)).arg(qint64(max)));
    }
    void flag(const QString& key, bool& value)
    {
        const auto text = m_settings.value(key).toLower();
        if (text.isEmpty())
            return;
        value = text == u"true" || text == u"1" || text == u"yes" || text == u"on";
        if (!value && text != u"false" && text != u"0" && text != u"no" && text != u"off")
            fail(key, text, u"true or false"_s);
    }
    void proxy(const QString& key, SocksProxy& value)
    {
        const auto text = m_settings.value(key);
        if (text.isEmpty())
            return;
        const auto colon = text.lastIndexOf(u':');
        bool isNumber = false;
        const auto port = text.mid(colon + 1).toUShort(&isNumber);
        if (colon > 0 && isNumber && port > 0)
            value = {text.first(colon), port};
        else
            fail(key, text, u"HOST:PORT"_s);
    }
    void time(const QString& key, Timestamp now, std::optional<Timestamp>& value)
    {
        const auto text = m_settings.value(key);
        if (text.isEmpty())
            return;
        value = parseTime(text, now);
        if (!value)
            fail(key, text, u"unix seconds, ISO 8601 or an age such as 7d"_s);
    }
    void kinds(const QString& key, std::vector<Kind>& value)
    {
        const auto text = m_settings.value(key);
        if (text.isEmpty())
            return;
        if (text == u"all")
            value.clear(); // no condition in the filters
        else if (auto parsed = parseKinds(text))
            value = std::move(*parsed);
        else
            fail(key, text, u"all, or a list of kinds and ranges such as 0,1,5000-5999"_s);
    }
    [[nodiscard]] const QString& error() const { return m_error; }

private:
    void fail(const QString& key, const QString& text, const QString& wanted)
    {
        if (m_error.isEmpty())
            m_error = u"The setting %1 is %2, not “%3”."_s.arg(key, wanted, text);
    }

    const Settings& m_settings;
    QString m_error;
};

} // namespace

std::optional<std::vector<Kind>> parseKinds(QStringView text)
{
    std::vector<Kind> kinds;
    for (const auto part : text.split(u',')) {
        const auto dash = part.indexOf(u'-');
        bool firstGood = false;
        bool lastGood = false;
        const auto first = (dash < 0 ? part : part.first(dash)).trimmed().toUShort(&firstGood);
        const auto last = (dash < 0 ? part : part.sliced(dash + 1)).trimmed().toUShort(&lastGood);
        if (!firstGood || !lastGood || first > last)
            return std::nullopt;
        for (std::uint32_t kind = first; kind <= last; ++kind)
            kinds.push_back(static_cast<Kind>(kind));
    }
    std::sort(kinds.begin(), kinds.end());
    kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
    return kinds;
}

Expected<EngineConfig, QString> engineConfigOf(const Settings& settings, Timestamp now)
{
    EngineConfig config;
    auto& collector = config.collector;
    Reader reader(settings);
    reader.kinds(u"collect/kinds"_s, collector.kinds);
    reader.number(u"collect/maxConnections"_s, 1, 1000, collector.maxConnections);
    reader.number(u"collect/handshakesAtOnce"_s, 1, 100, collector.handshakesAtOnce);
    reader.number(u"collect/pageLimit"_s, 10U, 5000U, collector.pageLimit);
    reader.flag(u"collect/catchUp"_s, collector.wantCatchUp);
    reader.time(u"collect/catchUpSince"_s, now, collector.catchUp.absoluteSince);
    reader.flag(u"network/allowPrivate"_s, config.allowPrivate);
    reader.proxy(u"network/torProxy"_s, collector.tor);
    reader.proxy(u"network/i2pProxy"_s, collector.i2p);
    reader.proxy(u"network/lokiProxy"_s, collector.loki);
    reader.number(u"ingest/threads"_s, 0, 64, config.verifyThreads);
    collector.seed = QRandomGenerator::system()->generate64();
    if (!reader.error().isEmpty())
        return Unexpected(reader.error());
    if (const auto problem = collector.problem(); !problem.isEmpty())
        return Unexpected(problem);
    return config;
}

} // namespace nostrscope
