package org.rialto.mapihttp;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rialto.directory.Actor;
import org.rialto.directory.sasl.Login;
import org.rialto.mapihttp.wire.ResponseCode;

/// What the server keeps of a client between its requests. MS-OXCMAPIHTTP §3.2.1.
///
/// One request at a time, and each only with the sequence cookie of the answer before it, so that a
/// client whose answer was lost cannot have the request carried out twice. Beside it, one
/// NotificationWait.
///
/// @param <S> the session behind it: what an endpoint keeps
final class SessionContext<S> {
    /// Whose it is: only these two together get to it.
    record Owner(long userId, long authenticatedAsId) {
        static Owner of(Actor.Person actor) {
            return new Owner(actor.userId(), actor.authenticatedAs().userId());
        }
    }

    private final String cookie;
    private final Owner owner;
    private final int index;
    private final S session;
    private final Consumer<? super S> closer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final CountDownLatch closed = new CountDownLatch(1);
    /// Of the latest request: rights follow the directory, and a new password its user.
    private volatile Login login;
    private long sequence = 1;
    private boolean working;
    private boolean waiting;
    private boolean ended;
    private long idleSinceNanos = System.nanoTime();

    /// Makes the session of a context.
    interface Opening<S> {
        /// @param actor whose it is, as of whenever it is asked
        /// @param index of the context
        S open(Supplier<Actor.Person> actor, int index);
    }

    /// @param closer ends the session; may wait for what is at work in it
    SessionContext(String cookie, int index, Login login, Opening<S> opening,
            Consumer<? super S> closer) {
        this.cookie = cookie;
        this.index = index;
        this.login = login;
        this.owner = Owner.of(login.actor());
        this.closer = closer;
        this.session = opening.open(() -> this.login.actor(), index);
    }

    String cookie() { return cookie; }

    /// Unique among the contexts of the moment; 16 bits.
    int index() { return index; }

    Owner owner() { return owner; }

    S session() { return session; }

    /// A request of the owner's has come.
    void now(Login latest) { login = latest; }

    /// @throws org.rialto.mapi.MailError.LoggedOut when the log-in no longer holds
    void checkLogin() { login.actor(); }

    /// Begins a request that is in sequence; answers the cookie for the next.
    String begin(String sequenceCookie) throws RequestError {
        lock.lock();
        try {
            checkFree();
            if (!sequenceCookie.equals(String.valueOf(sequence))) {
                throw new RequestError(ResponseCode.INVALID_SEQUENCE,
                        "this is not the sequence cookie of the latest response");
            }
            working = true;
            sequence++;
            return String.valueOf(sequence);
        } finally {
            lock.unlock();
        }
    }

    /// Begins a request that may come without a sequence cookie.
    String begin() throws RequestError {
        lock.lock();
        try {
            checkFree();
            working = true;
            return String.valueOf(sequence);
        } finally {
            lock.unlock();
        }
    }

    private void checkFree() throws RequestError {
        checkAlive();
        if (working) {
            throw new RequestError(ResponseCode.INVALID_SEQUENCE,
                    "another request of this session context is under way");
        }
    }

    private void checkAlive() throws RequestError {
        if (ended) {
            throw new RequestError(ResponseCode.CONTEXT_NOT_FOUND,
                    "the session context has ended");
        }
    }

    /// The request that has begun is over.
    void finish() {
        lock.lock();
        try {
            working = false;
            idleSinceNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /// Begins to wait for notifications.
    void beginWait() throws RequestError {
        lock.lock();
        try {
            checkAlive();
            if (waiting) {
                throw new RequestError(ResponseCode.INVALID_SEQUENCE,
                        "another NotificationWait of this session context is under way");
            }
            waiting = true;
        } finally {
            lock.unlock();
        }
    }

    void finishWait() {
        lock.lock();
        try {
            waiting = false;
            idleSinceNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /// Whether something is there for the client, waiting for it until [#tell] or the end.
    ///
    /// @throws RequestError the context has ended
    boolean awaitNews(BooleanSupplier isThere, Duration atMost)
            throws RequestError, InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!ended && left > 0 && !isThere.getAsBoolean()) {
                left = news.awaitNanos(left);
            }
            checkAlive();
            return isThere.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /// Something has come that a client may wait for.
    void tell() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nanoseconds since its last request ended; 0 while there is one.
    long idleNanos() {
        lock.lock();
        try {
            return working || waiting ? 0 : Math.max(1, System.nanoTime() - idleSinceNanos);
        } finally {
            lock.unlock();
        }
    }

    /// Ends it, unless it has or had a request within the limit; answers whether it has ended now.
    boolean endIfIdle(long limitNanos) {
        lock.lock();
        try {
            if (ended || working || waiting || System.nanoTime() - idleSinceNanos <= limitNanos) {
                return false;
            }
            ended = true;
        } finally {
            lock.unlock();
        }
        closeSession();
        return true;
    }

    /// Ends it; a request that is under way comes to its end first.
    void end() {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        closeSession();
    }

    private void closeSession() {
        // Waits for what the session is doing, which the one who ends it need not.
        Thread.ofVirtual().name("mapihttp-end-" + index).start(() -> {
            try {
                closer.accept(session);
            } finally {
                closed.countDown();
            }
        });
    }

    /// Waits until what the session had open is closed, after it has ended.
    boolean awaitClosed(long atMostNanos) throws InterruptedException {
        return closed.await(atMostNanos, TimeUnit.NANOSECONDS);
    }
}
