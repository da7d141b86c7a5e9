// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/documentdiff.h"

#include "core/nostr/plaintext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <map>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Diff {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::DocumentDiff)
};

constexpr int maximumDepth = 8;
constexpr std::size_t maximumFields = 20'000;
constexpr qsizetype maximumValue = 500;
constexpr qsizetype maximumName = 120;
constexpr QChar separator(0x1f); ///< of raw paths: a name with a dot is one name

/// Compact JSON of any value; the only way to compare two of them that may differ in what is not seen.
QByteArray rawOf(const QJsonValue& value)
{
    const auto list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

bool isPlainList(const QJsonArray& list)
{
    return std::none_of(list.begin(), list.end(), [](const auto& item) {
        return QJsonValue(item).isObject() || QJsonValue(item).isArray();
    });
}

/// The fields of one version by their raw paths, with their raw values.
class Fields {
public:
    explicit Fields(const QJsonObject& document) { addMembers(document, {}, 0); }

    [[nodiscard]] const std::map<QString, QByteArray>& values() const { return m_values; }
    [[nodiscard]] bool isCut() const { return m_isCut; }

private:
    void addMembers(const QJsonObject& object, const QString& path, int depth)
    {
        for (auto member = object.begin(); member != object.end(); ++member)
            add(path.isEmpty() ? member.key() : path + separator + member.key(), member.value(), depth + 1);
    }
    void add(const QString& path, const QJsonValue& value, int depth)
    {
        if (m_values.size() >= maximumFields) {
            m_isCut = true;
        } else if (value.isObject() && !value.toObject().isEmpty() && depth < maximumDepth) {
            addMembers(value.toObject(), path, depth);
        } else if (value.isArray() && depth < maximumDepth && !isPlainList(value.toArray())) {
            const auto list = value.toArray();
            for (qsizetype i = 0; i < list.size() && !m_isCut; ++i)
                add(path + u"[%1]"_s.arg(i), list.at(i), depth + 1);
        } else {
            m_values.emplace(path, rawOf(value));
        }
    }

    std::map<QString, QByteArray> m_values;
    bool m_isCut = false;
};

QString fieldText(QString path)
{
    return plainText(path.replace(separator, u'.'), maximumName);
}

/// Texts without their quotes, lists without their brackets.
QString valueText(const QByteArray& raw)
{
    const auto value = QJsonDocument::fromJson('[' + raw + ']').array().at(0);
    if (value.isString())
        return plainText(value.toString(), maximumValue);
    if (value.isArray() && isPlainList(value.toArray())) {
        auto text = plainText(QByteArrayView(raw).sliced(1).chopped(1), maximumValue);
        return text.replace(u",\""_s, u", \""_s);
    }
    return plainText(QByteArrayView(raw), maximumValue);
}

/// ASCII only: what is invisible shows.
QString escaped(const QByteArray& raw)
{
    QString out;
    for (const auto unit : QString::fromUtf8(raw.left(4 * maximumValue))) {
        if (unit.unicode() >= 0x20 && unit.unicode() < 0x7f)
            out += unit;
        else
            out += u"\\u%1"_s.arg(static_cast<uint>(unit.unicode()), 4, 16, QChar(u'0'));
    }
    return plainText(out, maximumValue);
}

DocumentChange changed(const QString& path, const QByteArray& before, const QByteArray& after)
{
    DocumentChange change{DocumentChange::Kind::Changed, fieldText(path), valueText(before),
                          valueText(after)};
    if (change.before == change.after) {
        change.before = escaped(before);
        change.after = escaped(after);
    }
    return change;
}

} // namespace

DocumentDiff documentDiff(const QByteArray& before, const QByteArray& after)
{
    DocumentDiff diff;
    const auto old = QJsonDocument::fromJson(before);
    const auto now = QJsonDocument::fromJson(after);
    if (!old.isObject() || !now.isObject()) {
        diff.problem = !now.isObject()
            ? Diff::tr("This version is no JSON object: its fields are not known.")
            : Diff::tr("The version before is no JSON object: its fields are not known.");
        return diff;
    }
    const Fields one(old.object());
    const Fields two(now.object());
    diff.isCut = one.isCut() || two.isCut();
    const auto add = [&diff](DocumentChange change) {
        if (diff.changes.size() < maximumChanges)
            diff.changes.push_back(std::move(change));
        else
            ++diff.left;
    };
    // Both are in the order of their paths.
    auto a = one.values().begin();
    auto b = two.values().begin();
    while (a != one.values().end() || b != two.values().end()) {
        if (b == two.values().end() || (a != one.values().end() && a->first < b->first)) {
            add({DocumentChange::Kind::Removed, fieldText(a->first), valueText(a->second), {}});
            ++a;
        } else if (a == one.values().end() || b->first < a->first) {
            add({DocumentChange::Kind::Added, fieldText(b->first), {}, valueText(b->second)});
            ++b;
        } else {
            if (a->second != b->second)
                add(changed(a->first, a->second, b->second));
            ++a;
            ++b;
        }
    }
    return diff;
}

std::vector<Column> documentChangeColumns()
{
    return {
        {"field"_L1, Diff::tr("Field"), Diff::tr("Place in the document")},
        {"change"_L1, Diff::tr("Change"), Diff::tr("What happened to the field since the version before")},
        {"before"_L1, Diff::tr("Before"), Diff::tr("In the version before")},
        {"after"_L1, Diff::tr("After"), Diff::tr("In this version")}};
}

CellRows documentChangeRows(const DocumentDiff& diff)
{
    CellRows rows;
    for (const auto& change : diff.changes) {
        const auto kind = change.kind == DocumentChange::Kind::Added ? Diff::tr("Added")
            : change.kind == DocumentChange::Kind::Removed           ? Diff::tr("Removed")
                                                                     : Diff::tr("Changed");
        // Hostile names may look alike: the place makes the key unique.
        rows.push_back({u"%1 %2"_s.arg(rows.size()).arg(change.field),
                        {{change.field, change.field, change.field},
                         {kind, kind},
                         {change.before, change.before, change.before},
                         {change.after, change.after, change.after}}});
    }
    return rows;
}

} // namespace nostrscope
