package org.rialto.store;

/// What a source key stands for in a mailbox: see [Snapshot#find].
///
/// @param id of the object; of one that is not there yet, the id that it will have, or 0 where the
///        mailbox gives it one
public record KnownObject(State state, long id) {
    public enum State {
        MESSAGE, FOLDER,
        /// It was there, and is not any more.
        GONE,
        /// It can be made.
        NEW
    }
}
