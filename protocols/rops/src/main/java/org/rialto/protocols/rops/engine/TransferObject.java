package org.rialto.protocols.rops.engine;

/// A fast transfer or a synchronization, upload or download. MS-OXCFXICS.
public non-sealed interface TransferObject extends ServerObject {}
