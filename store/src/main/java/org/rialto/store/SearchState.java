package org.rialto.store;

/// The criteria of a search folder and how far it is. MS-OXCFOLD §2.2.1.5.2.
public record SearchState(SearchCriteria criteria, Status status) {
    public enum Status {
        /// Stopped by the client: the folder keeps what it has.
        STOPPED,
        /// Not all folders were looked at yet.
        POPULATING,
        /// Populated; followed further unless the search is static.
        COMPLETE
    }
}
