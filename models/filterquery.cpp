// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filterquery.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FilterWords {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::FilterQuery)
};

struct OperatorText {
    QLatin1StringView text;
    FilterOperator op;
};
/// Longer ones first: ">" begins ">=".
const OperatorText operators[] = {
    {"<="_L1, FilterOperator::LessOrEqual}, {">="_L1, FilterOperator::GreaterOrEqual},
    {"<"_L1, FilterOperator::Less},         {">"_L1, FilterOperator::Greater},
    {":"_L1, FilterOperator::Contains},     {"="_L1, FilterOperator::Equals}};

QLatin1StringView textOf(FilterOperator op)
{
    for (const auto& entry : operators) {
        if (entry.op == op)
            return entry.text;
    }
    Q_UNREACHABLE();
}

bool isOperatorLetter(QChar c)
{
    return c == u':' || c == u'=' || c == u'<' || c == u'>';
}

bool isNameLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
}

struct Unit {
    QLatin1StringView text;
    double factor;
};
const Unit numberUnits[] = {{"k"_L1, 1e3}, {"m"_L1, 1e6}, {"g"_L1, 1e9}};
const Unit byteUnits[] = {{"kib"_L1, 1024.0}, {"mib"_L1, 1048576.0}, {"gib"_L1, 1073741824.0},
                          {"kb"_L1, 1e3},     {"mb"_L1, 1e6},        {"gb"_L1, 1e9},
                          {"k"_L1, 1e3},      {"m"_L1, 1e6},         {"g"_L1, 1e9},
                          {"b"_L1, 1.0}};
const Unit timeUnits[] = {{"ms"_L1, 1.0},         {"min"_L1, 60'000.0},  {"s"_L1, 1000.0},
                          {"m"_L1, 60'000.0},     {"h"_L1, 3'600'000.0}, {"d"_L1, 86'400'000.0},
                          {"w"_L1, 604'800'000.0}};
const Unit shareUnits[] = {{"%"_L1, 0.01}};

template <std::size_t N>
std::optional<double> readNumber(QStringView text, const Unit (&units)[N], double withoutUnit)
{
    double factor = withoutUnit;
    for (const auto& unit : units) {
        if (text.endsWith(unit.text, Qt::CaseInsensitive)) {
            factor = unit.factor;
            text.chop(unit.text.size());
            break;
        }
    }
    bool isNumber = false;
    // The C locale, so that saved views and typed text mean the same everywhere.
    const double value = text.trimmed().toDouble(&isNumber) * factor;
    return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<double> readDate(QStringView text)
{
    auto time = QDateTime::fromString(text.toString(), Qt::ISODate);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeZone(QTimeZone::utc());
    return static_cast<double>(time.toMSecsSinceEpoch());
}

/// Takes the quotes away: "" inside them is one.
QString unquoted(QStringView text)
{
    QString result;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u'"') {
            result += text[i];
        } else if (isQuoted && i + 1 < text.size() && text[i + 1] == u'"') {
            result += u'"';
            ++i;
        } else {
            isQuoted = !isQuoted;
        }
    }
    return result;
}

bool isComparison(FilterOperator op)
{
    return op != FilterOperator::Contains && op != FilterOperator::Equals;
}

/// Fills in the number of a comparison; the reason why there is none.
std::optional<FilterFault::Reason> readValue(FilterTerm& term, ColumnKind kind)
{
    using Reason = FilterFault::Reason;
    switch (kind) {
    case ColumnKind::Text:
        return isComparison(term.op) ? std::optional(Reason::NoOrder) : std::nullopt;
    case ColumnKind::Number:
        term.number = readNumber(term.text, numberUnits, 1);
        break;
    case ColumnKind::Bytes:
        term.number = readNumber(term.text, byteUnits, 1);
        break;
    case ColumnKind::Ratio:
        term.number = readNumber(term.text, shareUnits, 1);
        break;
    case ColumnKind::Duration:
        term.number = readNumber(term.text, timeUnits, 1);
        break;
    case ColumnKind::Time:
        term.number = readDate(term.text);
        if (!term.number && !term.text.isEmpty() && term.text.back().isLetter()) {
            term.number = readNumber(term.text, timeUnits, 1);
            term.isAge = term.number.has_value();
        }
        if (!term.number && term.op != FilterOperator::Contains)
            return Reason::NotATime;
        return std::nullopt;
    }
    // "events:12" looks for the digits; only comparisons need a number.
    return term.number || term.op == FilterOperator::Contains ? std::nullopt
                                                              : std::optional(Reason::NotANumber);
}

/// One piece. Returns a fault when it says nothing that can be asked.
std::optional<FilterFault> readPiece(QStringView piece, qsizetype begin, const QList<FilterField>& fields,
                                     FilterTerm& term)
{
    const auto fault = [piece, begin](FilterFault::Reason reason) {
        return FilterFault{reason, piece.toString(), begin};
    };
    auto rest = piece;
    if (rest.size() > 1 && rest.front() == u'-') {
        term.isNegated = true;
        rest = rest.sliced(1);
    }
    qsizetype name = 0;
    while (name < rest.size() && isNameLetter(rest[name]))
        ++name;
    const bool hasOperator = name > 0 && name < rest.size() && isOperatorLetter(rest[name]);
    const auto after = rest.sliced(std::min(name, rest.size()));
    if (!hasOperator || after.startsWith("://"_L1) || after.startsWith("::"_L1)) {
        term.text = unquoted(rest);
        return term.text.isEmpty() ? std::optional(fault(FilterFault::Reason::NoValue)) : std::nullopt;
    }
    const auto wanted = rest.first(name).toString().toLower();
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [&wanted](const FilterField& known) { return known.name == wanted; });
    if (field == fields.end())
        return fault(FilterFault::Reason::UnknownField);
    const auto op =
        std::find_if(std::begin(operators), std::end(operators),
                     [&after](const OperatorText& entry) { return after.startsWith(entry.text); });
    term.field = wanted;
    term.op = op->op;
    term.text = unquoted(after.sliced(op->text.size()));
    if (term.text.isEmpty())
        return fault(FilterFault::Reason::NoValue);
    if (const auto reason = readValue(term, field->kind))
        return fault(*reason);
    return std::nullopt;
}

} // namespace

QList<FilterPiece> splitFilter(QStringView text)
{
    QList<FilterPiece> pieces;
    qsizetype begin = -1;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isSpace() && !isQuoted) {
            if (begin >= 0)
                pieces.append({begin, i - begin, false});
            begin = -1;
            continue;
        }
        if (begin < 0)
            begin = i;
        if (text[i] == u'"')
            isQuoted = !isQuoted;
    }
    if (begin >= 0)
        pieces.append({begin, text.size() - begin, isQuoted});
    return pieces;
}

FilterQuery parseFilter(QStringView text, const QList<FilterField>& fields)
{
    FilterQuery query;
    if (text.size() > maximumFilterLength) {
        query.faults.append({FilterFault::Reason::TooLong, {}, maximumFilterLength});
        text = text.first(maximumFilterLength);
    }
    const auto pieces = splitFilter(text);
    for (const auto& piece : pieces) {
        const auto content = text.sliced(piece.begin, piece.length);
        if (query.terms.size() == maximumFilterTerms) {
            query.faults.append(
                {FilterFault::Reason::TooManyTerms, text.sliced(piece.begin).toString(), piece.begin});
            break;
        }
        if (piece.hasOpenQuote)
            query.faults.append({FilterFault::Reason::OpenQuote, content.toString(), piece.begin});
        FilterTerm term;
        if (auto fault = readPiece(content, piece.begin, fields, term))
            query.faults.append(std::move(*fault));
        else
            query.terms.append(std::move(term));
    }
    return query;
}

QString quotedFilterText(const QString& text, bool afterOperator)
{
    const bool needsQuotes = text.isEmpty()
        || std::any_of(text.begin(), text.end(),
                       [&](QChar c) {
                           return c.isSpace() || c == u'"' || (!afterOperator && isOperatorLetter(c));
                       })
        || (!afterOperator && text.startsWith(u'-')) || (afterOperator && text.startsWith(u'='));
    return needsQuotes ? u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"' : text;
}

QString FilterTerm::toString() const
{
    const auto sign = isNegated ? u"-"_s : QString();
    if (field.isEmpty())
        return sign + quotedFilterText(text, false);
    return sign + field + textOf(op) + quotedFilterText(text, true);
}

QString FilterQuery::toString() const
{
    QStringList texts;
    for (const auto& term : terms)
        texts.append(term.toString());
    return texts.join(u' ');
}

QList<FilterField> filterFields(const QAbstractItemModel& model)
{
    QList<FilterField> fields;
    for (int column = 0; column < model.columnCount(); ++column) {
        const auto info = columnInfo(model, column);
        fields.append({info.name, info.kind});
    }
    return fields;
}

QString filterFaultText(const FilterFault& fault)
{
    const auto& text = fault.text;
    switch (fault.reason) {
    case FilterFault::Reason::TooLong:
        return FilterWords::tr("Only the first %n character(s) are used.", nullptr, maximumFilterLength);
    case FilterFault::Reason::TooManyTerms:
        return FilterWords::tr("Only %n term(s) are used; “%1” is too much.", nullptr, maximumFilterTerms)
            .arg(text);
    case FilterFault::Reason::OpenQuote:
        return FilterWords::tr("The quote in %1 is not closed.").arg(text);
    case FilterFault::Reason::UnknownField:
        return FilterWords::tr("“%1” names no column. Put it in quotes to search for the text.").arg(text);
    case FilterFault::Reason::NoValue:
        return FilterWords::tr("“%1” has no value.").arg(text);
    case FilterFault::Reason::NotANumber:
        return FilterWords::tr("“%1” needs a number.").arg(text);
    case FilterFault::Reason::NotATime:
        return FilterWords::tr("“%1” needs an age such as 2h or a date such as 2025-11-20.").arg(text);
    case FilterFault::Reason::NoOrder:
        return FilterWords::tr("“%1” compares a text; use : or = instead.").arg(text);
    }
    Q_UNREACHABLE();
}

} // namespace nostrscope
