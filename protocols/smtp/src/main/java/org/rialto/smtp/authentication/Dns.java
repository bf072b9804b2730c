package org.rialto.smtp.authentication;

import java.util.List;

/// What message authentication asks the domain name system. Answers for one name, never an
/// exception; names are absolute, with or without their last dot.
@FunctionalInterface
public interface Dns {
    Answer lookup(String name, Kind kind);

    /// TXT values are whole (their strings joined, each octet as ISO 8859-1), addresses are in
    /// numbers, MX values host names by preference, PTR values host names.
    enum Kind {
        TXT, A, AAAA, MX, PTR
    }

    enum Status {
        /// There are values.
        FOUND,
        /// The name exists without such values.
        NO_DATA,
        /// The name does not exist.
        NO_NAME,
        /// Nobody could tell: time-out, server failure. Later it may be known.
        FAILED
    }

    record Answer(Status status, List<String> values) {
        public static final Answer FAILED = new Answer(Status.FAILED, List.of());
        public static final Answer NO_NAME = new Answer(Status.NO_NAME, List.of());
        public static final Answer NO_DATA = new Answer(Status.NO_DATA, List.of());

        public Answer { values = List.copyOf(values); }

        public static Answer found(List<String> values) {
            return values.isEmpty() ? NO_DATA : new Answer(Status.FOUND, values);
        }
    }
}
