package org.rialto.protocols.rops.engine;

/// A value that is read or written in parts. MS-OXCPRPT §2.2.14.
public non-sealed interface StreamObject extends ServerObject {}
