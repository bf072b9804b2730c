package org.rialto.directory.provision;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rialto.directory.Attribute;
import org.rialto.directory.Binary;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Filter;
import org.rialto.directory.Flag;
import org.rialto.directory.Limit;
import org.rialto.directory.Link;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.SmtpAddress;

/// A provisioning file that was read and found in order. What a file does not mention is left as it
/// is; an empty text removes a value.
///
/// @param domain the default domain, where every name without one belongs
record ProvisioningFile(String domain, List<DomainItem> domains, List<PolicyItem> policies,
        List<ObjectItem> objects, List<FolderItem> folders, List<GrantItem> grants) {

    record DomainItem(int line, String name, Optional<String> aliasOf,
            Optional<String> shortName) {}

    record PolicyItem(int line, String name, Map<Limit, Long> limits) {}

    /// Any directory object.
    ///
    /// @param kind of what it is to be
    /// @param address primary one, when it is not `name@domain`: of contacts and public folders
    /// @param pinMustChange whether a PIN that this sets has to be changed at the first call
    /// @param links names of others, which may be further down in the file
    record ObjectItem(int line, ObjectKind kind, String name, Optional<String> domain,
            Optional<SmtpAddress> address, Optional<String> display,
            Map<Attribute, String> attributes, Map<Flag, Boolean> flags, Map<Limit, Long> limits,
            Optional<String> policy, Optional<List<SmtpAddress>> aliases,
            Map<Link, List<String>> links, Optional<Optional<Filter>> filter,
            Map<Binary, byte[]> binaries, Optional<Secret> password, Optional<Secret> pin,
            boolean pinMustChange) {
        /// For messages: `user alex`.
        String label() { return kind.word() + " " + name; }
    }

    /// @param number of its own within the file
    /// @param isHash whether it is a password hash of another system
    record Secret(int number, int line, CredentialPurpose purpose, String text, boolean isHash) {
        @Override
        public String toString() { return "Secret[line=" + line + "]"; }
    }

    record FolderItem(int line, String path, Map<String, FolderRole> grants) {}

    record GrantItem(int line, String mailbox, String folder, String to, FolderRole role,
            boolean delegate) {}
}
