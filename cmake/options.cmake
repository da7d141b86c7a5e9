# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target carries the language level, the warnings and the strict Qt defines.
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

include(FeatureSummary)

add_library(nostrscope_options INTERFACE)
add_library(nostrscope::options ALIAS nostrscope_options)
target_compile_features(nostrscope_options INTERFACE cxx_std_20)
target_include_directories(nostrscope_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(nostrscope_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual)
target_compile_definitions(nostrscope_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_CONTEXTLESS_CONNECT
  QT_DISABLE_DEPRECATED_BEFORE=0x060400
  NOSTRSCOPE_VERSION="${PROJECT_VERSION}")
if(NOSTRSCOPE_ASSERTS)
  target_compile_definitions(nostrscope_options INTERFACE QT_FORCE_ASSERTS)
endif()
if(NOSTRSCOPE_WERROR)
  target_compile_options(nostrscope_options INTERFACE -Werror)
endif()

# A static library of one folder: nostrscope_module(<name> SOURCES ... LINK ...)
# Every library of core shares one precompiled header (Qt and std only, never our own headers).
function(nostrscope_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(nostrscope_${name} STATIC ${arg_SOURCES})
  add_library(nostrscope::${name} ALIAS nostrscope_${name})
  target_link_libraries(nostrscope_${name} PUBLIC nostrscope::options Qt6::Core ${arg_LINK}
                                           PRIVATE ${arg_PRIVATE_LINK})
  set_target_properties(nostrscope_${name} PROPERTIES AUTOMOC ON)
  if(NOT name STREQUAL "base")
    target_precompile_headers(nostrscope_${name} REUSE_FROM nostrscope_base)
  else()
    target_precompile_headers(nostrscope_${name} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/pch.h)
  endif()
endfunction()
