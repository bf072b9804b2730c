package org.rialto.pop3.wire;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.rialto.base.MalformedDataException;

/// A command as the client sent it. RFC 1939, and the documents of the extensions named at each.
/// Message numbers are as given, from 1 if they are to exist.
public sealed interface Pop3Command {

    /// `USER name`, RFC 1939 §7. The name may hold spaces (RFC 6856 §2.2 quotes nothing).
    record User(String name) implements Pop3Command {
        public static User read(CommandLine line) {
            if (line.rest().isBlank()) {
                throw new MalformedDataException("USER needs a name", 4);
            }
            return new User(line.rest().strip());
        }
    }

    /// `PASS string`, RFC 1939 §7: all behind the first space, spaces too.
    record Pass(String password) implements Pop3Command {
        public static Pass read(CommandLine line) {
            if (line.rest().isEmpty()) {
                throw new MalformedDataException("PASS needs a password", 4);
            }
            return new Pass(line.rest());
        }

        @Override
        public String toString() { return "Pass[]"; }
    }

    /// `AUTH [mechanism [initial-response]]`, RFC 5034 §4; without a mechanism it lists them, as
    /// clients older than CAPA expect.
    record Auth(Optional<String> mechanism, Optional<byte[]> initialResponse)
            implements
                Pop3Command {
        public static Auth read(CommandLine line) {
            List<String> words = line.words();
            if (words.isEmpty()) {
                return new Auth(Optional.empty(), Optional.empty());
            }
            if (words.size() > 2) {
                throw new MalformedDataException("AUTH takes a mechanism and a response", 4);
            }
            return new Auth(Optional.of(words.getFirst().toUpperCase(Locale.ROOT)),
                    words.size() == 2 ? Optional.of(decode(words.get(1))) : Optional.empty());
        }

        /// One base64 line of the exchange; "=" is an empty response.
        public static byte[] decode(String text) {
            if (text.equals("=")) {
                return new byte[0];
            }
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new MalformedDataException("not valid base64", 0);
            }
        }

        @Override
        public String toString() { return "Auth[" + mechanism.orElse("") + "]"; }
    }

    /// `STLS`, RFC 2595 §4.
    record Stls() implements Pop3Command {
        public static Stls read(CommandLine line) {
            line.requireNothing();
            return new Stls();
        }
    }

    /// `CAPA`, RFC 2449 §5.
    record Capa() implements Pop3Command {
        public static Capa read(CommandLine line) {
            line.requireNothing();
            return new Capa();
        }
    }

    /// `UTF8`, RFC 6856 §2.1.
    record Utf8() implements Pop3Command {
        public static Utf8 read(CommandLine line) {
            line.requireNothing();
            return new Utf8();
        }
    }

    /// `LANG [tag]`, RFC 6856 §3.
    record Lang(Optional<String> tag) implements Pop3Command {
        public static Lang read(CommandLine line) {
            return new Lang(line.rest().isBlank()
                    ? Optional.empty()
                    : Optional.of(line.words(1).getFirst()));
        }
    }

    /// `STAT`.
    record Stat() implements Pop3Command {
        public static Stat read(CommandLine line) {
            line.requireNothing();
            return new Stat();
        }
    }

    /// `LIST [msg]`.
    record Listing(OptionalInt message) implements Pop3Command {
        public static Listing read(CommandLine line) { return new Listing(optional(line)); }
    }

    /// `UIDL [msg]`, RFC 1939 §7.
    record Uidl(OptionalInt message) implements Pop3Command {
        public static Uidl read(CommandLine line) { return new Uidl(optional(line)); }
    }

    /// `RETR msg`.
    record Retr(int message) implements Pop3Command {
        public static Retr read(CommandLine line) {
            return new Retr(line.number(line.words(1).getFirst()));
        }
    }

    /// `TOP msg n`, RFC 1939 §7.
    record Top(int message, int lines) implements Pop3Command {
        public static Top read(CommandLine line) {
            List<String> words = line.words(2);
            return new Top(line.number(words.getFirst()), line.number(words.get(1)));
        }
    }

    /// `DELE msg`.
    record Dele(int message) implements Pop3Command {
        public static Dele read(CommandLine line) {
            return new Dele(line.number(line.words(1).getFirst()));
        }
    }

    /// `RSET`.
    record Rset() implements Pop3Command {
        public static Rset read(CommandLine line) {
            line.requireNothing();
            return new Rset();
        }
    }

    /// `NOOP`.
    record Noop() implements Pop3Command {
        public static Noop read(CommandLine line) {
            line.requireNothing();
            return new Noop();
        }
    }

    /// `QUIT`.
    record Quit() implements Pop3Command {
        public static Quit read(CommandLine line) {
            line.requireNothing();
            return new Quit();
        }
    }

    private static OptionalInt optional(CommandLine line) {
        return line.rest().isBlank()
                ? OptionalInt.empty()
                : OptionalInt.of(line.number(line.words(1).getFirst()));
    }
}
