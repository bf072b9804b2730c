package org.rialto.directory.password;

import org.jspecify.annotations.Nullable;

/// Encrypts the secrets of digest authentication, as [NtHashSeal] does NT hashes.
public final class SipSeal {
    public static final int KEY_BYTES = SecretSeal.KEY_BYTES;

    private final SecretSeal seal;

    public SipSeal(byte[] key) { this.seal = new SecretSeal(key); }

    /// A password on its way into the directory, of which a secret is made when it is known whose it
    /// is.
    public static final class Pending {
        private final SipSeal seal;
        private final String password;

        private Pending(SipSeal seal, String password) {
            this.seal = seal;
            this.password = password;
        }

        public String sealedFor(String name, String domain) {
            return seal.seal.seal(SipSecret.of(name, domain, password).encode());
        }

        @Override
        public String toString() { return "SipSeal.Pending"; }
    }

    public Pending pending(String password) { return new Pending(this, password); }

    /// Null when it was sealed under another key, is damaged, or made for another name than the user
    /// has now.
    public @Nullable SipSecret open(String sealed, String name, String domain) {
        byte[] bytes = seal.open(sealed);
        SipSecret secret = bytes == null ? null : SipSecret.decode(bytes);
        return secret != null && secret.isOf(name, domain) ? secret : null;
    }
}
