package org.rialto.directory.kerberos;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.ChannelBinding;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.MessageProp;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.LoginName;
import org.rialto.mapi.MailError;

/// Takes tickets for this server. It talks to no KDC: what a ticket says is proved by the key in the
/// keytab, which is looked at again when the file changes.
public final class KerberosServer {
    private static final String MECHANISM = "1.2.840.113554.1.2.2";
    private static final byte[] END_POINT = "tls-server-end-point:"
            .getBytes(StandardCharsets.US_ASCII);
    private final KerberosSettings settings;
    private final Subject subject;
    private final @Nullable Constructor<?> tlsBinding;

    private KerberosServer(KerberosSettings settings, Subject subject) {
        this.settings = settings;
        this.subject = subject;
        this.tlsBinding = settings.channelBinding() ? tlsBinding() : null;
    }

    /// @throws MailError.Invalid the keytab cannot be used
    public static KerberosServer open(KerberosSettings settings) {
        if (!Files.isReadable(settings.keytab())) {
            throw new MailError.Invalid(settings.keytab() + " cannot be read");
        }
        String principal = settings.principal();
        if (!principal.isEmpty() && keys(settings) == 0) {
            throw new MailError.Invalid(settings.keytab() + " has no key of " + principal);
        }
        Map<String, String> options = new HashMap<>();
        options.put("useKeyTab", "true");
        options.put("keyTab", settings.keytab().toString());
        options.put("principal", principal.isEmpty() ? "*" : principal);
        options.put("storeKey", "true");
        options.put("isInitiator", "false");
        options.put("doNotPrompt", "true");
        Configuration configuration = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[]{new AppConfigurationEntry(
                        "com.sun.security.auth.module.Krb5LoginModule",
                        AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, options)};
            }
        };
        Subject subject = new Subject();
        try {
            new LoginContext("rialto", subject, null, configuration).login();
        } catch (LoginException e) {
            throw new MailError.Invalid("Kerberos cannot be used with " + settings.keytab() + ": "
                    + e.getMessage());
        }
        return new KerberosServer(settings, subject);
    }

    private static int keys(KerberosSettings settings) {
        try {
            KerberosPrincipal principal = new KerberosPrincipal(settings.principal());
            return KeyTab.getInstance(principal, settings.keytab().toFile())
                    .getKeys(principal).length;
        } catch (IllegalArgumentException e) {
            throw new MailError.Invalid("\"" + settings.principal()
                    + "\" is not the name of a principal");
        }
    }

    /// RFC 5929 bindings have addresses of no type, RFC 4121 ones say that there are none: the JDK
    /// has the former in a class that must be exported to this one (`rialto` does).
    private static Constructor<?> tlsBinding() {
        try {
            return Class.forName("sun.security.jgss.krb5.internal.TlsChannelBindingImpl")
                    .getConstructor(byte[].class);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new MailError.Invalid("this Java cannot check channel bindings of Kerberos: "
                    + e);
        }
    }

    /// Why a ticket was not taken.
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) { super(reason); }
    }

    /// A ticket that was taken.
    public static final class Accepted {
        private final GSSContext context;
        private final String principal;
        private final byte @Nullable [] answer;

        private Accepted(GSSContext context, String principal, byte @Nullable [] answer) {
            this.context = context;
            this.principal = principal;
            this.answer = answer;
        }

        /// Whose it is, as `alice@EXAMPLE.COM`.
        public String principal() { return principal; }

        /// What proves the server to the client; null when that did not ask.
        public byte @Nullable [] answer() { return answer; }

        /// Whether a message integrity code of the client is of these bytes.
        public boolean signed(byte[] bytes, byte[] code) {
            try {
                context.verifyMIC(code, 0, code.length, bytes, 0, bytes.length,
                        new MessageProp(false));
                return true;
            } catch (GSSException | RuntimeException e) {
                // The JDK's reader throws more than it declares, see #accept.
                return false;
            }
        }

        /// A message integrity code of the server.
        public byte[] sign(byte[] bytes) {
            try {
                return context.getMIC(bytes, 0, bytes.length, new MessageProp(false));
            } catch (GSSException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Takes a GSS token of mechanism Kerberos (RFC 4121 §4.1).
    ///
    /// @param tlsServerEndPoint of the connection; null for none
    public Accepted accept(byte[] token, byte @Nullable [] tlsServerEndPoint) throws Refused {
        try {
            return callAs(() -> accepted(token, tlsServerEndPoint));
        } catch (GSSException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    private Accepted callAs(Callable<Accepted> work) throws GSSException {
        try {
            return Subject.callAs(subject, work);
        } catch (CompletionException e) {
            if (e.getCause() instanceof GSSException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private Accepted accepted(byte[] token, byte @Nullable [] tlsServerEndPoint)
            throws GSSException {
        GSSManager manager = GSSManager.getInstance();
        GSSContext context = manager.createContext(manager.createCredential(null,
                GSSCredential.INDEFINITE_LIFETIME, new Oid(MECHANISM),
                GSSCredential.ACCEPT_ONLY));
        if (tlsBinding != null) {
            context.setChannelBinding(binding(tlsBinding, tlsServerEndPoint));
        }
        byte[] answer = accept(context, token);
        if (!context.isEstablished()) {
            throw new GSSException(GSSException.DEFECTIVE_TOKEN, -1,
                    "the client wants more than one step");
        }
        if (context.getSrcName().isAnonymous()) {
            throw new GSSException(GSSException.UNAUTHORIZED, -1, "a ticket of nobody");
        }
        return new Accepted(context, context.getSrcName().toString(), answer);
    }

    /// The JDK's reader of tickets throws more than it declares at bytes that it did not expect
    /// (IllegalArgumentException of a ciphertext that is too short is one).
    private static byte @Nullable [] accept(GSSContext context, byte[] token)
            throws GSSException {
        try {
            return context.acceptSecContext(token, 0, token.length);
        } catch (RuntimeException e) {
            GSSException refused = new GSSException(GSSException.DEFECTIVE_TOKEN, -1,
                    "not a ticket: " + e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    private static ChannelBinding binding(Constructor<?> tlsBinding,
            byte @Nullable [] tlsServerEndPoint) throws GSSException {
        if (tlsServerEndPoint == null) {
            throw new GSSException(GSSException.BAD_BINDINGS, -1,
                    "the connection has nothing that a ticket could be bound to");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(END_POINT);
        bytes.writeBytes(tlsServerEndPoint);
        try {
            return (ChannelBinding) tlsBinding.newInstance((Object) bytes.toByteArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Who a principal is here; empty for one of another realm, and for services and hosts.
    public Optional<LoginName> loginName(String principal) {
        int at = principal.lastIndexOf('@');
        String name = at < 0 ? "" : principal.substring(0, at);
        String realm = principal.substring(at + 1);
        String domain = settings.realms().isEmpty()
                ? realm.toLowerCase(Locale.ROOT)
                : settings.realms().get(realm);
        return name.isEmpty() || name.matches(".*[/\\\\@\\p{Cntrl}].*") || domain == null
                ? Optional.empty()
                : Optional.of(new LoginName(name, Optional.of(domain)));
    }
}
