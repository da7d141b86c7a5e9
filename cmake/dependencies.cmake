# SPDX-License-Identifier: GPL-3.0-or-later
# Every dependency is a Debian package; docs/dependencies.md gives the reason for each.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(simdjson REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(secp256k1 REQUIRED IMPORTED_TARGET libsecp256k1)
find_path(ROARING_INCLUDE_DIR roaring/roaring.hh REQUIRED)
find_library(ROARING_LIBRARY roaring REQUIRED)
add_library(nostrscope_roaring INTERFACE)
add_library(nostrscope::roaring ALIAS nostrscope_roaring)
target_include_directories(nostrscope_roaring SYSTEM INTERFACE ${ROARING_INCLUDE_DIR})
target_link_libraries(nostrscope_roaring INTERFACE ${ROARING_LIBRARY})
