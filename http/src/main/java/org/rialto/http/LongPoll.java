package org.rialto.http;

import java.net.InetAddress;

/// A wait for news, from [HttpExchange#longPoll] until closed, on one thread.
public final class LongPoll implements AutoCloseable {
    private final LongPolls all;
    private final HttpExchange exchange;
    private final InetAddress address;
    private final Thread thread = Thread.currentThread();
    private boolean interrupted;

    LongPoll(LongPolls all, HttpExchange exchange) {
        this.all = all;
        this.exchange = exchange;
        this.address = exchange.remoteAddress();
    }

    InetAddress address() { return address; }

    void interrupt() {
        interrupted = true;
        thread.interrupt();
    }

    @Override
    public void close() {
        all.end(this);
        exchange.endOfLongPoll();
        // The interruption was for the wait, not for what is written after it.
        if (interrupted)
            Thread.interrupted();
    }
}
