package org.rialto.directory.sasl;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.rialto.directory.Directory;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the log-ins of open connections after the directory has changed. Many changes in a row
/// are one look, and a look may not take more than a fraction of the time, however many connections
/// there are.
final class LoginWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LoginWatch.class);
    private static final long GATHER_MILLIS = 100;
    private static final int REST = 4;

    private final Set<Login> logins = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean changed = new AtomicBoolean();

    LoginWatch(Directory directory) { directory.whenChanged(this::changed); }

    void add(Login login) {
        logins.add(login);
        // It may have ended before it was watched.
        changed();
    }

    void remove(Login login) { logins.remove(login); }

    private void changed() {
        changed.set(true);
        if (!logins.isEmpty() && looking.compareAndSet(false, true))
            Thread.ofVirtual().name("login-watch").start(this::look);
    }

    private void look() {
        try {
            long rest = GATHER_MILLIS;
            do {
                TimeUnit.MILLISECONDS.sleep(rest);
                long start = System.nanoTime();
                changed.set(false);
                lookOnce();
                rest = Math.max(GATHER_MILLIS,
                        REST * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            } while (changed.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            looking.set(false);
        }
        // A change between the last question and the line before.
        if (changed.get())
            changed();
    }

    private void lookOnce() {
        for (Login login : logins) {
            try {
                MailError.LoggedOut end = login.end();
                if (end != null && logins.remove(login))
                    login.tell(end);
            } catch (MailError e) {
                LOG.warn("Cannot look at the log-ins of open connections: {}", e.getMessage());
                return;
            } catch (RuntimeException e) {
                LOG.error("A connection could not be told that its log-in has ended", e);
            }
        }
    }
}
