package org.rialto.directory.sasl;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.Actor;
import org.rialto.directory.Protocol;
import org.rialto.mapi.MailError;

/// A log-in, for as long as its session lasts. [#actor] follows the directory: groups that the user
/// joined or left count at the next call, and when the same log-in would be refused now (account
/// disabled or removed, password changed, impersonation withdrawn), it throws and the session is
/// over. While nothing in the directory changes, asking costs two volatile reads. Safe for any
/// number of threads.
public final class Login implements AutoCloseable {
    /// What was shown at the log-in. It must still be good.
    sealed interface Proof {
        /// @param version of the credential
        record Password(long version) implements Proof {}

        record AppPassword(long id) implements Proof {}

        /// A token or a certificate: how long it holds is its issuer's business.
        record Voucher() implements Proof {}
    }

    /// What was found at a version of the directory: the actor, or the end.
    private record Standing(long version, Actor.Person actor, @Nullable Ended ended) {}

    private record Ended(String reason, boolean credentialVoid) {
        MailError.LoggedOut error() { return new MailError.LoggedOut(reason, credentialVoid); }
    }

    private final Authenticator authenticator;
    private final LoginWatch watch;
    private final Actor.Person actorAtLogin;
    private final Proof proof;
    private final Protocol protocol;
    private volatile Standing standing;
    private volatile @Nullable Consumer<MailError.LoggedOut> whenEnded;

    Login(Authenticator authenticator, LoginWatch watch, Actor.Person actor, Proof proof,
            Protocol protocol) {
        this.authenticator = authenticator;
        this.watch = watch;
        this.actorAtLogin = actor;
        this.proof = proof;
        this.protocol = protocol;
        // Looked at again at the first use: the directory may have changed during the log-in.
        this.standing = new Standing(-1, actor, null);
    }

    /// The actor as of now.
    ///
    /// @throws MailError.LoggedOut when the log-in no longer holds
    public Actor.Person actor() {
        Standing now = standing;
        if (now.ended != null)
            throw now.ended.error();
        long version = authenticator.directoryVersion();
        if (now.version == version)
            return now.actor;
        try {
            Actor.Person actor = authenticator.actorNow(this);
            Standing next = new Standing(version, actor.equals(now.actor) ? now.actor : actor,
                    null);
            standing = next;
            return next.actor;
        } catch (MailError.LoggedOut e) {
            // Final: who is let in again logs in again.
            standing = new Standing(version, now.actor,
                    new Ended(String.valueOf(e.getMessage()), e.isCredentialVoid()));
            throw e;
        }
    }

    /// Calls `task` soon after the log-in has ceased to hold, on a thread of its own, unless this is
    /// closed before: for connections that are waiting for their client.
    public void whenEnded(Consumer<MailError.LoggedOut> task) {
        whenEnded = task;
        watch.add(this);
    }

    /// Why the log-in has ended; null when it has not.
    MailError.@Nullable LoggedOut end() {
        try {
            actor();
            return null;
        } catch (MailError.LoggedOut e) {
            return e;
        }
    }

    /// Tells who waits.
    void tell(MailError.LoggedOut end) {
        Consumer<MailError.LoggedOut> task = whenEnded;
        if (task != null)
            task.accept(end);
    }

    /// The session is over; nobody needs to be told any more.
    @Override
    public void close() {
        whenEnded = null;
        watch.remove(this);
    }

    /// Who it was for when it was granted.
    public Actor.Person actorAtLogin() { return actorAtLogin; }

    Proof proof() { return proof; }

    Protocol protocol() { return protocol; }
}
