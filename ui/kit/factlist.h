// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;

namespace nostrscope {

/// Names and values under headings, all plain text that can be selected and copied.
class FactList final : public QWidget {
    Q_OBJECT

public:
    struct Fact {
        QString group; ///< heading; facts of one group follow each other; may be empty
        QString name;
        QString value;
        friend bool operator==(const Fact&, const Fact&) = default;
    };
    static constexpr std::size_t maximumFacts = 300;

    explicit FactList(QWidget* parent = nullptr);

    /// What is the same stays, with what is selected in it.
    void setFacts(std::vector<Fact> facts);
    [[nodiscard]] const std::vector<Fact>& facts() const { return m_facts; }

private:
    void cleanClipboard();

    std::vector<Fact> m_facts;
    QGridLayout* m_layout;
};

} // namespace nostrscope
