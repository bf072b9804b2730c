package org.rialto.directory.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinPolicyTest {
    private static final List<String> OWN = List.of("5501", "14255550101");

    @ParameterizedTest
    @ValueSource(strings = {"123456", "654321", "890123", "210987", "111111", "121212", "550155",
            "550101", "12345", "1234567890123456789012345", "12a456", "", "１２３４５６"})
    void refusesWhatIsGuessedFirst(String pin) {
        assertThat(PinPolicy.STANDARD.problem(pin, OWN)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"135790", "112233", "482059", "999998", "048205917364048205917364"})
    void takesOthers(String pin) { assertThat(PinPolicy.STANDARD.problem(pin, OWN)).isEmpty(); }
}
