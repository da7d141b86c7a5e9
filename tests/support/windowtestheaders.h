// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled for the tests of the window: what the tests of core read, and the widgets.
#pragma once

#include <QtWidgets>

#include "tests/support/coretestheaders.h"
