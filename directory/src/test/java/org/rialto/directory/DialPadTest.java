package org.rialto.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialPadTest {
    @ParameterizedTest
    @CsvSource({"abcdefghijklmnopqrstuvwxyz,22233344455566677778889999", "Jörg,5674",
            "Weiß,934" + "77", "Øresund 7,6737863" + "7", "Æther,2" + "38437", "李,''",
            "o'Neil,66345"})
    void spellsNames(String name, String keys) { assertThat(DialPad.digits(name)).isEqualTo(keys); }
}
