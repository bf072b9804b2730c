package org.rialto.formats.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectAndIdTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
            "hello|hello|false", "Re: hello|hello|true", "RE:re: Fwd: hello|hello|true",
            "[list] hello|hello|false", "[list] Re: [list] hello|hello|true",
            "Re[2]: hello|hello|true", "hello (fwd)|hello|true", "hello (FWD) (fwd) |hello|true",
            "[fwd: hello]|hello|true", "[fwd: Re: [x] hello]|hello|true", "[blob]|[blob]|false",
            "  a   b  |a b|false", "Fw: a|a|true", "Regards|Regards|false",
            "Re [x] : a|a|true", "Re: [fwd: a] b|b|true"})
    void baseSubjects(String subject, String base, boolean reply) {
        BaseSubject of = BaseSubject.of(subject);
        assertThat(of.base()).isEqualTo(base);
        assertThat(of.isReplyOrForward()).isEqualTo(reply);
    }

    @Test
    void identifiersAreFoundInWhateverStandsBetween() {
        assertThat(MessageIds.parse("<a@b> <c@d>\t<e@f>")).containsExactly("<a@b>", "<c@d>",
                "<e@f>");
        assertThat(MessageIds.parse("Your message of Monday <a@b> (comment)"))
                .containsExactly("<a@b>");
        assertThat(MessageIds.parse("<\"01KF8JCEOCBS0045PS\"@xxx.yyy.com>"))
                .containsExactly("<01KF8JCEOCBS0045PS@xxx.yyy.com>");
        assertThat(MessageIds.parse("<a @ b>")).containsExactly("<a@b>");
        assertThat(MessageIds.parse("bare@id")).containsExactly("<bare@id>");
        assertThat(MessageIds.parse("<broken <a@b>")).containsExactly("<a@b>");
        assertThat(MessageIds.parse("<>")).isEmpty();
        assertThat(MessageIds.parse(null)).isEmpty();
        assertThat(MessageIds.first("x")).isNull();
    }
}
