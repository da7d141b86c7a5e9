// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"

#include <QList>
#include <QString>

#include <optional>

namespace nostrscope {

/// A column that terms may name.
struct FilterField {
    QString name; ///< lower case; ColumnNameRole
    ColumnKind kind = ColumnKind::Text;
    friend bool operator==(const FilterField&, const FilterField&) = default;
};

enum class FilterOperator : std::uint8_t { Contains, Equals, Less, LessOrEqual, Greater, GreaterOrEqual };

/// One condition; a row must meet all terms of a query.
struct FilterTerm {
    QString field; ///< empty: any text column that is shown
    FilterOperator op = FilterOperator::Contains;
    bool isNegated = false;
    QString text; ///< what was typed as the value, without quotes
    /// The value of a comparison in raw units of the column. For time columns: milliseconds since the epoch,
    /// or, with `isAge`, an age in milliseconds.
    std::optional<double> number;
    bool isAge = false;

    /// As one types it; parseFilter() reads it back to the same term.
    [[nodiscard]] QString toString() const;
    friend bool operator==(const FilterTerm&, const FilterTerm&) = default;
};

/// What is wrong with a piece of the text, and where.
struct FilterFault {
    enum class Reason : std::uint8_t {
        TooLong,
        TooManyTerms,
        OpenQuote, ///< understood as if it were closed at the end
        UnknownField,
        NoValue,
        NotANumber,
        NotATime,
        NoOrder, ///< < or > on a text column
    };
    Reason reason = Reason::TooLong;
    QString text; ///< the piece
    qsizetype begin = 0;
    friend bool operator==(const FilterFault&, const FilterFault&) = default;
};

struct FilterQuery {
    QList<FilterTerm> terms;
    QList<FilterFault> faults; ///< their pieces are not among the terms (but for OpenQuote)
    [[nodiscard]] bool isEmpty() const { return terms.isEmpty(); }
    [[nodiscard]] QString toString() const;
    friend bool operator==(const FilterQuery&, const FilterQuery&) = default;
};

inline constexpr qsizetype maximumFilterLength = 1000;
inline constexpr qsizetype maximumFilterTerms = 20;

/// Reads what is typed into a filter box:
///   word  "two words"          substring in any text column, without regard to case
///   -word                      not so
///   status:down  error:"a b"   substring in one column;  status=Down  the whole text
///   events>500 events<=2k      numbers, also with k, M, G;  novel>50%  shares
///   open>500ms open<2s         durations (ms without a unit)
///   last<1h                    times by age (younger than an hour);  last>2025-11-20T10:00  by date, UTC
/// What has the form of an address (wss://…, host.name:443, ::1) is a word. Never fails: what cannot be read
/// is among the faults. Text beyond maximumFilterLength is not looked at.
[[nodiscard]] FilterQuery parseFilter(QStringView text, const QList<FilterField>& fields);
/// The pieces of the text by the same rules, as ranges: what the filter bar turns into chips.
struct FilterPiece {
    qsizetype begin = 0;
    qsizetype length = 0;
    bool hasOpenQuote = false;
};
[[nodiscard]] QList<FilterPiece> splitFilter(QStringView text);
/// Quotes where the syntax needs them.
[[nodiscard]] QString quotedFilterText(const QString& text, bool afterOperator);

/// Fields of all columns of a model, by their names.
[[nodiscard]] QList<FilterField> filterFields(const QAbstractItemModel& model);
/// One sentence for people.
[[nodiscard]] QString filterFaultText(const FilterFault& fault);

} // namespace nostrscope
