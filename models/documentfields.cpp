// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/documentfields.h"

#include "core/nostr/nip11.h"
#include "core/nostr/nip19.h"
#include "core/nostr/plaintext.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Fields {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::DocumentFields)
};

constexpr qsizetype maximumText = 2000;
constexpr qsizetype maximumSource = 100'000;
constexpr std::size_t maximumListed = 100;

class Writer {
public:
    explicit Writer(const Fmt& fmt)
        : m_fmt(fmt)
    {
    }

    void begin(const QString& group) { m_group = group; }
    void add(const QString& name, const QString& value)
    {
        if (!value.isEmpty())
            fields.push_back({m_group, name, value});
    }
    void add(const QString& name, const QByteArray& value) { add(name, plainText(value, maximumText)); }
    void addLines(const QString& name, const QByteArray& value)
    {
        add(name, plainText(value, maximumText, TextLines::Keep));
    }
    void add(const QString& name, const std::optional<std::int64_t>& value)
    {
        if (value)
            add(name, m_fmt.locale().toString(static_cast<qlonglong>(*value)));
    }
    void add(const QString& name, const std::optional<bool>& value)
    {
        if (value)
            add(name, *value ? Fields::tr("yes") : Fields::tr("no"));
    }
    void add(const QString& name, const std::vector<QByteArray>& values)
    {
        QStringList texts;
        for (const auto& value : values) {
            if (texts.size() < static_cast<qsizetype>(maximumListed))
                texts.append(plainText(value, 200));
        }
        add(name, texts.join(u", "_s));
    }
    void add(const QString& name, const std::vector<RelayFee>& fees)
    {
        QStringList texts;
        for (const auto& fee : fees) {
            if (!fee.amount || texts.size() >= static_cast<qsizetype>(maximumListed))
                continue;
            auto text =
                m_fmt.locale().toString(static_cast<qlonglong>(*fee.amount)) + u' ' + plainText(fee.unit, 20);
            if (fee.period && *fee.period > 0)
                text = Fields::tr("%1 every %2").arg(text, m_fmt.duration(std::chrono::seconds(*fee.period)));
            texts.append(text);
        }
        add(name, texts.join(u", "_s));
    }

    std::vector<DocumentField> fields;

private:
    const Fmt& m_fmt;
    QString m_group;
};

QString nips(const RelayInformation& information)
{
    QStringList texts;
    for (const int nip : information.supportedNips) {
        if (texts.size() < static_cast<qsizetype>(maximumListed))
            texts.append(QString::number(nip));
    }
    for (const auto& name : information.supportedNipNames) {
        if (texts.size() < static_cast<qsizetype>(maximumListed))
            texts.append(plainText(name, 10));
    }
    return texts.join(u", "_s);
}

void addLimits(Writer& out, const RelayLimitation& limits)
{
    out.add(Fields::tr("Longest message, bytes"), limits.maxMessageLength);
    out.add(Fields::tr("Subscriptions"), limits.maxSubscriptions);
    out.add(Fields::tr("Filters"), limits.maxFilters);
    out.add(Fields::tr("Greatest limit"), limits.maxLimit);
    out.add(Fields::tr("Default limit"), limits.defaultLimit);
    out.add(Fields::tr("Longest subscription id"), limits.maxSubidLength);
    out.add(Fields::tr("Tags of an event"), limits.maxEventTags);
    out.add(Fields::tr("Longest content"), limits.maxContentLength);
    out.add(Fields::tr("Least proof of work, bits"), limits.minPowDifficulty);
    out.add(Fields::tr("Oldest date, seconds"), limits.createdAtLowerLimit);
    out.add(Fields::tr("Latest date, seconds"), limits.createdAtUpperLimit);
    out.add(Fields::tr("Wants authentication"), limits.authRequired);
    out.add(Fields::tr("Wants payment"), limits.paymentRequired);
    out.add(Fields::tr("Restricted writes"), limits.restrictedWrites);
}

} // namespace

DocumentText documentText(const QByteArray& body, const Fmt& fmt)
{
    const auto parsed = parseRelayInformation(body);
    if (!parsed) {
        switch (parsed.error()) {
        case RelayInformationError::TooLarge:
            return {{}, Fields::tr("The document is too large.")};
        case RelayInformationError::NotJson:
            return {{}, Fields::tr("What the relay sends is no JSON.")};
        case RelayInformationError::NotAnObject:
            return {{}, Fields::tr("The document is JSON, but no information document.")};
        }
    }
    Writer out(fmt);
    out.begin(Fields::tr("About"));
    out.add(Fields::tr("Name"), parsed->name);
    out.addLines(Fields::tr("Description"), parsed->description);
    out.add(Fields::tr("Countries"), parsed->relayCountries);
    out.add(Fields::tr("Languages"), parsed->languageTags);
    out.add(Fields::tr("Tags"), parsed->tags);
    out.add(Fields::tr("Attributes"), parsed->attributes);
    out.begin(Fields::tr("Operator"));
    out.add(Fields::tr("Contact"), parsed->contact);
    if (const auto key = parsed->operatorKey())
        out.add(Fields::tr("Public key"), QString::fromLatin1(encodeNpub(*key)));
    out.add(Fields::tr("Key of the relay"), parsed->self);
    out.begin(Fields::tr("Software"));
    out.add(Fields::tr("Software"), parsed->software);
    out.add(Fields::tr("Version"), parsed->version);
    out.add(Fields::tr("NIPs"), nips(*parsed));
    out.begin(Fields::tr("Limits it claims"));
    addLimits(out, parsed->limitation);
    out.begin(Fields::tr("Fees"));
    out.add(Fields::tr("Admission"), parsed->fees.admission);
    out.add(Fields::tr("Subscription"), parsed->fees.subscription);
    out.add(Fields::tr("Publication"), parsed->fees.publication);
    out.add(Fields::tr("Payments"), parsed->paymentsUrl);
    out.begin(Fields::tr("Policies"));
    out.add(Fields::tr("Posting"), parsed->postingPolicy);
    out.add(Fields::tr("Privacy"), parsed->privacyPolicy);
    out.add(Fields::tr("Terms of service"), parsed->termsOfService);
    if (out.fields.empty())
        return {{}, Fields::tr("The document says nothing.")};
    return {std::move(out.fields), {}};
}

QString documentSource(const QByteArray& body)
{
    // Only what is shown is made readable: the parser of Qt is bounded in depth, the text in length.
    if (body.size() <= maximumSource) {
        const auto document = QJsonDocument::fromJson(body);
        if (!document.isNull())
            return plainText(document.toJson(QJsonDocument::Indented), maximumSource, TextLines::Keep);
    }
    return plainText(body, maximumSource, TextLines::Keep);
}

} // namespace nostrscope
