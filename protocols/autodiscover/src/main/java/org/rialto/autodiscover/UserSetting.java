package org.rialto.autodiscover;

import java.util.List;
import org.rialto.directory.DirectoryObject;

/// A value of GetUserSettings, MS-OXWSADISC §2.2.4 and §3.1.4.3.3: the types that the named settings
/// have.
sealed interface UserSetting {
    /// StringSetting.
    record Text(String value) implements UserSetting {}

    /// WebClientUrlCollectionSetting.
    record WebClient(String url) implements UserSetting {}

    /// ProtocolConnectionCollectionSetting.
    record Connections(List<MailService> services) implements UserSetting {}

    /// AlternateMailboxCollectionSetting.
    record Alternates(List<DirectoryObject.MailboxOwner> mailboxes) implements UserSetting {}
}
