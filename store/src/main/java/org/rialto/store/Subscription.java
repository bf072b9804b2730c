package org.rialto.store;

/// An open subscription to events; closing it ends it.
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
