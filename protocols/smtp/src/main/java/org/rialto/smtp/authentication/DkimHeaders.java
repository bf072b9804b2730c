package org.rialto.smtp.authentication;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The octets that a signature signs: the fields of h=, then the signature's own. RFC 6376 §3.7 and
/// §5.4.2.
final class DkimHeaders {
    private DkimHeaders() {}

    static byte[] signedOctets(HeaderSection section, List<String> fieldNames,
            Canonicalization form, String unsignedSignature) {
        Map<String, List<HeaderField>> byName = new HashMap<>();
        for (HeaderField field : section.fields()) {
            byName.computeIfAbsent(field.lowerCaseName(), _ -> new java.util.ArrayList<>())
                    .add(field);
        }
        StringBuilder text = new StringBuilder();
        for (String name : fieldNames) {
            List<HeaderField> fields = byName.get(name);
            // From the bottom up; a name without a field left signs that there is no more.
            if (fields != null && !fields.isEmpty()) {
                text.append(form.field(fields.removeLast()));
            }
        }
        return text.append(unsignedSignature).toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
