package org.rialto.protocols.rops.engine;

/// An attachment of an open message. MS-OXCMSG.
public non-sealed interface AttachmentObject extends ServerObject {}
