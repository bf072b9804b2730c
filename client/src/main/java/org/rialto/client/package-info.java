/// A MAPI client over HTTP, for tests and benchmarks. It shares with the server what goes over the
/// wire and nothing else: `mapi` and the wire records of `rops` and `mapihttp` (`RoomsTest` holds
/// that).
///
/// A room of its own: tests of `server`, `acceptance` and `bench` use it, so it can lie in none of
/// them, and the product needs none of it. The tests of `mapihttp` have a small client of their own,
/// which can send what no client should.
///
/// [Discovery] finds the mailbox, [MapiClient] connects, and its [MapiClient#logOn] gives the mailbox
/// to work with. All of it blocks, and belongs to one thread but for
/// [MapiClient#notificationWait()], which another may call.
@org.jspecify.annotations.NullMarked
package org.rialto.client;
