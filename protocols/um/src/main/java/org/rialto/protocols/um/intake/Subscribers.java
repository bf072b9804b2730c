package org.rialto.protocols.um.intake;

import java.util.List;
import java.util.Optional;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Resolution;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.protocols.um.dialplan.Destination;
import org.rialto.protocols.um.dialplan.DialPlan;
import org.rialto.telephony.sip.SipUri;

/// Which user a SIP address or a number means.
public final class Subscribers {
    private final Directory directory;
    private final DialPlan plan;
    private final String hostName;

    /// @param hostName of this server: an address at it is one of the default domain
    public Subscribers(Directory directory, DialPlan plan, String hostName) {
        this.directory = directory;
        this.plan = plan;
        this.hostName = hostName;
    }

    public DialPlan plan() { return plan; }

    /// Whose address it is, however it is written; whether or not calls reach the mailbox. An
    /// address that names this machine instead of a domain means the default domain: telephones
    /// without a name server write so.
    public Optional<DirectoryObject.User> of(SipUri uri) {
        String user = uri.user();
        if (user == null || user.isEmpty())
            return Optional.empty();
        Optional<DirectoryObject.User> named = uri.isSip()
                ? named(user, uri.host())
                : Optional.empty();
        return named.isPresent() ? named : ofNumber(user);
    }

    /// As [#of], but only an address of one of our domains, exactly: who is trusted to be a user
    /// must have said so.
    public Optional<DirectoryObject.User> exactly(SipUri uri) {
        String user = uri.user();
        if (user == null || !uri.isSip() || !directory.isOurs(uri.host()))
            return Optional.empty();
        Optional<DirectoryObject.User> named = resolve(user, uri.host());
        return named.isPresent() ? named : ofNumber(user);
    }

    /// Whom a sender says to be by From: one of ours by an address of ours, or by a name or an extension
    /// at this very machine or any address in digits, which is read as ours. Who only shows a number is
    /// not: that is what the telephone network tells.
    public Optional<DirectoryObject.User> claimed(SipUri from) {
        Optional<DirectoryObject.User> exact = exactly(from);
        String user = from.user();
        if (exact.isPresent() || user == null || !from.isSip() || !isHere(from.host()))
            return exact;
        Optional<DirectoryObject.User> named = named(user, from.host());
        return named.isEmpty() && plan.judge(user) instanceof Destination.Extension(String digits)
                ? only(directory.telephoneBook().ofExtension(digits))
                : named;
    }

    /// Whose extension or number it is; nobody's when it is several users'.
    public Optional<DirectoryObject.User> ofNumber(String text) {
        return switch (plan.judge(text)) {
            case Destination.Extension(String digits) -> only(directory.telephoneBook()
                    .ofExtension(digits));
            case Destination.Number(String e164) -> only(directory.telephoneBook().ofNumber(e164)
                    .stream().filter(DirectoryObject.User.class::isInstance)
                    .map(DirectoryObject.User.class::cast).toList());
            case Destination.Address(String user, String host) -> resolve(user, host);
            case Destination.Refused _ -> Optional.empty();
        };
    }

    private static Optional<DirectoryObject.User> only(List<DirectoryObject.User> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Optional<DirectoryObject.User> named(String user, String host) {
        if (directory.isOurs(host))
            return resolve(user, host);
        return isHere(host)
                ? directory.defaultDomain().map(Domain::name).flatMap(home -> resolve(user, home))
                : Optional.empty();
    }

    /// Whether it names a machine instead of a domain.
    private boolean isHere(String host) {
        return host.equalsIgnoreCase(hostName) || host.equalsIgnoreCase("localhost")
                || host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]");
    }

    private Optional<DirectoryObject.User> resolve(String user, String host) {
        SmtpAddress address = SmtpAddress.parseOrNull(user + "@" + host);
        return address != null
                && directory.resolve(
                        address) instanceof Resolution.Found(DirectoryObject object, String _)
                && object instanceof DirectoryObject.User found
                        ? Optional.of(found)
                        : Optional.empty();
    }

    /// Whether calls reach the user's mailbox.
    public static boolean isEnabled(DirectoryObject.User user) {
        return TelephoneAccess.isEnabled(user);
    }

    public Directory directory() { return directory; }
}
