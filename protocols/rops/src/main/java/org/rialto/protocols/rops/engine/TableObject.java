package org.rialto.protocols.rops.engine;

/// An open table. MS-OXCTABL §3.2.1.
public record TableObject(LogonObject logon) implements ServerObject {}
