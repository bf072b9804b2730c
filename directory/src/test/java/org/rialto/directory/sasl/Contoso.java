package org.rialto.directory.sasl;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.Domain;
import org.rialto.directory.Flag;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.Protocol;
import org.rialto.directory.ntlm.NtlmSettings;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.NtHashSeal;
import org.rialto.directory.password.PasswordHasher;

/// A small organisation whose passwords are all the same and cheap, on a clock that stands still.
final class Contoso implements AutoCloseable {
    static final String PASSWORD = "Password01!";
    static final Peer INSIDE = peer("192.0.2.1", true);

    final Database database;
    final Directory directory;
    final PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
            new Argon2idParameters(1024, 1, 1), 4096, 4, Duration.ofSeconds(5), 8),
            Optional.of(new NtHashSeal(new byte[NtHashSeal.KEY_BYTES])));
    long nanos = 1_000_000_000_000L;

    Contoso(Path folder) {
        database = TestEngine.SQLITE.open(folder);
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        Domain domain = directory.change(edit -> edit.domains().add("contoso.com"));
        directory.change(edit -> {
            edit.addResource(ObjectKind.ROOM, domain, "room1");
            edit.addUser(domain, "nopassword");
            return true;
        });
        user(domain, "alex", null, true, null);
        user(domain, "admin", Flag.IMPERSONATE, true, null);
        user(domain, "gone", Flag.LOGIN, false, null);
        user(domain, "noimap", Flag.IMAP, false, null);
        user(domain, "stale", Flag.MUST_CHANGE_PASSWORD, true, null);
        user(domain, "expired", null, true, Instant.EPOCH);
    }

    private void user(Domain domain, String name, @Nullable Flag flag, boolean value,
            @Nullable Instant expiresAt) {
        Credential credential = hasher.credential(PASSWORD);
        directory.change(edit -> {
            long id = edit.addUser(domain, name).id();
            edit.setCredential(id, CredentialPurpose.PASSWORD, credential, expiresAt);
            return flag == null || edit.set(id, flag, value);
        });
    }

    long id(String name) { return directory.named(name).id(); }

    void setPassword(String name, Credential credential) {
        directory.change(edit -> {
            edit.setCredential(edit.named(name).id(), CredentialPurpose.PASSWORD, credential, null);
            return true;
        });
    }

    Authenticator authenticator(Optional<BearerTokens> tokens) {
        return authenticator(tokens, Optional.empty());
    }

    Authenticator authenticator(Optional<BearerTokens> tokens, Optional<NtlmSettings> ntlm) {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() { return ZoneOffset.UTC; }

            @Override
            public Clock withZone(ZoneId zone) { return this; }

            @Override
            public Instant instant() { return Instant.ofEpochSecond(1_000_000_000, nanos); }
        };
        return new Authenticator(directory, hasher, Authenticator.Settings.DEFAULT, tokens,
                ntlm, Optional.empty(), clock, () -> nanos);
    }

    static Peer peer(String address, boolean encrypted) {
        try {
            return new Peer(InetAddress.getByName(address), Protocol.IMAP, encrypted);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() { database.close(); }
}
