package org.rialto.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.mapi.MailError;

final class FilterTest {
    private static final DirectoryObject ALEX = new DirectoryObject.User(
            new Entry(7, ObjectKind.USER, new UUID(0, 7),
                    new Domain(1, "contoso.com", "contoso.com", "CONTOSO", OptionalLong.empty(),
                            true),
                    "alex", "Alex Smith", "/o=Rialto/cn=alex",
                    SmtpAddress.parse("alex@contoso.com"),
                    List.of(SmtpAddress.parse("asmith@contoso.com")),
                    Map.of(Attribute.DEPARTMENT, "Test (lab) *1", Attribute.TITLE, "Manager",
                            Attribute.CAPACITY, "10"),
                    0),
            new UUID(0, 8), OptionalLong.empty());

    @ParameterizedTest
    @ValueSource(strings = {"(name=alex)", "(cn=ALEX)", "(displayName=alex smith)", "(kind=user)",
            "(objectClass=user)", "(title=*)", "(title=Man*)", "(title=*GER)", "(title=*ana*)",
            "(title=m*n*g*r)", "(&(kind=user)(title=manager))", "(|(kind=room)(title=manager))",
            "(!(title=boss))", "(&)", "(proxyAddresses=asmith@*)", "(capacity>=9)",
            "(capacity<=10)", "(title~=manager)", "(department=test \\28lab\\29 \\2a1)",
            "(domain=contoso.com)", "(mail=*@contoso.com)", "(!(company=*))"})
    void matches(String filter) { assertThat(Filter.parse(filter).matches(ALEX)).isTrue(); }

    @ParameterizedTest
    @ValueSource(strings = {"(name=ale)", "(|)", "(title=x*)", "(title=*m)", "(title=manager*r)",
            "(capacity>=11)", "(company=x)", "(company>=a)", "(&(kind=user)(title=boss))"})
    void doesNotMatch(String filter) { assertThat(Filter.parse(filter).matches(ALEX)).isFalse(); }

    @ParameterizedTest
    @ValueSource(strings = {"", "name=alex", "(name=alex", "(name=alex))", "(name)", "(=x)",
            "(nosuch=x)", "(&(name=a)", "(name=a\\2)", "(name=a\\zz)", "(name=a(b)", "(!)",
            "(capacity>=1*)", "()", "(name=alex)x"})
    void refusesBrokenFilters(String filter) {
        assertThatThrownBy(() -> Filter.parse(filter)).isInstanceOf(MailError.Invalid.class);
    }

    @Test
    void refusesEndlessNesting() {
        assertThatThrownBy(() -> Filter.parse("(!".repeat(1000) + "(name=a)" + ")".repeat(1000)))
                .isInstanceOf(MailError.Invalid.class).hasMessageContaining("nested");
    }
}
