package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.ChildProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.database.ChildProcess;

/// A full disk refuses mail clearly, loses none that was acknowledged, and is over when there is
/// room again. On a small filesystem of its own, in a mount namespace (Linux).
class DiskFullTest {
    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {2_000, 100_000, 2_000_000})
    void refusesClearlyAndGoesOnWhenThereIsRoom(int messageBytes) throws Exception {
        String script = "mount -t tmpfs -o size=24m tmpfs \"$0\" && exec \"$@\"";
        List<String> command = new ArrayList<>(
                List.of("unshare", "-rm", "sh", "-c", script, directory.toString()));
        boolean possible = run(plus(command, List.of("true"))).equals("0 ");
        if (!possible) {
            System.out.println("DiskFullTest is not run: it needs 'unshare -rm' to mount a tmpfs");
        }
        assumeTrue(possible, "needs 'unshare -rm' to mount a tmpfs");
        String outcome = run(plus(command, ChildProcess.command(DiskFullWriter.class,
                List.of(directory.toString(), Integer.toString(messageBytes)))));
        assertThat(outcome).startsWith("0 ").contains("ok: ");
    }

    private static List<String> plus(List<String> first, List<String> rest) {
        List<String> all = new ArrayList<>(first);
        all.addAll(rest);
        return all;
    }

    /// The exit status and what was printed.
    private static String run(List<String> command) throws InterruptedException {
        try {
            Process child = ChildProcess.start(command);
            String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return child.exitValue() + " " + out;
        } catch (IOException e) {
            return "not started: " + e.getMessage();
        }
    }
}
