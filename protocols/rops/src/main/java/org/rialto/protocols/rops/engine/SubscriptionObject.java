package org.rialto.protocols.rops.engine;

/// What a client wants to be told of. MS-OXCNOTIF §2.2.1.2.
public non-sealed interface SubscriptionObject extends ServerObject {}
