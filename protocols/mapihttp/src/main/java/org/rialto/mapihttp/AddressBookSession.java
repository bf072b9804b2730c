package org.rialto.mapihttp;

import java.util.function.Supplier;
import org.rialto.directory.Actor;

/// What the address book keeps of a client between Bind and Unbind: who it is. A client carries its
/// own place in a table (STAT, MS-OXNSPI §2.2.8).
///
/// @param actor as of whenever it is asked
record AddressBookSession(Supplier<Actor.Person> actor) {}
