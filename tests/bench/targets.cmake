# SPDX-License-Identifier: GPL-3.0-or-later
# One line for each benchmark.
nostrscope_bench(bench_layout SOURCES bench_layout.cpp layouts.cpp LINK SQLite::SQLite3 Boost::headers
                 QUICK --quick)
nostrscope_bench(bench_ingest LINK nostrscope::testsupport QUICK --events 3000 --runs 1 --dir /tmp)
nostrscope_bench(bench_live SOURCES bench_live.cpp walmeter.cpp LINK nostrscope::core
                 QUICK --relays 5 --rate 20 --copies 3 --duration 3 --dir /tmp)
add_dependencies(bench_live nostrscope-simnet)
nostrscope_bench(bench_gui LINK nostrscope::ui nostrscope::fakeengine QUICK --relays 1000 --seconds 3)
nostrscope_bench(bench_window SOURCES bench_window.cpp samples.h tablevisitor.cpp tablevisitor.h LINK nostrscope::ui nostrscope::engine
                 QUICK --relays 300 --connected 10 --rate 20 --seconds 6 --dir /tmp)
add_dependencies(bench_window nostrscope-simnet)
nostrscope_bench(bench_start SOURCES bench_start.cpp killedwriter.cpp killedwriter.h storegenerator.cpp storegenerator.h
                 LINK nostrscope::storage nostrscope::testsupport
                 QUICK --events 5000 --runs 1 --killed 500 --dir /tmp)
add_dependencies(bench_start nostrscope nostrscope-cli)
nostrscope_bench(bench_sync LINK nostrscope::testsupport QUICK --events 500 --runs 1)
add_dependencies(bench_sync nostrscope-simnet nostrscope-cli)
nostrscope_bench(bench_discovery LINK nostrscope::discover nostrscope::storage QUICK --events 6000 --new 100 --runs 2)
nostrscope_bench(bench_dvms LINK nostrscope::simnet nostrscope::storage
                 QUICK --events 6000 --part 3000 --machines 20 --runs 2)
nostrscope_bench(bench_negentropy LINK nostrscope::negentropy nostrscope::storage QUICK --events 3000 --difference 20 --set 20000 --runs 1)
nostrscope_bench(bench_charts LINK nostrscope::ui QUICK --runs 2)
nostrscope_bench(bench_probe SOURCES bench_probe.cpp delayserver.cpp LINK nostrscope::monitor nostrscope::storage nostrscope::simnet
                 QUICK --relays 40 --probes 20 --delay 10)
add_dependencies(bench_probe nostrscope-simnet nostrscope-cli)
if(NOSTRSCOPE_TESTS)
  set_property(TEST bench_window_quick APPEND PROPERTY ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
  set_property(TEST bench_start_quick APPEND PROPERTY ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
  set_property(TEST bench_charts_quick APPEND PROPERTY ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
  set_property(TEST bench_gui_quick APPEND PROPERTY ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endif()
