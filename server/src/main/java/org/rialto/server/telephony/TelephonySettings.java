package org.rialto.server.telephony;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.Directory;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.UmConfiguration;
import org.rialto.protocols.um.attendant.Attendant;
import org.rialto.protocols.um.attendant.AttendantsFile;
import org.rialto.protocols.um.call.MediaAddress;
import org.rialto.protocols.um.dialplan.DialPlan;
import org.rialto.protocols.um.dialplan.DialPolicy;
import org.rialto.protocols.um.proxy.UserCertificates;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Setting;
import org.rialto.server.config.Settings;
import org.rialto.telephony.media.PortRange;
import org.rialto.telephony.sdp.LocalAudio;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;

/// The `sip` and `um` sections as the telephone rooms want them. Every complaint names the key.
final class TelephonySettings {
    private final Configuration configuration;
    private final Path home;

    TelephonySettings(Configuration configuration, Path home) {
        this.configuration = configuration;
        this.home = home;
    }

    private IOException wrong(Setting<?> setting, @Nullable String why) {
        return new IOException(setting.key() + " (set by " + configuration.origin(setting) + "): "
                + why);
    }

    UmConfiguration um(Directory directory, String hostName, Path recordings,
            List<Attendant> attendants, boolean takesAll) throws IOException {
        return new UmConfiguration(recordings, hostName, plan(directory), policy(),
                attendants.stream().collect(Collectors.toMap(Attendant::name, Attendant::numbers)),
                configuration.get(Settings.UM_OPERATOR), uri(Settings.UM_GATEWAY),
                uri(Settings.UM_FAX_PARTNER), new MediaAddress(mediaAddress()),
                LocalAudio.Srtp.valueOf(configuration.get(Settings.UM_SRTP)
                        .toUpperCase(Locale.ROOT)),
                configuration.get(Settings.UM_CALLS),
                configuration.get(Settings.UM_ADDRESS_CALLS),
                configuration.get(Settings.UM_USER_CALLS),
                configuration.get(Settings.UM_LONGEST_CALL),
                configuration.get(Settings.UM_RINGING), takesAll);
    }

    private DialPlan plan(Directory directory) throws IOException {
        Set<String> domains = directory.domains().stream()
                .map(domain -> domain.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        try {
            return new DialPlan(configuration.get(Settings.UM_EXTENSION_DIGITS),
                    configuration.get(Settings.UM_COUNTRY), configuration.get(Settings.UM_TRUNK),
                    configuration.get(Settings.UM_INTERNATIONAL),
                    configuration.get(Settings.UM_OUTSIDE_LINE),
                    new HashSet<>(configuration.get(Settings.UM_ACCESS_NUMBERS)), domains);
        } catch (IllegalArgumentException e) {
            throw new IOException("um section: a prefix " + e.getMessage(), e);
        }
    }

    private DialPolicy policy() throws IOException {
        try {
            return new DialPolicy(true, configuration.get(Settings.UM_ALLOWED_NUMBERS));
        } catch (IllegalArgumentException e) {
            throw wrong(Settings.UM_ALLOWED_NUMBERS, e.getMessage());
        }
    }

    /// The attendants of the file that the configuration names.
    List<Attendant> attendants(ZoneId zone, Locale language) throws IOException {
        String file = configuration.get(Settings.UM_ATTENDANTS);
        if (file.isEmpty())
            return List.of();
        Path path = home.resolve(file);
        try {
            Path folder = path.toAbsolutePath().getParent();
            return new AttendantsFile(file, folder == null ? home : folder, zone, language)
                    .read(Files.readString(path));
        } catch (MailError.Invalid | IOException e) {
            throw wrong(Settings.UM_ATTENDANTS, e.getMessage());
        }
    }

    private @Nullable SipUri uri(Setting<String> setting) throws IOException {
        String text = configuration.get(setting);
        return text.isEmpty() ? null : uri(setting, text);
    }

    private SipUri uri(Setting<?> setting, String text) throws IOException {
        try {
            SipUri uri = SipUri.parse(text);
            if (!uri.isSip() || "udp".equals(uri.transport()))
                throw wrong(setting, "it must be sip:HOST:PORT;transport=tls or tcp");
            return uri;
        } catch (MalformedDataException e) {
            throw wrong(setting, e.getMessage());
        }
    }

    /// UM servers of other processes, in their order.
    List<SipUri> voiceMailElsewhere() throws IOException {
        List<SipUri> servers = new ArrayList<>();
        for (String each : configuration.get(Settings.SIP_VOICE_MAIL))
            servers.add(uri(Settings.SIP_VOICE_MAIL, each));
        if (!servers.isEmpty() && configuration.get(Settings.UM_ENABLED))
            throw wrong(Settings.SIP_VOICE_MAIL, "it goes with um.enabled = false: this server has"
                    + " voice mail itself");
        return servers;
    }

    private @Nullable InetAddress mediaAddress() throws IOException {
        String text = configuration.get(Settings.UM_MEDIA_ADDRESS);
        try {
            return text.isEmpty() ? null : InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw wrong(Settings.UM_MEDIA_ADDRESS, "there is no such address");
        }
    }

    PortRange mediaPorts() throws IOException {
        try {
            return new PortRange(configuration.get(Settings.UM_FIRST_PORT),
                    configuration.get(Settings.UM_LAST_PORT));
        } catch (IllegalArgumentException e) {
            throw wrong(Settings.UM_LAST_PORT, e.getMessage());
        }
    }

    /// Files that say who is trusted, the configuration's among them.
    List<Path> trustFiles(Path configurationFile) {
        List<Path> files = new ArrayList<>(List.of(configurationFile));
        for (Setting<String> setting : List.of(Settings.SIP_TRUSTED_AUTHORITIES,
                Settings.SIP_USER_AUTHORITIES, Settings.SIP_USER_REVOCATIONS)) {
            if (!configuration.get(setting).isEmpty())
                files.add(home.resolve(configuration.get(setting)));
        }
        return files;
    }

    private List<X509Certificate> authorities(Setting<String> setting) throws IOException {
        List<X509Certificate> authorities = new ArrayList<>();
        String file = configuration.get(setting);
        if (!file.isEmpty()) {
            try (InputStream in = Files.newInputStream(home.resolve(file))) {
                CertificateFactory.getInstance("X.509").generateCertificates(in)
                        .forEach(each -> authorities.add((X509Certificate) each));
            } catch (IOException | CertificateException e) {
                throw wrong(setting, "cannot be read: " + e.getMessage());
            }
        }
        return authorities;
    }

    UserCertificates userCertificates() throws IOException {
        List<X509Certificate> authorities = authorities(Settings.SIP_USER_AUTHORITIES);
        String file = configuration.get(Settings.SIP_USER_REVOCATIONS);
        if (authorities.isEmpty()) {
            if (!configuration.get(Settings.SIP_USER_AUTHORITIES).isEmpty())
                throw wrong(Settings.SIP_USER_AUTHORITIES, "there is no certificate in it");
            return UserCertificates.NONE;
        }
        List<X509CRL> revocations = new ArrayList<>();
        try {
            if (!file.isEmpty()) {
                try (InputStream in = Files.newInputStream(home.resolve(file))) {
                    CertificateFactory.getInstance("X.509").generateCRLs(in)
                            .forEach(each -> revocations.add((X509CRL) each));
                }
                // Without any, nothing would be looked up, and everybody would pass.
                if (revocations.isEmpty())
                    throw wrong(Settings.SIP_USER_REVOCATIONS, "there is no list in it");
            }
            return new UserCertificates(authorities, revocations);
        } catch (GeneralSecurityException e) {
            throw wrong(Settings.SIP_USER_REVOCATIONS, "cannot be read: " + e.getMessage());
        }
    }

    SipTrust trust() throws IOException {
        List<X509Certificate> authorities = authorities(Settings.SIP_TRUSTED_AUTHORITIES);
        if (!configuration.get(Settings.SIP_TRUSTED_NAMES).isEmpty() && authorities.isEmpty())
            throw wrong(Settings.SIP_TRUSTED_NAMES, "names need "
                    + Settings.SIP_TRUSTED_AUTHORITIES.key() + ", or anybody could bear them");
        return new SipTrust(configuration.get(Settings.SIP_TRUSTED_FINGERPRINTS),
                configuration.get(Settings.SIP_TRUSTED_NAMES), authorities);
    }
}
