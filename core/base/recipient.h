// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QMutex>
#include <QMutexLocker>
#include <QObject>

#include <memory>
#include <utility>

namespace nostrscope {

/// Hands calls of other threads over to an object for as long as it lives: a member of that object. Calls
/// that come later are dropped, so that whoever answers need not know who is still there.
class Recipient {
    struct Home {
        QMutex mutex;
        QObject* object;
    };

public:
    explicit Recipient(QObject& object)
        : m_home(std::make_shared<Home>())
    {
        m_home->object = &object;
    }
    ~Recipient()
    {
        const QMutexLocker lock(&m_home->mutex);
        m_home->object = nullptr;
    }
    Q_DISABLE_COPY_MOVE(Recipient)

    /// May be kept and used by any thread, also when the object is gone.
    class Address {
    public:
        /// Calls it in the thread of the object, later.
        template <typename Call> void post(Call call) const
        {
            const QMutexLocker lock(&m_home->mutex);
            if (m_home->object != nullptr)
                QMetaObject::invokeMethod(m_home->object, std::move(call), Qt::QueuedConnection);
        }

    private:
        friend class Recipient;
        explicit Address(std::shared_ptr<Home> home)
            : m_home(std::move(home))
        {
        }
        std::shared_ptr<Home> m_home;
    };
    [[nodiscard]] Address address() const { return Address(m_home); }

private:
    std::shared_ptr<Home> m_home;
};

} // namespace nostrscope
