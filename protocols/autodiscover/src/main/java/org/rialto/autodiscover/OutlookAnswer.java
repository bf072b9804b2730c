package org.rialto.autodiscover;

import java.util.UUID;
import org.rialto.autodiscover.wire.XmlText;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.EnterpriseName;
import org.rialto.directory.Protocol;
import org.rialto.directory.sasl.Login;
import org.rialto.mailbox.Mailboxes;

/// The configuration that Outlook gets, MS-OXDSCLI §2.2.4.1.
final class OutlookAnswer {
    /// The highest version of `mapiHttp` there is.
    private static final int MAPI_VERSION = 1;

    private final AutodiscoverConfiguration configuration;
    private final Targets targets;

    OutlookAnswer(AutodiscoverConfiguration configuration, Targets targets) {
        this.configuration = configuration;
        this.targets = targets;
    }

    private static XmlText begin() {
        return new XmlText().open("Autodiscover", "xmlns", PoxEndpoint.RESPONSE)
                .open("Response", "xmlns", PoxEndpoint.OUTLOOK);
    }

    /// The client is to ask again with another address.
    XmlText redirect(String address) {
        return begin().open("Account").element("AccountType", "email")
                .element("Action", "redirectAddr").element("RedirectAddr", address)
                .close("Account").close("Response").close("Autodiscover");
    }

    /// @param mapiVersion what the client speaks of MAPI over HTTP; 0 for nothing
    XmlText settings(Target.Mailbox mailbox, Login login, int mapiVersion) {
        XmlText out = begin().open("User").element("DisplayName", mailbox.display())
                .element("LegacyDN", mailbox.legacyDN())
                .element("AutoDiscoverSMTPAddress", mailbox.address())
                .element("DeploymentId", targets.deploymentId()).close("User").open("Account")
                .element("AccountType", "email").element("Action", "settings")
                .element("MicrosoftOnline", "False");
        boolean mapi = mailbox.may(Protocol.MAPI);
        boolean mapiHttp = mapi && mapiVersion > 0 && configuration.has(Service.MAPI_HTTP);
        boolean rpc = mapi && configuration.has(Service.RPC_HTTP);
        if (mapiHttp)
            mapiHttp(out, mailbox.server(), mapiVersion);
        boolean ews = mailbox.may(Protocol.EWS) && configuration.has(Service.EWS);
        if (rpc || ews || isOnTelephone(mailbox)) {
            exchange(out, mailbox, rpc, ews);
            rpcOverHttp(out, ews, mailbox);
        }
        if (mailbox.may(Protocol.WEB) && configuration.has(Service.WEB_ACCESS))
            web(out, ews);
        // Outlook makes what it finds first; where MAPI is there, nobody wants IMAP of it.
        if (!mapiHttp && !rpc) {
            for (MailService service : configuration.mail())
                mail(out, mailbox, service);
        }
        if (mailbox.guid().equals(login.actor().mailboxGuid()) && (mapiHttp || rpc || ews)) {
            for (DirectoryObject.MailboxOwner other : targets.alternates(login))
                alternative(out, other);
        }
        if (mapiHttp)
            publicFolders(out, login);
        return out.close("Account").close("Response").close("Autodiscover");
    }

    /// What holds the public folders: by MAPI only.
    XmlText publicFolders(Target.PublicFolders folders, int mapiVersion) {
        XmlText out = begin().open("User").element("DisplayName", "Public Folders")
                .element("LegacyDN", EnterpriseName.RECIPIENTS + Mailboxes.PUBLIC_FOLDERS)
                .element("AutoDiscoverSMTPAddress", folders.server())
                .element("DeploymentId", targets.deploymentId()).close("User").open("Account")
                .element("AccountType", "email").element("Action", "settings")
                .element("MicrosoftOnline", "False");
        if (mapiVersion > 0)
            mapiHttp(out, folders.server(), mapiVersion);
        return out.close("Account").close("Response").close("Autodiscover");
    }

    private void mapiHttp(XmlText out, String server, int clientVersion) {
        int version = Math.min(clientVersion, MAPI_VERSION);
        String query = "?MailboxId=" + server;
        String store = configuration.url(Service.MAPI_HTTP) + query;
        String book = configuration.base() + "/mapi/nspi/" + query;
        out.open("Protocol", "Type", "mapiHttp", "Version", String.valueOf(version))
                .open("MailStore").element("InternalUrl", store).element("ExternalUrl", store)
                .close("MailStore").open("AddressBook").element("InternalUrl", book)
                .element("ExternalUrl", book).close("AddressBook").close("Protocol");
    }

    private void exchange(XmlText out, Target.Mailbox mailbox, boolean rpc, boolean ews) {
        out.open("Protocol").element("Type", "EXCH");
        if (rpc) {
            String serverDN = serverDN(mailbox);
            out.element("Server", mailbox.server()).element("ServerDN", serverDN)
                    .element("ServerVersion", ServerVersion.POX)
                    .element("MdbDN", EnterpriseName.databaseOf(serverDN))
                    .element("PublicFolderServer", configuration.hostName())
                    .element("AuthPackage", "Negotiate");
        }
        urls(out, ews, mailbox);
        out.close("Protocol");
    }

    static String serverDN(Target.Mailbox mailbox) {
        return EnterpriseName.serverOf(mailbox.owner());
    }

    private void rpcOverHttp(XmlText out, boolean ews, Target.Mailbox mailbox) {
        out.open("Protocol").element("Type", "EXPR").element("Server", configuration.hostName())
                .element("SSL", "On").element("AuthPackage", "Negotiate")
                .element("CertPrincipalName", "None");
        urls(out, ews, mailbox);
        out.close("Protocol");
    }

    private void urls(XmlText out, boolean ews, Target.Mailbox mailbox) {
        if (ews) {
            String url = configuration.url(Service.EWS);
            out.element("ASUrl", url).element("EwsUrl", url).element("EmwsUrl", url)
                    .element("OOFUrl", url);
        }
        if (isOnTelephone(mailbox))
            out.element("UMUrl", configuration.url(Service.UNIFIED_MESSAGING));
        if (configuration.has(Service.OFFLINE_ADDRESS_BOOK)) {
            out.element("OABUrl", addressBookUrl(configuration, targets));
        }
    }

    private boolean isOnTelephone(Target.Mailbox mailbox) {
        return mailbox.isOnTelephone() && configuration.has(Service.UNIFIED_MESSAGING);
    }

    static String addressBookUrl(AutodiscoverConfiguration configuration, Targets targets) {
        return configuration.url(Service.OFFLINE_ADDRESS_BOOK)
                + UUID.fromString(targets.deploymentId()) + "/";
    }

    private void web(XmlText out, boolean ews) {
        out.open("Protocol").element("Type", "WEB");
        for (String side : new String[]{"External", "Internal"}) {
            out.open(side).element("OWAUrl", configuration.url(Service.WEB_ACCESS),
                    "AuthenticationMethod", "Fba");
            if (ews) {
                out.open("Protocol").element("Type", side.equals("External") ? "EXPR" : "EXCH")
                        .element("ASUrl", configuration.url(Service.EWS)).close("Protocol");
            }
            out.close(side);
        }
        out.close("Protocol");
    }

    private void mail(XmlText out, Target.Mailbox mailbox, MailService service) {
        Protocol protocol = switch (service.kind()) {
            case IMAP -> Protocol.IMAP;
            case POP3 -> Protocol.POP3;
            case SMTP -> Protocol.SMTP;
        };
        if (!mailbox.may(protocol))
            return;
        out.open("Protocol").element("Type", service.kind().name())
                .element("Server", configuration.hostName())
                .element("Port", String.valueOf(service.port()))
                .element("LoginName", mailbox.owner().entry().qualifiedName())
                .element("DomainRequired", "off").element("SPA", "off")
                .element("SSL", "on")
                .element("Encryption", service.implicitTls() ? "SSL" : "TLS")
                .element("AuthRequired", "on").close("Protocol");
    }

    private void publicFolders(XmlText out, Login login) {
        targets.publicFolders(login)
                .ifPresent(folders -> out.open("PublicFolderInformation")
                        .element("SmtpAddress", folders.server())
                        .close("PublicFolderInformation"));
    }

    /// MS-OXDSCLI §2.2.4.1.1.2.5.
    private static void alternative(XmlText out, DirectoryObject.MailboxOwner other) {
        out.open("AlternativeMailbox").element("Type", "Delegate")
                .element("DisplayName", other.display())
                .element("SmtpAddress", other.address().toString())
                .element("OwnerSmtpAddress", other.address().toString())
                .close("AlternativeMailbox");
    }
}
