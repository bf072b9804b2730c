package org.rialto.server.telephony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.rialto.server.Home;
import org.rialto.server.UserError;
import org.rialto.server.config.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the trust list and the authorities of users' certificates soon after their files, or what
/// the configuration says of them, have changed. What cannot be used leaves those in use.
public final class TrustWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TrustWatch.class);

    private final Home home;
    private final Telephony telephony;
    private final Thread thread;
    private Configuration configuration;
    private Map<Path, FileTime> seen;

    private TrustWatch(Home home, Configuration configuration, Telephony telephony,
            Duration interval) {
        this.home = home;
        this.telephony = telephony;
        this.configuration = configuration;
        this.seen = modified();
        this.thread = Thread.ofVirtual().name("sip-trust-watch").unstarted(() -> watch(interval));
    }

    /// @param configuration that the telephones were started with
    public static TrustWatch start(Home home, Configuration configuration, Telephony telephony,
            Duration interval) {
        TrustWatch watch = new TrustWatch(home, configuration, telephony, interval);
        watch.thread.start();
        return watch;
    }

    private void watch(Duration interval) {
        try {
            while (true) {
                Thread.sleep(interval);
                look();
            }
        } catch (InterruptedException e) {
            log.debug("nobody watches the trust list any more");
        }
    }

    private void look() {
        Map<Path, FileTime> now = modified();
        if (now.equals(seen))
            return;
        // Once for each change, whatever comes of it.
        seen = now;
        try {
            Configuration fresh = home.configuration();
            configuration = fresh;
            // What changes while it is read counts next time.
            Map<Path, FileTime> read = modified();
            read.replaceAll((file, time) -> now.getOrDefault(file, time));
            seen = read;
            telephony.takeTrust(fresh, home.directory());
            log.info("the trust list of telephones was read again");
        } catch (IOException | UserError | RuntimeException e) {
            log.warn("the trust list of telephones cannot be used, keeping the one before: {}",
                    e.getMessage());
        }
    }

    private Map<Path, FileTime> modified() {
        Map<Path, FileTime> times = new HashMap<>();
        for (Path file : Telephony.trustFiles(home, configuration)) {
            try {
                times.put(file, Files.getLastModifiedTime(file));
            } catch (IOException e) {
                times.put(file, FileTime.fromMillis(0));
            }
        }
        return times;
    }

    @Override
    public void close() { thread.interrupt(); }
}
