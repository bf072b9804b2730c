/// Delivery status notifications: what a sender is told of messages that failed, wait or arrived.
@org.jspecify.annotations.NullMarked
package org.rialto.transport.dsn;
