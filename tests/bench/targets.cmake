# SPDX-License-Identifier: GPL-3.0-or-later
# One line for each benchmark.
nostrscope_bench(bench_layout SOURCES bench_layout.cpp layouts.cpp LINK SQLite::SQLite3 Boost::headers
                 QUICK --quick)
nostrscope_bench(bench_ingest LINK nostrscope::testsupport QUICK --events 3000 --runs 1 --dir /tmp)
