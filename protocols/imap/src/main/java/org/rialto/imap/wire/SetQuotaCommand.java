package org.rialto.imap.wire;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// SETQUOTA. RFC 9208 §4.1.4:
/// `setquota = "SETQUOTA" SP quota-root-name SP "(" [setquota-resource *(SP …)] ")"`.
///
/// @param limits by the resource's name in upper case
public record SetQuotaCommand(String root, Map<String, Long> limits) implements Command {

    public static SetQuotaCommand read(ImapReader in) throws IOException {
        in.space();
        String root = in.astring();
        in.space();
        in.skip('(');
        Map<String, Long> limits = new LinkedHashMap<>();
        while (!in.trySkip(')')) {
            if (!limits.isEmpty()) {
                in.space();
            }
            String resource = in.keyword();
            in.space();
            limits.put(resource, in.number64());
            in.checkListSize(limits.size());
        }
        return new SetQuotaCommand(root, limits);
    }
}
