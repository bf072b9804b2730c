/// A request and a response record for each of the operations of MS-OXCROPS §2.2.9.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.rops.wire.stream;
