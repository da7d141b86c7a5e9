// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <variant>

namespace nostrscope {

/// Wraps an error so that it cannot be mistaken for a value: `return Unexpected(Error::TooLarge);`
template <typename E> class Unexpected {
public:
    explicit Unexpected(E error)
        : m_error(std::move(error))
    {
    }
    [[nodiscard]] const E& error() const& { return m_error; }
    [[nodiscard]] E&& error() && { return std::move(m_error); }

private:
    E m_error;
};

/// A value or the reason why there is none; the subset of std::expected (C++23) that we use.
template <typename T, typename E> class [[nodiscard]] Expected {
public:
    Expected(T value) // NOLINT(google-explicit-constructor): returning a plain value is the point
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Expected(Unexpected<E> error) // NOLINT(google-explicit-constructor)
        : m_state(std::in_place_index<1>, std::move(error).error())
    {
    }

    [[nodiscard]] bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    [[nodiscard]] T& value() & { return std::get<0>(m_state); }
    [[nodiscard]] const T& value() const& { return std::get<0>(m_state); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(m_state)); }
    [[nodiscard]] const E& error() const& { return std::get<1>(m_state); }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

private:
    std::variant<T, E> m_state;
};

} // namespace nostrscope
