package org.rialto.directory;

/// Enterprise distinguished names (x500-dn of MS-OXOABK §2.2.1.1), which MAPI clients call objects
/// and servers by.
public final class EnterpriseName {
    public static final String ADMINISTRATIVE_GROUP = "/o=Rialto/ou=Exchange Administrative Group"
            + " (FYDIBOHF23SPDLT)";
    /// What comes before the names of objects of the directory.
    public static final String RECIPIENTS = ADMINISTRATIVE_GROUP + "/cn=Recipients/cn=";
    /// What comes before the names of servers.
    public static final String SERVERS = ADMINISTRATIVE_GROUP
            + "/cn=Configuration/cn=Servers/cn=";

    private EnterpriseName() {}

    /// The server of a mailbox, which clients tell from those of others: `GUID@domain`.
    public static String serverOf(DirectoryObject.MailboxOwner owner) {
        return SERVERS + owner.mailboxGuid() + "@" + owner.entry().domain().name();
    }

    /// The database of a mailbox.
    public static String databaseOf(DirectoryObject.MailboxOwner owner) {
        return databaseOf(serverOf(owner));
    }

    public static String databaseOf(String serverDN) {
        return serverDN + "/cn=Microsoft Private MDB";
    }
}
