package org.rialto.mailbox.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.formats.mime.MimeScan;
import org.rialto.mapi.MailError;
import org.rialto.store.Access;
import org.rialto.store.BlobRef;
import org.rialto.store.Change;
import org.rialto.store.Mailbox;
import org.rialto.store.NewMessage;
import org.rialto.store.Store;

/// The rules of the folders that mail is delivered to. They are known by version: a folder of which
/// nothing is known is taken for one without rules, as most are, and the unit of work, which has its
/// row in hand anyway, says when that is not so. So a delivery where there are no rules asks the
/// database nothing more, and none is ever by rules of yesterday.
public final class DeliveryRules {
    private static final int KNOWN_FOLDERS = 20_000;
    private final Store store;
    private final Directory directory;
    private final AddressBook book;
    private final RuleLimits limits;
    private final Cache<Place, FolderRules> known = Caffeine.newBuilder()
            .maximumSize(KNOWN_FOLDERS).build();

    public DeliveryRules(Store store, Directory directory, RuleLimits limits) {
        this.store = store;
        this.directory = directory;
        this.book = new AddressBook(directory);
        this.limits = limits;
    }

    /// Where a message is.
    public record At(long folderId, long messageId) {}

    private record Place(long mailboxId, long folderId) {}

    /// Undoes a unit of work whose plan was made by other rules than there are: to be passed to
    /// [#learn], and the plan to be made again.
    public static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long mailboxId;
        private final long folderId;

        Changed(long mailboxId, long folderId) {
            super(null, null, false, false);
            this.mailboxId = mailboxId;
            this.folderId = folderId;
        }
    }

    /// Reads the rules that were not known.
    public void learn(Changed changed) { learn(changed.mailboxId, changed.folderId); }

    /// Reads the rules of a folder.
    public void learn(long mailboxId, long folderId) {
        Place place = new Place(mailboxId, folderId);
        try {
            known.put(place, read(place));
        } catch (MailError.NotFound e) {
            known.invalidate(place); // the folder is gone
        }
    }

    private FolderRules read(Place place) {
        return FolderRules.read(store.open(place.mailboxId, Access.SYSTEM), place.folderId, limits,
                book);
    }

    private FolderRules rules(long mailboxId, long folderId) {
        Place place = new Place(mailboxId, folderId);
        FolderRules rules = known.getIfPresent(place);
        if (rules == null) {
            return FolderRules.NONE;
        }
        if (!rules.rules().isEmpty() && rules.directoryVersion() != directory.version()) {
            rules = read(place);
            known.put(place, rules);
        }
        return rules;
    }

    /// What the rules of a folder make of a message, as far as they are known.
    ///
    /// @param mime the message's bytes, with the Return-Path field
    /// @param addressee whose mailbox, or which public folder, it is delivered to, if anybody's
    public Plan plan(long mailboxId, long folderId, NewMessage message, MimeScan scan,
            BlobRef mime, java.util.function.Supplier<Optional<DirectoryObject>> addressee) {
        FolderRules rules = rules(mailboxId, folderId);
        if (rules.rules().isEmpty()) {
            return rules.version() == 0
                    ? Plan.NO_RULES
                    : Plan.plain(Map.of(folderId, rules.version()));
        }
        Mailbox mailbox = store.open(mailboxId, Access.SYSTEM);
        Owner owner = addressee.get().map(Owner::of).orElse(null);
        Incoming incoming = new Incoming(message, scan, mime, store.blobs());
        RuleScene scene = new RuleScene(mailbox, mailbox.info(), owner, book, limits,
                Instant.now(), id -> rules(mailboxId, id));
        return new RuleRun(scene, new RuleMessage(incoming, owner, book),
                new Sending(scene, incoming)).run(folderId, rules);
    }

    /// Carries a plan out.
    ///
    /// @return the id of the first copy and where it is; null where the rules keep none
    /// @throws Changed the rules are others by now
    public static @Nullable At carryOut(Change change, long mailboxId, long folderId,
            NewMessage message, Plan plan) {
        check(change, mailboxId, folderId, plan);
        if (plan.placements() == null) {
            return new At(folderId, change.deliver(folderId, message).messageId());
        }
        if (plan.folderId() != folderId) {
            throw new Changed(mailboxId, folderId); // it is received in another folder by now
        }
        plan.versions().keySet().forEach(other -> check(change, mailboxId, other, plan));
        return new Placing(change, message, plan).run(folderId);
    }

    private static void check(Change change, long mailboxId, long folderId, Plan plan) {
        long version;
        try {
            version = change.rulesVersion(folderId);
        } catch (MailError.NotFound e) {
            if (plan.placements() == null) {
                throw e;
            }
            version = 0; // it is put where it came to, see Placing
        }
        if (version != plan.versions().getOrDefault(folderId, 0L)) {
            throw new Changed(mailboxId, folderId);
        }
    }
}
