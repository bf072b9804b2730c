package org.rialto.mailbox.rules;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.mime.MailAddress;

/// Whose mailbox, or which public folder, a message is delivered to: who its rules answer and
/// forward as.
record Owner(SmtpAddress address, String display, Set<String> keys) {
    static Owner of(DirectoryObject object) {
        return new Owner(object.address(), object.display(),
                Stream.concat(Stream.of(object.address()), object.entry().aliases().stream())
                        .map(SmtpAddress::key).collect(Collectors.toUnmodifiableSet()));
    }

    boolean is(String address) {
        SmtpAddress parsed = SmtpAddress.parseOrNull(address);
        return parsed != null && keys.contains(parsed.key());
    }

    MailAddress mailAddress() {
        return new MailAddress(display, address.localPart(), address.domain());
    }
}
