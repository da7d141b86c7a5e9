# SPDX-License-Identifier: GPL-3.0-or-later
# Every dependency is a Debian package; docs/dependencies.md gives the reason for each.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(simdjson REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(secp256k1 REQUIRED IMPORTED_TARGET libsecp256k1)
