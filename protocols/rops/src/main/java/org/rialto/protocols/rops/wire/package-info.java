/// What goes over the wire: buffers, and a record for each remote operation's request and
/// response. Values only: no state, no server logic. MS-OXCROPS §2.2.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.rops.wire;
