/// What a download tells of a mailbox: folders, messages, and what changed. MS-OXCFXICS §3.2.5.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.rops.transfer;
