package org.rialto.directory.sasl;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks OAuth 2.0 access tokens that are JWTs (RFC 9068, RFC 7519) of one configured issuer.
/// Signed with public-key algorithms only; `none` and shared keys are refused.
public final class BearerTokens {
    /// @param issuer exact value of `iss`
    /// @param audience one that `aud` must hold
    /// @param keys the issuer's JWK set: an https URL (http for loopback), or a file, which is read
    /// again when it changes
    /// @param loginClaim the claim that names the user, such as `preferred_username`, `upn`, `email`
    /// @param scope one that `scope` or `scp` must hold; empty for none
    public record Settings(String issuer, String audience, URI keys, String loginClaim,
            String scope) {}

    /// How a token did, as RFC 6750 §3.1 names it.
    public enum Status {
        VALID("valid", 200), INVALID_REQUEST("invalid_request", 400), INVALID_TOKEN("invalid_token",
                401), INSUFFICIENT_SCOPE("insufficient_scope", 403);

        private final String oauthName;
        private final int httpStatus;

        Status(String oauthName, int httpStatus) {
            this.oauthName = oauthName;
            this.httpStatus = httpStatus;
        }

        public String oauthName() { return oauthName; }

        public int httpStatus() { return httpStatus; }
    }

    /// @param loginName present when valid
    record Verdict(Status status, Optional<String> loginName) {}

    private static final Logger LOG = LoggerFactory.getLogger(BearerTokens.class);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256,
            JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384,
            JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);
    private static final int KEYS_LIMIT_BYTES = 1 << 20;

    private final Settings settings;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /// @throws MailError.Invalid when the settings cannot be
    public BearerTokens(Settings settings) {
        this.settings = settings;
        if (settings.issuer().isEmpty() || settings.audience().isEmpty()
                || settings.loginClaim().isEmpty()) {
            throw new MailError.Invalid(
                    "bearer tokens need an issuer, an audience and a claim that names the user");
        }
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT,
                new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, keySource(settings.keys())));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("exp", settings.loginClaim())));
    }

    public Settings settings() { return settings; }

    /// Checks a token. Reads keys from the issuer when they are not at hand; nothing here is worth
    /// guessing, so attempts are not counted.
    ///
    /// @throws MailError.Unavailable when the issuer's keys cannot be had
    Verdict verify(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            if (!holdsScope(claims))
                return new Verdict(Status.INSUFFICIENT_SCOPE, Optional.empty());
            String name = claims.getStringClaim(settings.loginClaim());
            return name == null || name.isBlank()
                    ? invalid()
                    : new Verdict(Status.VALID, Optional.of(name));
        } catch (RemoteKeySourceException e) {
            LOG.warn("Cannot read the token issuer's keys: {}", e.getMessage());
            throw new MailError.Unavailable("the token issuer's keys cannot be read", e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // Not the message: it may quote from the token.
            LOG.debug("Refused a bearer token: {}", e.getClass().getSimpleName());
            return invalid();
        }
    }

    private static Verdict invalid() { return new Verdict(Status.INVALID_TOKEN, Optional.empty()); }

    private boolean holdsScope(JWTClaimsSet claims) throws ParseException {
        if (settings.scope().isEmpty())
            return true;
        for (String claim : List.of("scope", "scp")) {
            Object value = claims.getClaim(claim);
            List<String> scopes = value instanceof String text
                    ? Arrays.asList(text.split(" "))
                    : value instanceof List<?> ? claims.getStringListClaim(claim) : List.of();
            if (scopes != null && scopes.contains(settings.scope()))
                return true;
        }
        return false;
    }

    private static JWKSource<SecurityContext> keySource(URI keys) {
        String scheme = Objects.requireNonNullElse(keys.getScheme(), "");
        if (scheme.equals("file"))
            return new FileKeys(Path.of(keys));
        boolean loopback = Set.of("localhost", "127.0.0.1", "[::1]")
                .contains(Objects.requireNonNullElse(keys.getHost(), ""));
        if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
            throw new MailError.Invalid("the token issuer's keys are at a file: or https: address");
        }
        try {
            return JWKSourceBuilder
                    .create(keys.toURL(),
                            new DefaultResourceRetriever(5000, 5000, KEYS_LIMIT_BYTES))
                    .cache(3_600_000, 15_000).rateLimited(30_000).retrying(true)
                    .outageTolerant(86_400_000).build();
        } catch (MalformedURLException e) {
            throw new MailError.Invalid("the address of the token issuer's keys is malformed", e);
        }
    }

    /// A JWK set in a file; a changed one is read at its next use.
    private static final class FileKeys implements JWKSource<SecurityContext> {
        private final Path file;
        private final ReentrantLock lock = new ReentrantLock();
        private JWKSet keys = new JWKSet();
        private @Nullable FileTime readAt;

        FileKeys(Path file) { this.file = file; }

        @Override
        public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
                throws KeySourceException {
            lock.lock();
            try {
                FileTime changedAt = Files.getLastModifiedTime(file);
                if (!changedAt.equals(readAt)) {
                    if (Files.size(file) > KEYS_LIMIT_BYTES) {
                        throw new RemoteKeySourceException("the key file is too large", null);
                    }
                    keys = JWKSet.load(file.toFile());
                    readAt = changedAt;
                }
                return selector.select(keys);
            } catch (IOException | ParseException e) {
                throw new RemoteKeySourceException("the key file cannot be read", e);
            } finally {
                lock.unlock();
            }
        }
    }
}
