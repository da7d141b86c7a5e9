// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/eventbody.h"
#include "core/storage/retention.h"

#include <map>
#include <memory>

struct ZSTD_CCtx_s;
struct ZSTD_CDict_s;

namespace nostrscope {

/// Makes bodies as small as the file's dictionaries allow: zstd for groups of kinds that have one, plain for
/// the others and for what would not become smaller. Of one thread.
class BodyEncoder {
public:
    BodyEncoder();
    ~BodyEncoder();
    Q_DISABLE_COPY_MOVE(BodyEncoder)

    /// Takes the dictionaries of the file; the newest of a group counts.
    void load(SqlDatabase& database);
    /// Empty and number 0: compress without a dictionary.
    void set(KindGroup group, std::uint64_t number, QByteArrayView dictionary);
    [[nodiscard]] bool has(KindGroup group) const { return m_dictionaries.contains(group); }
    /// Appends the body.
    void encode(const Event& event, QByteArray& out);
    /// Of a plain body as encodeBody() makes it; empty when it is not worth it.
    [[nodiscard]] QByteArrayView compress(KindGroup group, QByteArrayView plain);

private:
    struct Free {
        void operator()(ZSTD_CCtx_s* context) const;
        void operator()(ZSTD_CDict_s* dictionary) const;
    };
    struct Dictionary {
        std::uint64_t number = 0;
        std::unique_ptr<ZSTD_CDict_s, Free> digested;
    };
    std::unique_ptr<ZSTD_CCtx_s, Free> m_context;
    std::map<KindGroup, Dictionary> m_dictionaries;
    QByteArray m_plain; // reused, as is the next
    QByteArray m_packed;
};

} // namespace nostrscope
