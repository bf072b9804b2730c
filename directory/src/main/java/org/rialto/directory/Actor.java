package org.rialto.directory;

import java.util.Set;
import java.util.UUID;

/// Who is asking. Every right is checked against an actor; a protocol gets one from the
/// `Authenticator` and hands it to the `mailbox` room.
public sealed interface Actor {
    /// The server at its own work: delivery, expiry, the administrator at the console.
    Actor SERVER = new Server();
    /// Nobody in particular: unauthenticated, or a sender from outside.
    Actor ANONYMOUS = new Anonymous();

    /// Short and safe to log.
    String label();

    record Server() implements Actor {
        @Override
        public String label() { return "server"; }
    }

    record Anonymous() implements Actor {
        @Override
        public String label() { return "anonymous"; }
    }

    /// A user of the directory.
    ///
    /// @param userId whose rights count: directory object id of the user acted as
    /// @param userGuid the same user's GUID, which never changes
    /// @param mailboxGuid that user's own mailbox
    /// @param name log-in name with its domain, `alex@contoso.com`
    /// @param primaryAddress what mail from this user is sent as
    /// @param legacyDN enterprise distinguished name, MS-OXOABK
    /// @param groupGuids GUIDs of every group the user is in, nested and dynamic ones
    /// too, as of the log-in
    /// @param rights what the user may beyond own rights
    /// @param authenticatedAs who proved who they are: the user, or the one who acts on their behalf
    record Person(long userId, UUID userGuid, UUID mailboxGuid, String name, String primaryAddress,
            String legacyDN, Set<UUID> groupGuids, Rights rights, AuthenticatedAs authenticatedAs)
            implements
                Actor {
        public Person { groupGuids = Set.copyOf(groupGuids); }

        /// Whether another user's credentials stand behind this actor (impersonation).
        public boolean isImpersonated() { return authenticatedAs.userId() != userId; }

        @Override
        public String label() {
            return isImpersonated() ? name + " (by " + authenticatedAs.name() + ")" : name;
        }
    }

    /// @param administrator may use the administration API of the whole organisation
    /// @param impersonate may act as any other user
    record Rights(boolean administrator, boolean impersonate) {
        public static final Rights NONE = new Rights(false, false);
    }

    record AuthenticatedAs(long userId, String name) {}
}
