package org.rialto.base.net;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// The server's certificate and key, and TLS 1.2 and 1.3 on top. [#reload] takes a renewed file
/// for new connections while the old ones go on.
public final class ServerTls {
    static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /// Where the certificate and its private key are.
    public sealed interface Source {
        /// PEM files: the chain, leaf first, and an unencrypted private key.
        record Pem(Path certificate, Path key) implements Source {}

        /// A PKCS #12 file.
        record Pkcs12(Path file, char[] password) implements Source {}
    }

    private record Loaded(SSLContext context, KeyManager[] keys, X509Certificate certificate,
            PrivateKey key) {}

    /// Shared by those of the same source.
    private static final class InUse {
        volatile Loaded now;

        InUse(Loaded now) { this.now = now; }
    }

    private final Source source;
    private final List<Runnable> watchers;
    private final InUse loaded;
    private final boolean asksForCertificates;

    private ServerTls(Source source, List<Runnable> watchers, InUse loaded,
            boolean asksForCertificates) {
        this.source = source;
        this.watchers = watchers;
        this.loaded = loaded;
        this.asksForCertificates = asksForCertificates;
    }

    /// Reads the files; an `IOException` says which file and what is wrong with it.
    public static ServerTls load(Source source) throws IOException {
        return new ServerTls(source, new CopyOnWriteArrayList<>(),
                new InUse(read(source)), false);
    }

    /// The same certificate, reloaded with this one, for a listener that asks clients for theirs
    /// and goes on without: see [Connection#peerCertificates].
    public ServerTls askingForCertificates() {
        return new ServerTls(source, watchers, loaded, true);
    }

    /// Reads the files again. When that fails, the certificate in use stays.
    public void reload() throws IOException {
        loaded.now = read(source);
        watchers.forEach(Runnable::run);
    }

    /// Calls after each [#reload] that took a certificate.
    public void onReload(Runnable watcher) { watchers.add(watcher); }

    /// The certificate in use.
    public X509Certificate certificate() { return loaded.now.certificate(); }

    /// The key of the certificate in use, to ask for another one.
    public KeyPair keyPair() {
        Loaded now = loaded.now;
        return new KeyPair(now.certificate().getPublicKey(), now.key());
    }

    public Instant expires() { return certificate().getNotAfter().toInstant(); }

    /// For the HTTP listeners, which have their own TLS layer.
    public SSLContext context() { return loaded.now.context(); }

    public SSLParameters parameters() {
        SSLParameters parameters = loaded.now.context().getDefaultSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    KeyManager[] keyManagers() { return loaded.now.keys(); }

    /// The server's side of TLS over a connected socket; the handshake is still to come.
    SSLSocket layer(Socket socket) throws IOException {
        SSLSocket layered = (SSLSocket) loaded.now.context().getSocketFactory().createSocket(
                socket,
                null, true);
        layered.setUseClientMode(false);
        layered.setSSLParameters(parameters());
        if (asksForCertificates)
            layered.setWantClientAuth(true);
        return layered;
    }

    /// Takes whatever certificate a client shows, so that the handshake goes on: what it is worth is
    /// decided where it is used. Asked only on listeners that ask for certificates, and never about
    /// servers.
    private static final class AnyClient extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("not a client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("not a client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("not a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
    }

    private static Loaded read(Source source) throws IOException {
        try {
            KeyMaterial material = switch (source) {
                case Source.Pem(Path certificate, Path key) -> KeyMaterial.fromPem(certificate,
                        key);
                case Source.Pkcs12(Path file, char[] password) -> KeyMaterial.fromPkcs12(file,
                        password);
            };
            char[] inMemory = {};
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, inMemory);
            store.setKeyEntry("server", material.key(), inMemory, material.chain());
            KeyManagerFactory keys = KeyManagerFactory
                    .getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, inMemory);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[]{new AnyClient()}, null);
            return new Loaded(context, keys.getKeyManagers(), material.chain()[0], material.key());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the TLS certificate: " + e.getMessage(), e);
        }
    }
}
