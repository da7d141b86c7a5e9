// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <memory>
#include <vector>

namespace nostrscope {

/// The store's dense number of a public key.
using AuthorNo = std::uint32_t;

/// An exact set of authors: a sorted list while small (most buckets), a Roaring bitmap above.
class AuthorSet {
public:
    AuthorSet();
    ~AuthorSet();
    AuthorSet(const AuthorSet& other);
    AuthorSet& operator=(const AuthorSet& other);
    AuthorSet(AuthorSet&&) noexcept;
    AuthorSet& operator=(AuthorSet&&) noexcept;

    void add(AuthorNo author);
    void unite(const AuthorSet& other);
    /// The same for many sets in a row, each much cheaper. Until settle() nothing else may be asked.
    void uniteLazily(AuthorSet other);
    void settle();
    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] std::vector<AuthorNo> values() const; ///< ascending
    [[nodiscard]] bool contains(AuthorNo author) const;
    /// How many are in both.
    [[nodiscard]] std::uint64_t sizeOfCommon(const AuthorSet& other) const;

    void appendTo(QByteArray& out) const;
    /// Reads what appendTo() wrote; false on anything else.
    [[nodiscard]] bool readFrom(class ByteReader& in);

    friend bool operator==(const AuthorSet& a, const AuthorSet& b) { return a.values() == b.values(); }

private:
    struct Bitmap;
    void enlarge();
    void flushSmall();
    void uniteWaiting();
    std::vector<AuthorNo> m_small; ///< between uniteLazily() and settle(): not sorted, of any size
    std::unique_ptr<Bitmap> m_large;
};

} // namespace nostrscope
