// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/facts/authorset.h"

#include "core/base/varint.h"

#include <roaring/roaring.h>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::size_t smallSize = 64;
constexpr std::size_t pendingSize = 1024;
constexpr std::size_t mostWaiting = 64; ///< sets that are united at once
constexpr std::uint64_t bitmapMark = 0xffff; ///< instead of a count of the small form

} // namespace

/// The C interface: the C++ one changed its namespace between the releases of our distributions.
struct AuthorSet::Bitmap {
    struct Free {
        void operator()(roaring_bitmap_t* bitmap) const { roaring_bitmap_free(bitmap); }
    };
    using Bits = std::unique_ptr<roaring_bitmap_t, Free>;
    Bits bits;
    std::vector<Bits> waiting; ///< between uniteLazily() and settle(): to be united with the others

    [[nodiscard]] static std::unique_ptr<Bitmap> of(roaring_bitmap_t* bitmap)
    {
        auto result = std::make_unique<Bitmap>();
        result->bits.reset(bitmap);
        return result;
    }
};

AuthorSet::AuthorSet() = default;
AuthorSet::~AuthorSet() = default;
AuthorSet::AuthorSet(AuthorSet&&) noexcept = default;
AuthorSet& AuthorSet::operator=(AuthorSet&&) noexcept = default;

AuthorSet::AuthorSet(const AuthorSet& other)
    : m_small(other.m_small)
    , m_large(other.m_large ? Bitmap::of(roaring_bitmap_copy(other.m_large->bits.get())) : nullptr)
{
}

AuthorSet& AuthorSet::operator=(const AuthorSet& other)
{
    if (this != &other)
        *this = AuthorSet(other);
    return *this;
}

void AuthorSet::enlarge()
{
    if (m_large)
        return;
    m_large = Bitmap::of(roaring_bitmap_of_ptr(m_small.size(), m_small.data()));
    m_small = {};
}

void AuthorSet::add(AuthorNo author)
{
    if (m_large) {
        roaring_bitmap_add(m_large->bits.get(), author);
        return;
    }
    const auto at = std::lower_bound(m_small.begin(), m_small.end(), author);
    if (at != m_small.end() && *at == author)
        return;
    if (m_small.size() < smallSize) {
        m_small.insert(at, author);
        return;
    }
    enlarge();
    roaring_bitmap_add(m_large->bits.get(), author);
}

void AuthorSet::unite(const AuthorSet& other)
{
    if (other.m_large) {
        enlarge();
        roaring_bitmap_or_inplace(m_large->bits.get(), other.m_large->bits.get());
        return;
    }
    for (const auto author : other.m_small)
        add(author);
}

void AuthorSet::uniteLazily(AuthorSet other)
{
    m_small.insert(m_small.end(), other.m_small.begin(), other.m_small.end());
    if (m_small.size() > pendingSize)
        flushSmall();
    if (!other.m_large)
        return;
    if (!m_large) {
        m_large = std::move(other.m_large);
        return;
    }
    m_large->waiting.push_back(std::move(other.m_large->bits));
    if (m_large->waiting.size() >= mostWaiting)
        uniteWaiting();
}

void AuthorSet::flushSmall()
{
    auto bitmap = Bitmap::of(roaring_bitmap_of_ptr(m_small.size(), m_small.data()));
    m_small.clear();
    if (m_large)
        m_large->waiting.push_back(std::move(bitmap->bits));
    else
        m_large = std::move(bitmap);
}

/// Many at once: the library sets bits and counts them at the end, instead of merging lists that grow.
void AuthorSet::uniteWaiting()
{
    if (m_large->waiting.empty())
        return;
    std::vector<const roaring_bitmap_t*> all{m_large->bits.get()};
    for (const auto& bits : m_large->waiting)
        all.push_back(bits.get());
    m_large->bits.reset(roaring_bitmap_or_many(all.size(), all.data()));
    m_large->waiting.clear();
}

void AuthorSet::settle()
{
    std::sort(m_small.begin(), m_small.end());
    m_small.erase(std::unique(m_small.begin(), m_small.end()), m_small.end());
    if (m_large || m_small.size() > smallSize)
        flushSmall();
    if (m_large)
        uniteWaiting();
}

std::uint64_t AuthorSet::size() const
{
    return m_large ? roaring_bitmap_get_cardinality(m_large->bits.get()) : m_small.size();
}

std::vector<AuthorNo> AuthorSet::values() const
{
    if (!m_large)
        return m_small;
    std::vector<AuthorNo> all(roaring_bitmap_get_cardinality(m_large->bits.get()));
    roaring_bitmap_to_uint32_array(m_large->bits.get(), all.data());
    return all;
}

bool AuthorSet::contains(AuthorNo author) const
{
    return m_large ? roaring_bitmap_contains(m_large->bits.get(), author)
                   : std::binary_search(m_small.begin(), m_small.end(), author);
}

std::uint64_t AuthorSet::sizeOfCommon(const AuthorSet& other) const
{
    if (m_large && other.m_large)
        return roaring_bitmap_and_cardinality(m_large->bits.get(), other.m_large->bits.get());
    const auto& small = m_large ? other : *this;
    const auto& big = m_large ? *this : other;
    return static_cast<std::uint64_t>(
        std::count_if(small.m_small.begin(), small.m_small.end(),
                      [&big](AuthorNo author) { return big.contains(author); }));
}

void AuthorSet::appendTo(QByteArray& out) const
{
    if (!m_large) {
        appendVarint(out, m_small.size());
        AuthorNo previous = 0;
        for (const auto author : m_small) {
            appendVarint(out, author - previous);
            previous = author;
        }
        return;
    }
    const auto* bits = m_large->bits.get();
    const auto size = roaring_bitmap_portable_size_in_bytes(bits);
    appendVarint(out, bitmapMark);
    appendVarint(out, size);
    const auto at = out.size();
    out.resize(at + static_cast<qsizetype>(size));
    roaring_bitmap_portable_serialize(bits, out.data() + at);
}

bool AuthorSet::readFrom(ByteReader& in)
{
    m_small.clear();
    m_large.reset();
    const auto count = in.varint();
    if (count == bitmapMark) {
        const auto bytes = in.bytes(in.varint());
        if (in.failed())
            return false;
        auto* bits =
            roaring_bitmap_portable_deserialize_safe(bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (bits)
            m_large = Bitmap::of(bits);
        return bits != nullptr;
    }
    if (count > smallSize)
        return false;
    m_small.reserve(count);
    std::uint64_t author = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        author += in.varint();
        m_small.push_back(static_cast<AuthorNo>(author));
    }
    return !in.failed();
}

} // namespace nostrscope
