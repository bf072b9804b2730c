package org.rialto.acceptance;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The directions between rooms, as ARCHITECTURE.md draws them: who may use whom. A new room is a
/// line here.
class RoomsTest {
    private static final String ROOT = "org.rialto.";
    private static final Set<String> PROTOCOLS = Set.of("smtp", "imap", "pop3", "protocols.rops",
            "protocols.nspi", "autodiscover", "mapihttp", "protocols.ews", "protocols.um");
    private static final Map<String, Set<String>> MAY_USE = new HashMap<>();

    static {
        MAY_USE.put("base", Set.of());
        MAY_USE.put("mapi", Set.of("base"));
        MAY_USE.put("formats", Set.of("base", "mapi"));
        MAY_USE.put("database", Set.of("base", "mapi"));
        MAY_USE.put("directory", Set.of("base", "mapi", "database"));
        MAY_USE.put("store", Set.of("base", "mapi", "database"));
        MAY_USE.put("items", Set.of("base", "mapi", "formats", "store"));
        MAY_USE.put("extraction", Set.of());
        MAY_USE.put("mailbox",
                Set.of("extraction", "base", "mapi", "formats", "store", "items", "directory",
                        "database"));
        MAY_USE.put("transport", Set.of("base", "mapi", "formats", "store", "items", "directory",
                "mailbox", "database"));
        MAY_USE.put("http", Set.of("base", "mapi", "directory"));
        MAY_USE.put("telephony", Set.of("base"));
        MAY_USE.put("speech", Set.of("base"));
        for (String protocol : PROTOCOLS) {
            MAY_USE.put(protocol, Set.of("base", "mapi", "formats", "store", "items", "directory",
                    "mailbox", "transport", "http"));
        }
        // An engine of the directory alone.
        MAY_USE.put("protocols.nspi", Set.of("base", "mapi", "directory"));
        // The one exception: it carries remote operations and the address book.
        MAY_USE.put("mapihttp", Set.of("base", "mapi", "directory", "mailbox", "http",
                "protocols.rops", "protocols.nspi"));
        // They speak to telephones.
        MAY_USE.put("protocols.um", Set.of("base", "mapi", "formats", "store", "items", "directory",
                "mailbox", "transport", "telephony", "speech"));
        // For tests and benchmarks; of protocols only what goes over the wire, see below.
        MAY_USE.put("client",
                Set.of("base", "mapi", "protocols.rops", "protocols.nspi", "mapihttp"));
        MAY_USE.put("acceptance", Set.of("base", "mapi", "protocols.rops", "client", "telephony",
                "speech"));
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.rialto");

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT))
            return "";
        int start = name.startsWith(ROOT + "protocols.")
                ? (ROOT + "protocols.").length()
                : ROOT.length();
        int end = name.indexOf('.', start);
        return end < 0 ? name.substring(ROOT.length()) : name.substring(ROOT.length(), end);
    }

    @Test
    void roomsUseOnlyWhatIsBelowThem() {
        Set<String> wrong = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = room(type);
            if (from.equals("server"))
                continue;
            seen.add(from);
            Set<String> allowed = MAY_USE.get(from);
            if (allowed == null) {
                wrong.add("room " + from + " is not in the list of this test");
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = room(dependency.getTargetClass());
                if (!to.isEmpty() && !to.equals(from) && !allowed.contains(to)) {
                    wrong.add(from + " uses " + to + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(seen).containsAll(MAY_USE.keySet());
        assertThat(wrong).isEmpty();
    }

    /// A protocol sees folders and messages (the store's values) but opens nothing itself: what
    /// opens a store or a database is the mailbox room's and the server's business.
    @Test
    void protocolsOpenNeitherStoreNorDatabase() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (!PROTOCOLS.contains(room(type)))
                continue;
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getName();
                if (target.equals("org.rialto.store.Store")
                        || target.startsWith("org.rialto.database.")
                        || target.startsWith("java.sql.")) {
                    wrong.add(dependency.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// A client that shared code with the server would find nothing wrong with it.
    @Test
    void theClientSharesOnlyWhatGoesOverTheWire() {
        Set<String> values = Set.of("org.rialto.protocols.nspi.Stat",
                "org.rialto.protocols.nspi.Answers$RowSet");
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (!room(type).equals("client"))
                continue;
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                if (Set.of("protocols.rops", "protocols.nspi", "mapihttp")
                        .contains(room(dependency.getTargetClass()))
                        && !values.contains(dependency.getTargetClass().getName())
                        && !target.startsWith("org.rialto.protocols.rops.wire")
                        && !target.equals("org.rialto.mapihttp.wire")) {
                    wrong.add(dependency.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void roomsHaveNoCircles() {
        slices().matching("org.rialto.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
