package org.rialto.protocols.rops.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RopIdTest {
    @Test
    void everyOperationOfTheDocumentIsThereAndNoOther() throws IOException {
        List<String> document = Files.readAllLines(Path.of("src/test/resources/rops.tsv")).stream()
                .filter(line -> line.startsWith("0x")).map(line -> line.split("\t"))
                .map(row -> row[0] + " " + row[1]).toList();
        List<String> ours = IntStream.range(0, 256).mapToObj(RopId::of)
                .filter(id -> id != null)
                .map(id -> String.format("0x%02X %s", id.code(), id)).toList();
        assertThat(ours).isEqualTo(document).hasSize(132);
    }
}
