package org.rialto.base.net;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// The server's certificate and key, and TLS 1.2 and 1.3 on top. [#reload] takes a renewed file
/// for new connections while the old ones go on.
public final class ServerTls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /// Where the certificate and its private key are.
    public sealed interface Source {
        /// PEM files: the chain, leaf first, and an unencrypted private key.
        record Pem(Path certificate, Path key) implements Source {}

        /// A PKCS #12 file.
        record Pkcs12(Path file, char[] password) implements Source {}
    }

    private record Loaded(SSLContext context, X509Certificate certificate, PrivateKey key) {}

    private final Source source;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Loaded loaded;

    private ServerTls(Source source, Loaded loaded) {
        this.source = source;
        this.loaded = loaded;
    }

    /// Reads the files; an `IOException` says which file and what is wrong with it.
    public static ServerTls load(Source source) throws IOException {
        return new ServerTls(source, read(source));
    }

    /// Reads the files again. When that fails, the certificate in use stays.
    public void reload() throws IOException {
        loaded = read(source);
        watchers.forEach(Runnable::run);
    }

    /// Calls after each [#reload] that took a certificate.
    public void onReload(Runnable watcher) { watchers.add(watcher); }

    /// The certificate in use.
    public X509Certificate certificate() { return loaded.certificate(); }

    /// The key of the certificate in use, to ask for another one.
    public KeyPair keyPair() {
        Loaded now = loaded;
        return new KeyPair(now.certificate().getPublicKey(), now.key());
    }

    public Instant expires() { return certificate().getNotAfter().toInstant(); }

    /// For the HTTP listeners, which have their own TLS layer.
    public SSLContext context() { return loaded.context(); }

    public SSLParameters parameters() {
        SSLParameters parameters = loaded.context().getDefaultSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    /// The server's side of TLS over a connected socket; the handshake is still to come.
    SSLSocket layer(Socket socket) throws IOException {
        SSLSocket layered = (SSLSocket) loaded.context().getSocketFactory().createSocket(socket,
                null, true);
        layered.setUseClientMode(false);
        layered.setSSLParameters(parameters());
        return layered;
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
            context.init(keys.getKeyManagers(), null, null);
            return new Loaded(context, material.chain()[0], material.key());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the TLS certificate: " + e.getMessage(), e);
        }
    }
}
