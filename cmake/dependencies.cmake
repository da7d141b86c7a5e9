# SPDX-License-Identifier: GPL-3.0-or-later
# Every dependency is a Debian package; docs/dependencies.md gives the reason for each.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
find_package(simdjson REQUIRED)
