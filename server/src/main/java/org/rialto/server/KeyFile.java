package org.rialto.server;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.rialto.directory.password.NtHashSeal;

/// A key under which other forms of passwords are kept: a file beside the database, not in it.
final class KeyFile {
    private KeyFile() {}

    /// Reads the key, or makes one that its owner alone can read.
    ///
    /// @param what works again after a log-in with the password
    static byte[] open(Path file, String what) throws UserError {
        try {
            if (!Files.exists(file))
                make(file);
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != NtHashSeal.KEY_BYTES)
                throw new IllegalArgumentException("the key has " + key.length + " bytes");
            return key;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("cannot use the key " + file + ": " + e.getMessage(),
                    "It should hold 32 bytes in base64. Without the old key, " + what
                            + " works for each user again after a log-in with the password.");
        }
    }

    private static void make(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            Files.createDirectories(directory, PosixFilePermissions
                    .asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        byte[] key = new byte[NtHashSeal.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions
                .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n");
        try {
            Files.move(fresh, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(fresh);
        }
    }
}
