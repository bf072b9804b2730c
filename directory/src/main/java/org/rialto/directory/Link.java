package org.rialto.directory;

/// How one object points to another. Names are stored.
public enum Link {
    /// Group → member, of any kind with an address.
    MEMBER,
    /// Group → who may change it; room → who decides on its bookings.
    OWNER,
    /// Group → who may send to it (users, or groups of them). None: everybody.
    SENDER,
    /// Object → who may send as it.
    SEND_AS,
    /// Object → who may send on its behalf.
    SEND_ON_BEHALF,
    /// User → manager; at most one.
    MANAGER
}
