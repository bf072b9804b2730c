/// Carries the operations out: sessions, their objects, and a handler for each family of
/// operations. Whatever carries the buffers (MAPI/HTTP, RPC) calls [RopSession#execute].
/// MS-OXCROPS §3.2.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.rops.engine;
