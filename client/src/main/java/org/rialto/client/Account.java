package org.rialto.client;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// How the server is reached and who logs in, by Basic.
///
/// @param http shared by as many clients as there are; HTTP/1.1
public record Account(HttpClient http, String user, String password) {
    void authorize(HttpRequest.Builder request) {
        request.header("Authorization", "Basic " + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() { return user; }
}
