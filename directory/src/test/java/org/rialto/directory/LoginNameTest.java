package org.rialto.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.mapi.MailError;

final class LoginNameTest {
    @ParameterizedTest
    @CsvSource({"alex@contoso.com,alex,contoso.com", "CONTOSO\\alex,alex,CONTOSO",
            "contoso.com\\alex,alex,contoso.com", "CONTOSO\\alex@x,alex@x,CONTOSO",
            "a@b@contoso.com,a@b,contoso.com"})
    void readsTheQualifier(String text, String user, String qualifier) {
        assertThat(LoginName.parse(text)).isEqualTo(new LoginName(user, Optional.of(qualifier)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alex", " alex ", "\\alex", "alex@"})
    void readsANameWithoutQualifier(String text) {
        assertThat(LoginName.parse(text)).isEqualTo(new LoginName("alex", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "@contoso.com", "CONTOSO\\", "a\u0000b", "a\nb"})
    void refusesNamesThatNameNobody(String text) {
        assertThatThrownBy(() -> LoginName.parse(text)).isInstanceOf(MailError.Invalid.class);
    }
}
