# SPDX-License-Identifier: GPL-3.0-or-later
# One line for each decoder of network or file input.
nostrscope_fuzz(tags)
nostrscope_fuzz(varint)
