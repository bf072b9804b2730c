package org.rialto.directory.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.DirectoryEdit;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.Link;
import org.rialto.directory.password.AppPasswordText;
import org.rialto.directory.password.Credential;
import org.rialto.mapi.MailError;

/// What becomes of a session when the directory changes under it.
final class LoginTest {
    private final Contoso contoso;
    private final Authenticator authenticator;

    LoginTest(@TempDir Path folder) {
        contoso = new Contoso(folder);
        authenticator = contoso.authenticator(Optional.empty());
    }

    @AfterEach
    void close() { contoso.close(); }

    private Login login(String name, String password, String actAs) {
        return ((Outcome.Granted) authenticator.password(name, password, actAs, Contoso.INSIDE))
                .login();
    }

    private Login login(String name) { return login(name, Contoso.PASSWORD, ""); }

    private interface Edit {
        void apply(DirectoryEdit edit) throws java.sql.SQLException;
    }

    private void change(Edit change) {
        contoso.directory.change(edit -> {
            change.apply(edit);
            return true;
        });
    }

    private static void assertOver(Login login, String why, boolean credentialVoid) {
        assertThatThrownBy(login::actor).isInstanceOfSatisfying(MailError.LoggedOut.class, e -> {
            assertThat(e).hasMessage(why);
            assertThat(e.isCredentialVoid()).isEqualTo(credentialVoid);
        });
    }

    @Test
    void theActorFollowsItsGroups() {
        Login login = login("alex");
        assertThat(login.actor().groupGuids()).isEmpty();
        DirectoryObject.Group team = contoso.directory.change(edit -> {
            DirectoryObject.Group group = edit.addGroup(edit.named("alex").entry().domain(),
                    "team");
            edit.addLink(group.id(), Link.MEMBER, edit.named("alex").id());
            return group;
        });
        assertThat(login.actor().groupGuids()).containsExactly(team.guid());
        change(edit -> edit.removeLink(team.id(), Link.MEMBER, edit.named("alex").id()));
        assertThat(login.actor().groupGuids()).isEmpty();
    }

    @Test
    void changesOfOthersLeaveTheSameActor() {
        Login login = login("alex");
        var before = login.actor();
        change(edit -> edit.set(edit.named("admin").id(), Flag.LISTED, false));
        assertThat(login.actor()).isSameAs(before);
    }

    @Test
    void disablingOrRemovingAnAccountEndsItsSessionsForGood() {
        Login disabled = login("alex");
        change(edit -> edit.set(edit.named("alex").id(), Flag.LOGIN, false));
        assertOver(disabled, "the account was disabled", false);
        change(edit -> edit.set(edit.named("alex").id(), Flag.LOGIN, true));
        assertOver(disabled, "the account was disabled", false);

        Login protocol = login("alex");
        change(edit -> edit.set(edit.named("alex").id(), Flag.IMAP, false));
        assertOver(protocol, "the account may not use this protocol any more", false);
        change(edit -> edit.set(edit.named("alex").id(), Flag.IMAP, true));

        Login removed = login("alex");
        change(edit -> edit.remove(edit.named("alex").id()));
        assertOver(removed, "the account was removed", false);
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOldOneOnly() {
        byte[] digest = AppPasswordText.digest("abcd-efgh");
        change(edit -> edit.addAppPassword(edit.named("alex").id(), "phone", digest));
        Login old = login("alex");
        Login phone = login("alex", "abcd-efgh", "");
        Credential credential = contoso.hasher.credential("another word 1");
        contoso.setPassword("alex", credential);
        assertOver(old, "the password was changed or withdrawn", true);
        assertThat(phone.actor().name()).isEqualTo("alex@contoso.com");
        assertThat(login("alex", "another word 1", "").actor().name())
                .isEqualTo("alex@contoso.com");
        long id = contoso.directory.loginRecord(contoso.id("alex")).orElseThrow().appPasswords()
                .getFirst().id();
        change(edit -> edit.removeAppPassword(edit.named("alex").id(), id));
        assertOver(phone, "the password was changed or withdrawn", true);
    }

    @Test
    void sessionsMayOutliveAPasswordWhenSoConfiguredButNotItsRemoval() {
        Authenticator lenient = new Authenticator(contoso.directory, contoso.hasher,
                new Authenticator.Settings(EnumSet.allOf(Mechanism.class), Duration.ZERO,
                        GuessThrottle.Settings.DEFAULT, false),
                Optional.empty());
        Login login = ((Outcome.Granted) lenient.password("alex", Contoso.PASSWORD, "",
                Contoso.INSIDE)).login();
        contoso.setPassword("alex", contoso.hasher.credential("another word 1"));
        assertThat(login.actor().name()).isEqualTo("alex@contoso.com");
        change(edit -> edit.removeCredential(edit.named("alex").id(),
                CredentialPurpose.PASSWORD));
        assertOver(login, "the password was changed or withdrawn", true);
    }

    @Test
    void withdrawingImpersonationEndsWhoActsAsAnother() {
        Login login = login("admin", Contoso.PASSWORD, "alex");
        assertThat(login.actor().label()).isEqualTo("alex@contoso.com (by admin@contoso.com)");
        change(edit -> edit.set(edit.named("admin").id(), Flag.IMPERSONATE, false));
        assertOver(login, "the right to act as that user was withdrawn", false);
    }

    @Test
    void tellsWhoWaitsAndNobodyWhoHasLeft() throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Login waiting = login("alex");
        waiting.whenEnded(error -> told.add("waiting: " + error.getMessage()));
        Login left = login("alex");
        left.whenEnded(error -> told.add("left"));
        left.close();
        Login other = login("admin");
        other.whenEnded(error -> told.add("other"));
        change(edit -> edit.set(edit.named("alex").id(), Flag.LOGIN, false));
        assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo("waiting: the account was disabled");
        Login late = other;
        change(edit -> edit.set(edit.named("admin").id(), Flag.LOGIN, false));
        assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo("other");
        // An end that came before somebody listened is told too.
        late.whenEnded(error -> told.add("late"));
        assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo("late");
        assertThat(told).isEmpty();
    }
}
