package org.rialto.directory.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import org.jspecify.annotations.Nullable;

/// Remembers for a short while which passwords were right and which wrong, so that a client that
/// logs in for every request does not cost an Argon2id each, and a telephone that still has the old
/// password costs neither a hash nor a guess. Keeps no password: entries are found by a MAC of
/// account, credential version and password under a key of this process. A changed password has
/// another version, so nothing has to be forgotten.
final class VerifiedPasswords {
    private static final int ENTRIES = 50_000;

    /// A MAC, by value.
    record Key(long one, long two, long three, long four) {}

    private final Cache<Key, Boolean> verdicts;
    private final SecretKeySpec secret;

    VerifiedPasswords(Duration memory, Ticker ticker) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.secret = new SecretKeySpec(bytes, "HmacSHA256");
        this.verdicts = Caffeine.newBuilder().maximumSize(ENTRIES).expireAfterWrite(memory)
                .ticker(ticker).executor(Runnable::run).build();
    }

    Key key(String account, long version, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update((account + "\0" + version + "\0").getBytes(StandardCharsets.UTF_8));
            ByteBuffer hash = ByteBuffer
                    .wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
            return new Key(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Null when not known.
    @Nullable
    Boolean verdict(Key key) { return verdicts.getIfPresent(key); }

    void put(Key key, boolean right) { verdicts.put(key, right); }
}
