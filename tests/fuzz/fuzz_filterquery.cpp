// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filterquery.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

/// Any text is understood or refused within the bounds, faults lie inside it, and what was understood reads
/// the same when it is written down again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const QList<FilterField> fields{
        {u"status"_s, ColumnKind::Text}, {u"events"_s, ColumnKind::Number},
        {u"novel"_s, ColumnKind::Ratio}, {u"open"_s, ColumnKind::Duration},
        {u"last"_s, ColumnKind::Time},   {u"received"_s, ColumnKind::Bytes}};
    const auto text = QString::fromUtf8(fuzz::view(data, size));
    const auto query = parseFilter(text, fields);
    FUZZ_REQUIRE(query.terms.size() <= maximumFilterTerms);
    for (const auto& fault : query.faults) {
        FUZZ_REQUIRE(fault.begin >= 0 && fault.begin <= text.size());
        FUZZ_REQUIRE(!filterFaultText(fault).isEmpty());
    }
    for (const auto& term : query.terms)
        FUZZ_REQUIRE(!term.text.isEmpty());
    const auto again = query.toString();
    if (again.size() <= maximumFilterLength) {
        const auto reread = parseFilter(again, fields);
        FUZZ_REQUIRE(reread.terms == query.terms);
        FUZZ_REQUIRE(reread.faults.isEmpty());
    }
    return 0;
}
