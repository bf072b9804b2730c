package org.rialto.protocols.um.attendant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rialto.protocols.um.line.Sound;

/// What an administrator has callers told: words, or a sound file, or nothing.
public sealed interface Announcement {
    record Nothing() implements Announcement {}

    record Words(String text) implements Announcement {}

    record SoundFile(Path file) implements Announcement {}

    /// What is said; empty for nothing.
    default List<Sound> sounds() {
        return switch (this) {
            case Nothing _ -> List.of();
            case Words(String text) -> List.of(Sound.text(text));
            case SoundFile(Path file) -> List.of(new Sound.Recording(
                    () -> Files.newInputStream(file)));
        };
    }
}
