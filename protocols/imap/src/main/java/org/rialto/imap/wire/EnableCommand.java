package org.rialto.imap.wire;

import java.util.ArrayList;
import java.util.List;

/// ENABLE. RFC 9051 §6.3.1: `enable = "ENABLE" 1*(SP capability)`.
///
/// @param capabilities in upper case
public record EnableCommand(List<String> capabilities) implements Command {
    public EnableCommand { capabilities = List.copyOf(capabilities); }

    public static EnableCommand read(ImapReader in) {
        List<String> capabilities = new ArrayList<>();
        do {
            in.space();
            capabilities.add(in.keyword());
            in.checkListSize(capabilities.size());
        } while (!in.atEnd());
        return new EnableCommand(capabilities);
    }
}
