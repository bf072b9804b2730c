/// The remote operations (ROPs) on a mailbox, independent of what carries them. MS-OXCROPS.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.rops;
