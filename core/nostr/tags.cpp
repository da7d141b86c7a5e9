// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/tags.h"

namespace nostrscope {

Tags::Tags(std::initializer_list<std::initializer_list<QByteArrayView>> tags)
{
    for (const auto& tag : tags)
        append(tag);
}

void Tags::append(std::initializer_list<QByteArrayView> tag)
{
    beginTag();
    for (const auto& text : tag)
        addItem(text);
}

void Tags::beginTag()
{
    m_tagStarts.push_back(static_cast<std::uint32_t>(m_itemEnds.size()));
}

void Tags::addItem(QByteArrayView text)
{
    Q_ASSERT(!m_tagStarts.empty());
    m_text.append(text);
    m_itemEnds.push_back(static_cast<std::uint32_t>(m_text.size()));
}

Tags::View Tags::at(qsizetype index) const noexcept
{
    const auto i = static_cast<std::size_t>(index);
    Q_ASSERT(i < m_tagStarts.size());
    const auto last = i + 1 < m_tagStarts.size() ? m_tagStarts[i + 1] : m_itemEnds.size();
    return {this, static_cast<qsizetype>(m_tagStarts[i]), static_cast<qsizetype>(last)};
}

std::optional<Tags::View> Tags::first(QByteArrayView name) const noexcept
{
    for (const auto tag : *this) {
        if (tag.size() >= 2 && tag.name() == name)
            return tag;
    }
    return std::nullopt;
}

QByteArrayView Tags::firstValue(QByteArrayView name) const noexcept
{
    const auto tag = first(name);
    return tag ? tag->value() : QByteArrayView();
}

} // namespace nostrscope
