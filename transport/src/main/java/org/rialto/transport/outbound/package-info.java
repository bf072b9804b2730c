/// Mail to other servers: where it goes (MX or smart host), the SMTP client, and what became of
/// each recipient. Knows nothing of the queue.
@org.jspecify.annotations.NullMarked
package org.rialto.transport.outbound;
