package org.rialto.directory.sasl;

import org.jspecify.annotations.Nullable;

/// `gs2-header = [gs2-nonstd-flag ","] gs2-cbind-flag "," [gs2-authzid] ","` (RFC 5801 §4), which
/// opens SCRAM and OAUTHBEARER.
///
/// @param text as received, commas included
/// @param flag `n`, `y` or `p`
/// @param bindingType after `p=`
/// @param authorizationId the `a=` name, unescaped; empty when absent
record Gs2Header(String text, char flag, @Nullable String bindingType, String authorizationId) {
    static Gs2Header parse(String message) throws SaslSyntax {
        int first = message.indexOf(',');
        int second = message.indexOf(',', first + 1);
        if (first < 1 || second < 0)
            throw new SaslSyntax("the GS2 header is incomplete");
        String flag = message.substring(0, first);
        String name = message.substring(first + 1, second);
        if (!name.isEmpty() && !name.startsWith("a=")) {
            throw new SaslSyntax("the GS2 header holds something else than a=");
        }
        String authorizationId = name.isEmpty() ? "" : unescape(name.substring(2));
        String text = message.substring(0, second + 1);
        if (flag.equals("n") || flag.equals("y")) {
            return new Gs2Header(text, flag.charAt(0), null, authorizationId);
        }
        if (flag.startsWith("p=") && flag.length() > 2) {
            return new Gs2Header(text, 'p', flag.substring(2), authorizationId);
        }
        throw new SaslSyntax("the channel binding flag is none of n, y and p=");
    }

    /// `saslname`: `=2C` is a comma, `=3D` an equals sign, and no other use of `=` is allowed.
    static String unescape(String name) throws SaslSyntax {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '=') {
                plain.append(c);
            } else if (name.startsWith("=2C", i)) {
                plain.append(',');
                i += 2;
            } else if (name.startsWith("=3D", i)) {
                plain.append('=');
                i += 2;
            } else {
                throw new SaslSyntax("a name holds a bare =");
            }
        }
        if (plain.isEmpty())
            throw new SaslSyntax("a name is empty");
        return plain.toString();
    }
}
