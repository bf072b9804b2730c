package org.rialto.directory.password;

import org.jspecify.annotations.Nullable;

/// Encrypts NT hashes under a key that is kept outside the database, so that the database alone, or
/// a backup of it, opens nothing.
public final class NtHashSeal {
    public static final int KEY_BYTES = SecretSeal.KEY_BYTES;

    private final SecretSeal seal;

    public NtHashSeal(byte[] key) { this.seal = new SecretSeal(key); }

    public String seal(NtHash hash) { return seal.seal(hash.toBytes()); }

    /// Null when it was sealed under another key, or is damaged.
    public @Nullable NtHash open(String sealed) {
        byte[] bytes = seal.open(sealed);
        return bytes == null || bytes.length != NtHash.LENGTH_BYTES ? null : new NtHash(bytes);
    }
}
