# SPDX-License-Identifier: GPL-3.0-or-later
# One line for each decoder of network or file input.
nostrscope_fuzz(bolt11)
nostrscope_fuzz(clientmessage)
nostrscope_fuzz(event)
nostrscope_fuzz(filter)
nostrscope_fuzz(nip11)
nostrscope_fuzz(nip19)
nostrscope_fuzz(plaintext)
nostrscope_fuzz(relaylist)
nostrscope_fuzz(relaymessage)
nostrscope_fuzz(relayurl)
nostrscope_fuzz(tags)
nostrscope_fuzz(varint)
