/// The durable queue: its rows, when they are tried again, who works on them, and how an
/// administrator looks at them.
@org.jspecify.annotations.NullMarked
package org.rialto.transport.queue;
