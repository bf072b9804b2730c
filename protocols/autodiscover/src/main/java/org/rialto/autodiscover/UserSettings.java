package org.rialto.autodiscover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Protocol;
import org.rialto.directory.EnterpriseName;
import org.rialto.directory.sasl.Login;

/// The settings of a user by name, MS-OXWSADISC §3.1.4.3.4.2: one row a setting that this server may
/// have, and the names of those that it never has.
final class UserSettings {
    /// Whose setting is asked for, and by whom.
    private record Asked(Target.Mailbox mailbox, Login login) {}

    private interface Row extends Function<Asked, @Nullable UserSetting> {}

    /// Names that the document has and this server has nothing for.
    private static final Set<String> NEVER = Set.of("InternalEcpUrl", "InternalEcpVoicemailUrl",
            "InternalEcpEmailSubscriptionsUrl", "InternalEcpTextMessagingUrl",
            "InternalEcpDeliveryReportUrl", "InternalEcpRetentionPolicyTagsUrl",
            "InternalEcpPublishingUrl", "InternalEcpPhotoUrl", "InternalEcpConnectUrl",
            "InternalEcpTeamMailboxUrl", "InternalEcpTeamMailboxCreatingUrl",
            "InternalEcpTeamMailboxEditingUrl", "InternalEcpTeamMailboxHidingUrl",
            "InternalEcpExtensionInstallationUrl",
            "ExternalEcpUrl", "ExternalEcpVoicemailUrl", "ExternalEcpEmailSubscriptionsUrl",
            "ExternalEcpTextMessagingUrl", "ExternalEcpDeliveryReportUrl",
            "ExternalEcpRetentionPolicyTagsUrl", "ExternalEcpPublishingUrl",
            "ExternalEcpPhotoUrl", "ExternalEcpConnectUrl", "ExternalEcpTeamMailboxUrl",
            "ExternalEcpTeamMailboxCreatingUrl", "ExternalEcpTeamMailboxEditingUrl",
            "ExternalEcpTeamMailboxHidingUrl", "ExternalEcpExtensionInstallationUrl",
            "EcpVoicemailUrlFragment", "EcpEmailSubscriptionsUrlFragment",
            "EcpTextMessagingUrlFragment", "EcpDeliveryReportUrlFragment",
            "EcpRetentionPolicyTagsUrlFragment", "EcpPublishingUrlFragment",
            "EcpPhotoUrlFragment", "EcpConnectUrlFragment", "EcpTeamMailboxUrlFragment",
            "EcpTeamMailboxCreatingUrlFragment", "EcpTeamMailboxEditingUrlFragment",
            "EcpExtensionInstallationUrlFragment", "CrossOrganizationSharingEnabled",
            "ExternalEwsVersion", "SiteMailboxCreationURL", "UserMSOnline", "GroupingInformation",
            "DocumentSharingLocations", "ActiveDirectoryServer",
            "InternalPhotosUrl", "ExternalPhotosUrl", "MobileMailboxPolicy",
            "MobileMailboxPolicyInterval", "SharingUrl", "ExternalMailboxServerFqdn");

    private final AutodiscoverConfiguration configuration;
    private final Targets targets;
    private final Map<String, Row> rows = new HashMap<>();

    UserSettings(AutodiscoverConfiguration configuration, Targets targets) {
        this.configuration = configuration;
        this.targets = targets;
        who();
        http();
        rpc();
        mail();
    }

    /// Whether the document knows the name.
    boolean isKnown(String name) { return rows.containsKey(name) || NEVER.contains(name); }

    /// Null when this user has nothing of that name here.
    @Nullable
    UserSetting value(String name, Target.Mailbox mailbox, Login login) {
        Row row = rows.get(name);
        return row == null ? null : row.apply(new Asked(mailbox, login));
    }

    private void text(String name, Function<Target.Mailbox, @Nullable String> value) {
        rows.put(name, asked -> {
            String text = value.apply(asked.mailbox());
            return text == null ? null : new UserSetting.Text(text);
        });
    }

    private void who() {
        text("UserDisplayName", Target.Mailbox::display);
        text("UserDN", Target.Mailbox::legacyDN);
        text("UserDeploymentId", _ -> targets.deploymentId());
        text("AutoDiscoverSMTPAddress", Target.Mailbox::address);
        text("CasVersion", _ -> ServerVersion.CLIENT_ACCESS);
        rows.put("AlternateMailboxes", asked -> asked.mailbox().guid()
                .equals(asked.login().actor().mailboxGuid())
                        ? new UserSetting.Alternates(targets.alternates(asked.login()))
                        : null);
    }

    private void http() {
        for (String side : List.of("Internal", "External")) {
            text(side + "EwsUrl", mailbox -> url(mailbox, Protocol.EWS, Service.EWS));
            text(side + "EmwsUrl", mailbox -> url(mailbox, Protocol.EWS, Service.EWS));
            text(side + "UMUrl", mailbox -> mailbox.isOnTelephone()
                    && configuration.has(Service.UNIFIED_MESSAGING)
                            ? configuration.url(Service.UNIFIED_MESSAGING)
                            : null);
            text(side + "OABUrl", _ -> configuration.has(Service.OFFLINE_ADDRESS_BOOK)
                    ? OutlookAnswer.addressBookUrl(configuration, targets)
                    : null);
            rows.put(side + "WebClientUrls", asked -> {
                String url = url(asked.mailbox(), Protocol.WEB, Service.WEB_ACCESS);
                return url == null ? null : new UserSetting.WebClient(url);
            });
        }
        text("EwsSupportedSchemas", mailbox -> url(mailbox, Protocol.EWS, Service.EWS) == null
                ? null
                : "Exchange2007, Exchange2007_SP1, Exchange2010, Exchange2010_SP1,"
                        + " Exchange2010_SP2, Exchange2013, Exchange2016");
        rows.put("PublicFolderInformation", this::publicFolders);
        text("MapiHttpEnabled", mailbox -> url(mailbox, Protocol.MAPI, Service.MAPI_HTTP) == null
                ? "False"
                : "True");
    }

    private @Nullable UserSetting publicFolders(Asked asked) {
        return url(asked.mailbox(), Protocol.MAPI, Service.MAPI_HTTP) == null
                ? null
                : targets.publicFolders(asked.login())
                        .map(folders -> new UserSetting.Text(folders.server())).orElse(null);
    }

    private @Nullable String url(Target.Mailbox mailbox, Protocol protocol, Service service) {
        return configuration.has(service) && mailbox.may(protocol)
                ? configuration.url(service)
                : null;
    }

    /// What a MAPI client over RPC needs.
    private void rpc() {
        text("InternalMailboxServer", this::rpcServer);
        text("InternalRpcClientServer", this::rpcServer);
        text("InternalMailboxServerDN",
                mailbox -> hasRpc(mailbox) ? OutlookAnswer.serverDN(mailbox) : null);
        text("MailboxDN", mailbox -> hasRpc(mailbox)
                ? EnterpriseName.databaseOf(mailbox.owner())
                : null);
        text("PublicFolderServer",
                mailbox -> hasRpc(mailbox) ? configuration.hostName() : null);
        text("ExternalMailboxServer",
                mailbox -> hasRpc(mailbox) ? configuration.hostName() : null);
        text("ExternalMailboxServerRequiresSSL", mailbox -> hasRpc(mailbox) ? "True" : null);
        text("ExternalMailboxServerAuthenticationMethods",
                mailbox -> hasRpc(mailbox) ? "Basic, Negotiate" : null);
    }

    private boolean hasRpc(Target.Mailbox mailbox) {
        return configuration.has(Service.RPC_HTTP) && mailbox.may(Protocol.MAPI);
    }

    private @Nullable String rpcServer(Target.Mailbox mailbox) {
        return hasRpc(mailbox) ? mailbox.server() : null;
    }

    private void mail() {
        for (String side : List.of("Internal", "External")) {
            connections(side + "Imap4Connections", MailService.Kind.IMAP, Protocol.IMAP);
            connections(side + "Pop3Connections", MailService.Kind.POP3, Protocol.POP3);
            connections(side + "SmtpConnections", MailService.Kind.SMTP, Protocol.SMTP);
        }
    }

    private void connections(String name, MailService.Kind kind, Protocol protocol) {
        List<MailService> services = configuration.mail().stream()
                .filter(one -> one.kind() == kind).toList();
        rows.put(name, asked -> services.isEmpty() || !asked.mailbox().may(protocol)
                ? null
                : new UserSetting.Connections(services));
    }
}
