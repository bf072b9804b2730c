package org.rialto.server;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Limit;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Settings;
import org.rialto.store.MailboxInfo;
import org.rialto.store.Maintenance;

/// How long what was deleted is kept: by the configuration, and where a policy or a user has a limit,
/// by that.
final class Retention {
    private static final Duration EVERY = Duration.ofHours(3);

    private Retention() {}

    static Map<Limit, Long> defaults(Configuration configuration) {
        long bytes = configuration.get(Settings.RECOVERABLE_SIZE);
        return Map.of(Limit.RECOVERABLE_DAYS, configuration.get(Settings.RECOVERABLE_TIME).toDays(),
                Limit.RECOVERABLE_BYTES, bytes == 0 ? Limit.UNLIMITED : bytes);
    }

    static Maintenance.Settings settings(Configuration configuration, Directory directory) {
        return new Maintenance.Settings(mailbox -> recoverable(configuration, directory, mailbox),
                configuration.get(Settings.TOMBSTONES_TIME), EVERY,
                configuration.get(Settings.QUIET_HOUR));
    }

    /// Empty for ever.
    static Optional<Duration> recoverable(Configuration configuration, Directory directory,
            MailboxInfo mailbox) {
        long days = directory.ofMailbox(mailbox.guid())
                .map(object -> object instanceof DirectoryObject.MailboxOwner owner
                        ? directory.limits(owner).get(Limit.RECOVERABLE_DAYS)
                        : null)
                .orElseGet(() -> configuration.get(Settings.RECOVERABLE_TIME).toDays());
        return days == Limit.UNLIMITED ? Optional.empty() : Optional.of(Duration.ofDays(days));
    }
}
