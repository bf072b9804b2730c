package org.rialto.directory.password;

import org.rialto.mapi.MailError;

/// Cost of an Argon2id hash, RFC 9106. The default is OWASP's first choice of 2024: 19 MiB, two
/// passes, one lane.
public record Argon2idParameters(int memoryKibibytes, int iterations, int parallelism) {
    public static final Argon2idParameters DEFAULT = new Argon2idParameters(19456, 2, 1);
    /// A stored hash may not ask for more than this, so that a bad one cannot exhaust memory.
    public static final int MEMORY_LIMIT_KIBIBYTES = 1 << 20;

    public Argon2idParameters {
        if (parallelism < 1 || parallelism > 64) {
            throw new MailError.Invalid("Argon2id parallelism must be 1 to 64");
        }
        if (iterations < 1 || iterations > 100) {
            throw new MailError.Invalid("Argon2id iterations must be 1 to 100");
        }
        if (memoryKibibytes < 8 * parallelism || memoryKibibytes > MEMORY_LIMIT_KIBIBYTES) {
            throw new MailError.Invalid("Argon2id memory must be " + 8 * parallelism + " to "
                    + MEMORY_LIMIT_KIBIBYTES + " KiB");
        }
    }
}
