package org.rialto.smtp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.Domain;
import org.rialto.directory.Flag;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.sasl.Authenticator;

/// A real directory with a few users of `example.com`, all with the same cheap password.
final class TestUsers implements AutoCloseable {
    static final String PASSWORD = "Password01!";

    private final Database database;
    private final Authenticator authenticator;

    TestUsers(Path folder) {
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("users.db")));
        Directory directory = Directory.open(database, Directory.Settings.DEFAULT);
        PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
                new Argon2idParameters(1024, 1, 1), 4096, 4, Duration.ofSeconds(5), 8));
        Domain domain = directory.change(edit -> edit.domains().add("example.com"));
        for (String name : List.of("alice", "bob", "carol", "nosmtp")) {
            Credential credential = hasher.credential(PASSWORD);
            directory.change(edit -> {
                long id = edit.addUser(domain, name).id();
                edit.setCredential(id, CredentialPurpose.PASSWORD, credential, null);
                return !name.equals("nosmtp") || edit.set(id, Flag.SMTP, false);
            });
        }
        authenticator = new Authenticator(directory, hasher, Authenticator.Settings.DEFAULT,
                Optional.empty());
    }

    Authenticator authenticator() { return authenticator; }

    @Override
    public void close() { database.close(); }
}
