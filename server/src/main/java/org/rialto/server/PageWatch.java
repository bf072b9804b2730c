package org.rialto.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rialto.base.Uninterruptibly;
import org.rialto.database.Database;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks through the database's pages behind the start, and once a day, so that damage is known
/// before somebody needs what is on them. Says so in the log and in the metrics; those whose pages
/// are whole go on.
final class PageWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PageWatch.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int MOST = 20;

    private final Database database;
    private final Path file;
    private final Thread thread;
    private volatile int problems;

    private PageWatch(Database database, Path file, Duration first) {
        this.database = database;
        this.file = file;
        this.thread = Thread.ofVirtual().name("page-watch").unstarted(() -> loop(first));
    }

    /// @param first how long after the start
    static PageWatch start(Database database, Path file, Duration first) {
        PageWatch watch = new PageWatch(database, file, first);
        watch.thread.start();
        return watch;
    }

    int problems() { return problems; }

    private void loop(Duration first) {
        try {
            Thread.sleep(first);
            while (true) {
                look();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            // The server stops.
        }
    }

    private void look() {
        try {
            List<String> found = database.pageProblems(MOST, true);
            problems = found.size();
            if (!found.isEmpty()) {
                log.error("{} has damaged pages. `rialto check` names the mailboxes; `rialto check"
                        + " --repair` on the stopped home saves what can be read. The engine says:"
                        + " {}", file, String.join("; ", found));
            }
        } catch (MailError e) {
            log.warn("The database's pages could not be looked through: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        Uninterruptibly.join(thread);
    }
}
