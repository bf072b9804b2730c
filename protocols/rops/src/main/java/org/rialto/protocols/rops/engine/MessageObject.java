package org.rialto.protocols.rops.engine;

/// A message: of a folder, embedded in another, or new. MS-OXCMSG.
public non-sealed interface MessageObject extends ServerObject {}
