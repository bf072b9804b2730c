package org.rialto.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.EnterpriseName;
import org.rialto.directory.Limit;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.kerberos.KerberosServer;
import org.rialto.directory.kerberos.KerberosSettings;
import org.rialto.directory.ntlm.NtlmSettings;
import org.rialto.directory.password.NtHashSeal;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.password.SipSeal;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.BearerTokens;
import org.rialto.directory.sasl.GuessThrottle;
import org.rialto.directory.sasl.Mechanism;
import org.rialto.directory.telephone.PinPolicy;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.rops.engine.RopLimits;
import org.rialto.protocols.rops.engine.RopServer;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Settings;
import org.rialto.store.Access;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.Maintenance;
import org.rialto.store.NewMailbox;
import org.rialto.store.RollbackGuard;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.store.table.FolderViews;
import org.rialto.transport.submission.Submission;

/// The rooms that hold data, opened and wired by hand: what the listeners and the administration
/// commands both work on.
public final class Rooms implements AutoCloseable {
    private final Database database;
    private final Directory directory;
    private final PasswordHasher hasher;
    private final Authenticator authenticator;
    private final Store store;
    private final Mailboxes mailboxes;
    private volatile @Nullable Submission submission;
    private final VoiceMailboxes voiceMailboxes;
    private final TelephoneAccess telephoneAccess;
    private final RopServer remoteOperations;
    private final RollbackGuard guard;
    private final Maintenance maintenance;

    private Rooms(Database database, Store store, Home home, Configuration configuration,
            Optional<BearerTokens> tokens) throws UserError {
        this.database = database;
        this.store = store;
        this.guard = RollbackGuard.start(database, store, home.mark());
        this.directory = Directory.open(database, Directory.Settings.DEFAULT
                .with(Retention.defaults(configuration)));
        boolean ntlm = configuration.get(Settings.NTLM);
        boolean sip = configuration.get(Settings.SIP_DIGEST)
                && !(configuration.get(Settings.LISTEN_SIP).isEmpty()
                        && configuration.get(Settings.LISTEN_SIPS).isEmpty());
        this.hasher = new PasswordHasher(PasswordHasher.Settings.DEFAULT, ntlm
                ? Optional.of(new NtHashSeal(KeyFile.open(
                        home.resolve(configuration.get(Settings.NTLM_KEY)), "NTLM")))
                : Optional.empty(),
                sip
                        ? Optional.of(new SipSeal(KeyFile.open(
                                home.resolve(configuration.get(Settings.SIP_KEY)),
                                "a telephone's log-in")))
                        : Optional.empty());
        if (!ntlm)
            directory.removeSealed(CredentialPurpose.NTLM);
        if (!sip)
            directory.removeSealed(CredentialPurpose.SIP);
        this.authenticator = new Authenticator(directory, hasher,
                new Authenticator.Settings(EnumSet.allOf(Mechanism.class), Duration.ofMinutes(5),
                        GuessThrottle.Settings.DEFAULT,
                        configuration.get(Settings.PASSWORD_CHANGE_ENDS_SESSIONS)),
                tokens, ntlm
                        ? Optional.of(new NtlmSettings(MailFlow.hostName(configuration),
                                NtlmSettings.ChannelBinding.valueOf(configuration
                                        .get(Settings.NTLM_CHANNEL_BINDING)
                                        .toUpperCase(Locale.ROOT))))
                        : Optional.empty(),
                kerberos(home, configuration));
        this.mailboxes = new Mailboxes(store, MailFlow.ruleLimits(configuration));
        this.voiceMailboxes = new VoiceMailboxes(store, mailboxes);
        this.telephoneAccess = new TelephoneAccess(directory, hasher,
                pinPolicy(configuration), Clock.systemUTC());
        this.remoteOperations = new RopServer(mailboxes, directory, store.blobs(),
                new FolderViews(), EnterpriseName.SERVERS + MailFlow.hostName(configuration),
                _ -> Optional.empty(), ropLimits(configuration), () -> submission);
        this.maintenance = Maintenance.start(store, Retention.settings(configuration, directory));
    }

    private static PinPolicy pinPolicy(Configuration configuration) throws UserError {
        try {
            return new PinPolicy(configuration.get(Settings.UM_PIN_DIGITS),
                    configuration.get(Settings.UM_PIN_HISTORY),
                    configuration.get(Settings.UM_PIN_LIFETIME),
                    configuration.get(Settings.UM_PIN_COMMON),
                    configuration.get(Settings.UM_PIN_CALL),
                    configuration.get(Settings.UM_PIN_RESET),
                    configuration.get(Settings.UM_PIN_LOCK));
        } catch (IllegalArgumentException e) {
            throw new UserError(Settings.UM_PIN_RESET.key() + " must be below "
                    + Settings.UM_PIN_LOCK.key(),
                    "Set by: "
                            + configuration.origin(Settings.UM_PIN_RESET) + " and "
                            + configuration.origin(Settings.UM_PIN_LOCK));
        }
    }

    /// From now on messages can be sent.
    void sendWith(Submission sender) { submission = sender; }

    /// What was restored may be due.
    public void sendWhatIsDue() {
        Submission sender = submission;
        if (sender != null)
            sender.lookAgain();
    }

    /// Opens what the configuration names, bringing its tables up to date. The home's lock must be
    /// held.
    public static Rooms open(Home home, Configuration configuration) throws UserError {
        try {
            return opened(home, configuration);
        } catch (MailError.Damaged e) {
            throw new UserError(databaseFile(home) + " is damaged: " + e.getMessage(),
                    "`rialto check --repair --home " + home.directory() + "` saves what can be"
                            + " read and says what is lost. Or restore a backup.");
        }
    }

    public static Path databaseFile(Home home) { return home.data().resolve("rialto.db"); }

    public static Path blobs(Home home) { return home.data().resolve("blobs"); }

    private static Rooms opened(Home home, Configuration configuration) throws UserError {
        Optional<BearerTokens> tokens = bearerTokens(home, configuration);
        Database database = Database.open(databaseConfiguration(home, configuration));
        try {
            return new Rooms(database, Store.open(database,
                    StoreConfiguration.in(blobs(home))), home, configuration, tokens);
        } catch (UserError | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Optional<KerberosServer> kerberos(Home home, Configuration configuration)
            throws UserError {
        String keytab = configuration.get(Settings.KERBEROS_KEYTAB);
        if (keytab.isEmpty())
            return Optional.empty();
        try {
            return Optional.of(KerberosServer.open(new KerberosSettings(home.resolve(keytab),
                    configuration.get(Settings.KERBEROS_PRINCIPAL),
                    realms(configuration.get(Settings.KERBEROS_REALMS)),
                    configuration.get(Settings.KERBEROS_CHANNEL_BINDING).equals("require"))));
        } catch (MailError.Invalid e) {
            throw new UserError("the kerberos section cannot be used: " + e.getMessage(),
                    "`rialto config kerberos` explains its keys.");
        }
    }

    private static Map<String, String> realms(String text) {
        Map<String, String> realms = new HashMap<>();
        for (String one : text.split(",")) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                realms.put(one.substring(0, equals).strip(), one.substring(equals + 1).strip());
            } else if (!one.isBlank()) {
                throw new MailError.Invalid("\"" + one.strip() + "\" in kerberos.realms is not"
                        + " REALM=domain");
            }
        }
        return realms;
    }

    /// The OAuth issuer of the configuration, if there is one.
    private static Optional<BearerTokens> bearerTokens(Home home, Configuration configuration)
            throws UserError {
        String issuer = configuration.get(Settings.OAUTH_ISSUER);
        if (issuer.isEmpty())
            return Optional.empty();
        String keys = configuration.get(Settings.OAUTH_KEYS);
        try {
            URI where = keys.matches("https?://.*") ? URI.create(keys) : home.resolve(keys).toUri();
            if (keys.isEmpty() || where.getScheme().equals("file")
                    && !Files.isReadable(Path.of(where))) {
                throw new UserError("oauth.keys must name a file that can be read or an https"
                        + " address", "Set by: " + configuration.origin(Settings.OAUTH_KEYS));
            }
            return Optional.of(new BearerTokens(new BearerTokens.Settings(issuer,
                    configuration.get(Settings.OAUTH_AUDIENCE), where,
                    configuration.get(Settings.OAUTH_CLAIM),
                    configuration.get(Settings.OAUTH_SCOPE))));
        } catch (MailError.Invalid | IllegalArgumentException e) {
            throw new UserError("the oauth section cannot be used: " + e.getMessage(),
                    "`rialto config oauth` explains its keys.");
        }
    }

    private static RopLimits ropLimits(Configuration configuration) {
        return new RopLimits(configuration.get(Settings.MAPI_LOGONS),
                configuration.get(Settings.MAPI_FOLDERS), configuration.get(Settings.MAPI_TABLES),
                configuration.get(Settings.MAPI_MESSAGES),
                configuration.get(Settings.MAPI_ATTACHMENTS),
                configuration.get(Settings.MAPI_STREAMS),
                configuration.get(Settings.MAPI_TRANSFERS),
                configuration.get(Settings.MAPI_SUBSCRIPTIONS),
                configuration.get(Settings.MAPI_TRANSFER_MEMORY),
                configuration.get(Settings.MAPI_OPENINGS),
                configuration.get(Settings.MAPI_TABLE_MEMORY),
                RopLimits.DEFAULT.lookedAtRows(),
                configuration.get(Settings.MAPI_OBJECT_MEMORY),
                configuration.get(Settings.MAPI_OBJECT_DISK));
    }

    private static DatabaseConfiguration databaseConfiguration(Home home,
            Configuration configuration) throws UserError {
        String url = configuration.get(Settings.DATABASE_URL);
        if (url.isEmpty()) {
            return new DatabaseConfiguration.Sqlite(databaseFile(home));
        }
        String jdbc = url.startsWith("jdbc:") ? url : "jdbc:" + url;
        if (!jdbc.startsWith("jdbc:postgresql:")) {
            throw new UserError(
                    "database.url must begin with postgresql://, or be empty for SQLite",
                    "Set by: " + configuration.origin(Settings.DATABASE_URL));
        }
        return new DatabaseConfiguration.Postgres(jdbc, configuration.get(Settings.DATABASE_USER),
                secret(home, configuration.get(Settings.DATABASE_PASSWORD_FILE)));
    }

    /// The first line of a file, or nothing when no file is named.
    private static String secret(Home home, String file) throws UserError {
        if (file.isEmpty())
            return "";
        Path path = home.resolve(file);
        try (var lines = Files.lines(path)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new UserError("cannot read " + path + ": " + e.getMessage(),
                    "Its first line should be the database password.");
        }
    }

    public Database database() { return database; }

    public Directory directory() { return directory; }

    public PasswordHasher hasher() { return hasher; }

    public Authenticator authenticator() { return authenticator; }

    public Store store() { return store; }

    public Mailboxes mailboxes() { return mailboxes; }

    /// The telephone side of mailboxes.
    public VoiceMailboxes voiceMailboxes() { return voiceMailboxes; }

    /// Who may hear a mailbox over the telephone.
    public TelephoneAccess telephoneAccess() { return telephoneAccess; }

    /// What the sessions of MAPI clients share.
    public RopServer remoteOperations() { return remoteOperations; }

    /// Gives what needs one a mailbox, if it has none yet, with the quota that its limits say. True
    /// when that changed something.
    public boolean prepareMailbox(DirectoryObject object) {
        if (!(object instanceof DirectoryObject.MailboxOwner owner))
            return false;
        MailboxInfo.Quota quota = quota(owner);
        Optional<MailboxInfo> found = store.findMailbox(owner.mailboxGuid());
        if (found.isEmpty()) {
            store.createMailbox(new NewMailbox(owner.mailboxGuid(), MailboxKind.PRIVATE,
                    owner.display(), quota));
            return true;
        }
        if (found.get().quota().equals(quota))
            return false;
        store.open(found.get().mailboxId(), Access.SYSTEM).write(change -> {
            change.setQuota(quota);
            return 0;
        });
        return true;
    }

    /// Deletes the mailbox of an object that is no longer in the directory.
    public void removeMailbox(DirectoryObject object) {
        if (object instanceof DirectoryObject.MailboxOwner owner) {
            store.findMailbox(owner.mailboxGuid())
                    .ifPresent(info -> store.deleteMailbox(info.mailboxId()));
        }
    }

    /// After a policy changed: every mailbox gets the quota that now holds.
    public void applyQuotas() {
        for (DirectoryObject object : directory.list(Set.of(ObjectKind.USER, ObjectKind.ROOM,
                ObjectKind.EQUIPMENT))) {
            prepareMailbox(object);
        }
    }

    private MailboxInfo.Quota quota(DirectoryObject.MailboxOwner owner) {
        Map<Limit, Long> limits = directory.limits(owner);
        return new MailboxInfo.Quota(bytes(limits, Limit.WARN_BYTES),
                bytes(limits, Limit.SEND_BYTES), bytes(limits, Limit.RECEIVE_BYTES),
                bytes(limits, Limit.RECOVERABLE_BYTES));
    }

    /// The store's word for no limit is 0.
    private static long bytes(Map<Limit, Long> limits, Limit limit) {
        long value = limits.getOrDefault(limit, limit.defaultValue());
        return value == Limit.UNLIMITED ? 0 : Math.max(1, value);
    }

    @Override
    public void close() {
        voiceMailboxes.close();
        maintenance.close();
        guard.close();
        store.close();
        database.close();
    }
}
