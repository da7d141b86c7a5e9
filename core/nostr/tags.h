// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <vector>

namespace nostrscope {

/// The tags of an event: lists of UTF-8 strings, all in one buffer. A hostile event with 100,000 tags
/// costs its own bytes plus four per string, not an allocation for each.
class Tags {
public:
    /// One tag; valid while its Tags lives unchanged.
    class View {
    public:
        [[nodiscard]] qsizetype size() const noexcept { return m_last - m_first; }
        /// The string at `index`; empty when there is none (tags may be shorter than expected).
        [[nodiscard]] QByteArrayView at(qsizetype index) const noexcept
        {
            return index < size() ? m_tags->item(m_first + index) : QByteArrayView();
        }
        [[nodiscard]] QByteArrayView name() const noexcept { return at(0); }
        [[nodiscard]] QByteArrayView value() const noexcept { return at(1); }

    private:
        friend class Tags;
        View(const Tags* tags, qsizetype first, qsizetype last) noexcept
            : m_tags(tags)
            , m_first(first)
            , m_last(last)
        {
        }
        const Tags* m_tags;
        qsizetype m_first;
        qsizetype m_last;
    };
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = View;
        using difference_type = qsizetype;
        using pointer = const View*;
        using reference = View;
        Iterator(const Tags* tags, qsizetype index) noexcept
            : m_tags(tags)
            , m_index(index)
        {
        }
        View operator*() const noexcept { return m_tags->at(m_index); }
        Iterator& operator++() noexcept
        {
            ++m_index;
            return *this;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const Tags* m_tags;
        qsizetype m_index;
    };

    Tags() = default;
    Tags(std::initializer_list<std::initializer_list<QByteArrayView>> tags);

    /// Building: beginTag(), then addItem() for each string.
    void beginTag();
    void addItem(QByteArrayView text);
    void append(std::initializer_list<QByteArrayView> tag);

    [[nodiscard]] qsizetype size() const noexcept { return static_cast<qsizetype>(m_tagStarts.size()); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_tagStarts.empty(); }
    [[nodiscard]] View at(qsizetype index) const noexcept;
    [[nodiscard]] Iterator begin() const noexcept { return {this, 0}; }
    [[nodiscard]] Iterator end() const noexcept { return {this, size()}; }

    /// The first tag of that name with at least one value.
    [[nodiscard]] std::optional<View> first(QByteArrayView name) const noexcept;
    /// Value of the first tag of that name; null view when there is none.
    [[nodiscard]] QByteArrayView firstValue(QByteArrayView name) const noexcept;

    friend bool operator==(const Tags&, const Tags&) = default;

private:
    [[nodiscard]] QByteArrayView item(qsizetype index) const noexcept
    {
        const auto i = static_cast<std::size_t>(index);
        const auto start = i == 0 ? 0U : m_itemEnds[i - 1];
        return {m_text.constData() + start, static_cast<qsizetype>(m_itemEnds[i] - start)};
    }

    QByteArray m_text;
    std::vector<std::uint32_t> m_itemEnds;
    std::vector<std::uint32_t> m_tagStarts; // index of the first item of each tag
};

} // namespace nostrscope
