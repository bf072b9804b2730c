package org.rialto.directory.provision;

import java.util.List;
import java.util.stream.Collectors;

import org.rialto.directory.provision.StoreProvisioning.Change;

/// What provisioning did, one line for each thing the file lists, in its order.
public record ProvisioningReport(List<Line> lines) {
    /// @param what kind and name, `user alex@contoso.com`
    /// @param keys what was updated
    public record Line(Change change, String what, List<String> keys) {
        @Override
        public String toString() {
            String verb = switch (change) {
                case CREATED -> "created ";
                case UPDATED -> "updated ";
                case UNCHANGED -> "unchanged ";
            };
            return verb + what + (keys.isEmpty() ? "" : ": " + String.join(", ", keys));
        }
    }

    public ProvisioningReport { lines = List.copyOf(lines); }

    public long count(Change change) {
        return lines.stream().filter(line -> line.change() == change).count();
    }

    /// The changes, and a last line that sums up.
    @Override
    public String toString() {
        return lines.stream().filter(line -> line.change() != Change.UNCHANGED)
                .map(line -> line + "\n").collect(Collectors.joining())
                + count(Change.CREATED) + " created, " + count(Change.UPDATED) + " updated, "
                + count(Change.UNCHANGED) + " unchanged";
    }
}
