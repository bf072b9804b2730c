package org.rialto.server.acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// A small ACME authority (RFC 8555): checks nonces and signatures, asks the challenges at a server
/// on loopback, signs what was asked for with a key of its own. One order at a time.
final class AcmeAuthority implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final KeyPair keys;
    private final Duration validity;
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    private final String token = UUID.randomUUID().toString().replace("-", "");
    final AtomicInteger issued = new AtomicInteger();
    final Set<String> agreed = ConcurrentHashMap.newKeySet();
    volatile boolean refusing;
    volatile int challengePort;
    private volatile @Nullable ECKey account;
    private volatile List<String> names = List.of();
    private volatile boolean proved;
    private volatile String chain = "";

    AcmeAuthority(Duration validity) throws Exception {
        this.validity = validity;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        keys = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI directory() { return URI.create(at("/directory")); }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String nonce = UUID.randomUUID().toString();
        nonces.add(nonce);
        exchange.getResponseHeaders().set("Replay-Nonce", nonce);
        try (exchange) {
            answer(exchange);
        } catch (Exception e) {
            problem(exchange, "serverInternal", e.toString());
        }
    }

    private void answer(HttpExchange exchange) throws Exception {
        String path = exchange.getRequestURI().getPath();
        switch (path) {
            case "/directory" -> {
                json(exchange, 200, Map.of("newNonce", at("/nonce"), "newAccount", at("/account"),
                        "newOrder", at("/orders"), "revokeCert", at("/revoke"), "keyChange",
                        at("/key"), "meta", Map.of("termsOfService", at("/terms"))));
                return;
            }
            case "/nonce" -> {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            default -> {
            }
        }
        Map<?, ?> body = JSON.readValue(exchange.getRequestBody().readAllBytes(), Map.class);
        JWSObject signed = JWSObject
                .parse(body.get("protected") + "." + body.get("payload") + "."
                        + body.get("signature"));
        if (!nonces.remove(String.valueOf(signed.getHeader().getCustomParam("nonce")))) {
            problem(exchange, "badNonce", "that nonce is not known");
            return;
        }
        ECKey key = path.equals("/account") ? (ECKey) signed.getHeader().getJWK() : account;
        if (key == null || !signed.verify(new ECDSAVerifier(key))
                || !at(path).equals(signed.getHeader().getCustomParam("url"))) {
            problem(exchange, "unauthorized", "the signature is wrong");
            return;
        }
        String payload = signed.getPayload().toString();
        Map<?, ?> message = payload.isEmpty() ? Map.of() : JSON.readValue(payload, Map.class);
        resource(exchange, path, key, message);
    }

    private void resource(HttpExchange exchange, String path, ECKey key, Map<?, ?> message)
            throws Exception {
        switch (path) {
            case "/account" -> {
                account = key;
                if (Boolean.TRUE.equals(message.get("termsOfServiceAgreed"))) {
                    agreed.add(String.valueOf(message.get("contact")));
                }
                exchange.getResponseHeaders().set("Location", at("/account/1"));
                json(exchange, 201, Map.of("status", "valid"));
            }
            case "/orders" -> {
                if (refusing) {
                    problem(exchange, "rateLimited", "not today");
                    return;
                }
                names = message.get("identifiers") instanceof List<?> asked
                        ? asked.stream().map(one -> String.valueOf(((Map<?, ?>) one).get("value")))
                                .toList()
                        : List.of();
                proved = false;
                chain = "";
                exchange.getResponseHeaders().set("Location", at("/order"));
                json(exchange, 201, order());
            }
            case "/order" -> json(exchange, 200, order());
            case "/authorization" -> json(exchange, 200, authorization());
            case "/challenge" -> {
                prove(key);
                json(exchange, 200, challenge());
            }
            case "/finalize" -> {
                chain = sign(Base64URL.from(String.valueOf(message.get("csr"))).decode());
                exchange.getResponseHeaders().set("Location", at("/order"));
                json(exchange, 200, order());
            }
            case "/certificate" -> send(exchange, 200, "application/pem-certificate-chain",
                    chain);
            default -> problem(exchange, "malformed", "there is no " + path);
        }
    }

    private Map<String, Object> order() {
        List<Map<String, String>> identifiers = names.stream()
                .map(name -> Map.of("type", "dns", "value", name)).toList();
        Map<String, Object> order = new java.util.HashMap<>(Map.of("status",
                !chain.isEmpty() ? "valid" : proved ? "ready" : "pending", "identifiers",
                identifiers, "authorizations", List.of(at("/authorization")), "finalize",
                at("/finalize")));
        if (!chain.isEmpty()) {
            order.put("certificate", at("/certificate"));
        }
        return order;
    }

    private Map<String, Object> authorization() {
        return Map.of("status", proved ? "valid" : "pending", "identifier",
                Map.of("type", "dns", "value", names.getFirst()), "challenges",
                List.of(challenge()));
    }

    private Map<String, String> challenge() {
        return Map.of("type", "http-01", "url", at("/challenge"), "token", token, "status",
                proved ? "valid" : "pending");
    }

    /// Asks for the key authorization as RFC 8555 §8.3 says, but at loopback.
    private void prove(ECKey key) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + challengePort
                            + "/.well-known/acme-challenge/" + token)).build(),
                    HttpResponse.BodyHandlers.ofString());
            proved = answer.statusCode() == 200
                    && answer.body().equals(token + "." + key.computeThumbprint());
        }
    }

    private String sign(byte[] bytes) throws Exception {
        JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(bytes);
        if (!proved || !request.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(request.getPublicKey()))) {
            throw new IllegalStateException("nothing to sign");
        }
        Extensions extensions = Extensions.getInstance(
                request.getAttributes(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)[0]
                        .getAttrValues().getObjectAt(0));
        Extension asked = extensions.getExtension(Extension.subjectAlternativeName);
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(new X500Name("CN=Test Authority"),
                BigInteger.valueOf(issued.incrementAndGet()),
                Date.from(now.minus(validity)), Date.from(now.plus(validity)),
                new X500Name("CN=" + names.getFirst()), request.getPublicKey());
        builder.addExtension(asked);
        var certificate = builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        }
        return text.toString();
    }

    private static void json(HttpExchange exchange, int status, Object value) throws IOException {
        send(exchange, status, "application/json", JSON.writeValueAsString(value));
    }

    private static void problem(HttpExchange exchange, String type, String detail)
            throws IOException {
        send(exchange, 400, "application/problem+json", JSON.writeValueAsString(
                Map.of("type", "urn:ietf:params:acme:error:" + type, "detail", detail)));
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() { server.stop(0); }
}
