package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.rialto.directory.Attribute;
import org.rialto.mailbox.voice.CallForwarding;
import org.rialto.mailbox.voice.CallForwarding.Target;
import org.rialto.protocols.um.UmServer;
import org.rialto.telephony.sdp.SessionDescription;
import org.rialto.telephony.sip.CallListener;
import org.rialto.telephony.sip.CallRequest;
import org.rialto.telephony.sip.IncomingCall;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.OutgoingCall;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;

/// Who rings, who is diverted, and what the caller hears of it. RFC 3261 section 16, MS-SIPRE, MS-EUMR,
/// MS-OCEXUM.
class CallRoutingTest extends SipServerBed {
    private static final CallForwarding NONE = new CallForwarding(new Target.Nobody(),
            new Target.Nobody(), new Target.Nobody(), new Target.Nobody(), 1, List.of(),
            List.of());

    private static CallForwarding immediate(String to) {
        return new CallForwarding(Target.parse(to), new Target.Nobody(), new Target.Nobody(),
                new Target.Nobody(), 1, List.of(), List.of());
    }

    @Test
    void aCallGoesThereAndBackAndEnds() throws Exception {
        Phone alice = phone("alice").registered();
        Phone bob = phone("bob").registered();
        OutgoingCall call = alice.call("bob");
        bob.answers();
        alice.hears("180", "answered");
        call.hangUp();
        bob.hears("ended 200");
        alice.hears("ended 200");
        // And from the other side.
        alice.call("5502");
        IncomingCall second = bob.answers();
        alice.hears("180", "answered");
        second.hangUp();
        alice.hears("ended 200");
        await().until(() -> server.dialogs() == 0);
    }

    /// Several times, because an answer that came while others were still being called once left those
    /// ringing.
    @RepeatedTest(6)
    void telephonesRingTogetherAndTheOthersStop() throws Exception {
        Phone alice = phone("alice").registered();
        Phone desk = phone("bob").registered();
        Phone mobile = phone("bob").registered();
        alice.call("bob");
        desk.rings();
        mobile.answers();
        alice.hearsAtLast("answered");
        desk.hears("ended 487");
    }

    @Test
    void aTelephoneThatHasEndedItsConnectionIsCalledWhereItListens() throws Exception {
        Phone alice = phone("alice").registered();
        Phone bob = phone("bob", 200).registered();
        onlyConnectionsAre(1);
        OutgoingCall call = alice.call("bob");
        bob.answers();
        alice.hears("180", "answered");
        // In the call, too.
        await().until(() -> layer.outgoing().active() == 0);
        call.hangUp();
        bob.hears("ended 200");
        alice.hears("ended 200");
    }

    @Test
    void whoCannotBeReachedAnyMoreCostsACallerNoTime() throws Exception {
        Phone alice = phone("alice").registered();
        phone("bob").registered().close();
        onlyConnectionsAre(1);
        forward("bob", _ -> NONE);
        long before = System.nanoTime();
        alice.call("bob");
        alice.hears("ended 480");
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(4));
    }

    @Test
    void aTelephoneThatSleepsMakesOneCallerWaitAndNotTheNext() throws Exception {
        Phone alice = phone("alice").registered();
        Phone bob = phone("bob", 200).registered();
        onlyConnectionsAre(1);
        forward("bob", _ -> NONE);
        int port = bob.layer.listeners().getFirst().address().getPort();
        bob.close();
        alice.call("bob");
        alice.hears("ended 480");
        try (ServerSocket listener = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
            alice.call("bob");
            alice.hears("ended 480");
            clock.by(Duration.ofMinutes(2));
            OutgoingCall call = alice.call("bob");
            listener.setSoTimeout(60_000);
            listener.accept().close();
            call.hangUp();
        }
    }

    @Test
    void theOneWithMoreWeightRingsFirst() throws Exception {
        Phone alice = phone("alice").registered();
        Phone second = phone("bob").registered(";q=0.5");
        Phone first = phone("bob").registered(";q=0.9");
        alice.call("bob");
        IncomingCall ringing = first.rings();
        second.isSilent();
        ringing.reject(486);
        second.answers();
        alice.hearsAtLast("answered");
    }

    @Test
    void aCallerWhoGivesUpEndsTheRinging() throws Exception {
        Phone alice = phone("alice").registered();
        Phone bob = phone("bob").registered();
        OutgoingCall call = alice.call("bob");
        bob.rings();
        alice.hears("180");
        call.hangUp();
        bob.hears("ended 487");
        alice.hears("ended 487");
        voiceMail.isSilent();
    }

    @Test
    void ourOwnUsersShowThatTheyAre() throws Exception {
        Phone bob = phone("bob").registered();
        Phone stranger = phone("alice");
        stranger.callUnproved("bob");
        stranger.hears("ended 407");
        bob.isSilent();
        Phone outside = phone("eve@elsewhere.test");
        outside.callUnproved("bob");
        bob.answers();
        outside.hears("180", "answered");
    }

    @Test
    void whoLeavesAMessageAsOneOfOursShowsIt() throws Exception {
        String bobs = "sip:bob@example.com;opaque=app:voicemail";
        Phone alice = phone("alice");
        alice.callUnproved(bobs);
        alice.hears("ended 407");
        alice.call(bobs);
        voiceMail.answers();
        alice.hearsAtLast("answered");
        Phone eve = phone("eve@elsewhere.test");
        eve.callUnproved(bobs);
        voiceMail.answers();
        eve.hearsAtLast("answered");
    }

    /// What stands for us in other words is ours too; a number is what the network tells of a caller.
    @Test
    void whoSaysToBeOneOfOursByAnAddressInDigitsShowsItToo() throws Exception {
        Phone bob = phone("bob").registered();
        for (String claims : List.of("alice@192.0.2.7", "5501@127.0.0.1", "alice@localhost")) {
            Phone mallory = phone(claims);
            mallory.callUnproved("bob");
            mallory.hears("ended 407");
        }
        bob.isSilent();
        Phone network = phone("+4930111@192.0.2.7");
        network.callUnproved("bob");
        bob.answers();
        network.hears("180", "answered");
    }

    @Test
    void aTelephoneSendsTheCallWhereItsUserMay() throws Exception {
        Phone alice = phone("alice").registered();
        Phone bob = phone("bob").registered();
        Phone carol = phone("carol").registered();
        alice.call("bob");
        bob.rings().redirect(List.of(new NameAddress(SipUri.parse("sip:carol@example.com"))));
        carol.answers();
        alice.hearsAtLast("answered");
        alice.call("bob");
        bob.rings().redirect(List.of(new NameAddress(SipUri.parse("tel:+49301234567"))));
        gateway.answers();
        alice.hearsAtLast("answered");
        // Elsewhere, in a circle, and where its user may not.
        forward("bob", _ -> NONE);
        for (String where : List.of("sip:bob@example.com", "sip:eve@elsewhere.test",
                "tel:+49900123456", "sip:gateway@127.0.0.1")) {
            alice.call("bob");
            bob.rings().redirect(List.of(new NameAddress(SipUri.parse(where))));
            alice.hearsAtLast("ended 480");
        }
        gateway.isSilent();
    }

    @Test
    void whoDeclinesAtOneTelephoneIsNotCalledWhereAnotherSendsTheCall() throws Exception {
        Phone alice = phone("alice").registered();
        Phone desk = phone("bob").registered();
        Phone mobile = phone("bob").registered();
        Phone carol = phone("carol").registered();
        forward("bob", _ -> NONE);
        alice.call("bob");
        IncomingCall declined = mobile.rings();
        desk.rings().redirect(List.of(new NameAddress(SipUri.parse("sip:carol@example.com"))));
        declined.reject(603);
        alice.hearsAtLast("ended 603");
        carol.isSilent();
    }

    @Test
    void onlySoManyStrangersRingAUserAtATime() throws Exception {
        Phone bob = phone("bob").registered();
        forward("bob", _ -> new CallForwarding(new Target.Nobody(), new Target.Nobody(),
                new Target.Nobody(), new Target.Nobody(), 30, List.of(), List.of()));
        Phone eve = phone("eve@elsewhere.test");
        OutgoingCall first = eve.callUnproved("bob");
        bob.rings();
        eve.hears("180");
        eve.callUnproved("bob");
        bob.rings();
        eve.hears("180");
        eve.callUnproved("bob");
        eve.hears("ended 486");
        bob.isSilent();
        // Who is known is not held up by them, and one who goes makes room.
        Phone alice = phone("alice").registered();
        alice.call("bob");
        bob.rings();
        alice.hears("180");
        first.hangUp();
        eve.hears("ended 487");
        bob.hears("ended 487");
        Phone mallory = phone("mallory@elsewhere.test");
        await().until(() -> {
            mallory.callUnproved("bob");
            IncomingCall rings = bob.incoming.poll(1, TimeUnit.SECONDS);
            return rings != null && rings.ring();
        });
    }

    @Test
    void oneStrangerTooManyIsTakenByVoiceMail() throws Exception {
        Phone bob = phone("bob").registered();
        Phone eve = phone("eve@elsewhere.test");
        forward("bob", _ -> new CallForwarding(new Target.Nobody(), new Target.VoiceMail(),
                new Target.Nobody(), new Target.Nobody(), 30, List.of(), List.of()));
        eve.callUnproved("bob");
        bob.rings();
        eve.callUnproved("bob");
        bob.rings();
        eve.hears("180", "180");
        eve.callUnproved("bob");
        assertThat(voiceMail.answers().request().headers().first("Diversion"))
                .contains("bob@example.com").contains("user-busy");
        eve.hearsAtLast("answered");
    }

    /// At the cost of whose forwarding it is.
    @Test
    void onlySoManyStrangersAreForwardedOutsideAtATime() throws Exception {
        Phone eve = phone("eve@elsewhere.test");
        forward("bob", _ -> immediate("+49301234567"));
        OutgoingCall first = eve.callUnproved("bob");
        gateway.rings();
        eve.callUnproved("bob");
        gateway.rings();
        eve.hears("180", "180");
        eve.callUnproved("bob");
        eve.hears("ended 486");
        gateway.isSilent();
        // Who is known is not held up by them, and one who goes makes room.
        phone("alice").registered().call("bob");
        gateway.rings();
        first.hangUp();
        eve.hears("ended 487");
        await().until(() -> {
            eve.callUnproved("bob");
            IncomingCall rings = gateway.incoming.poll(1, TimeUnit.SECONDS);
            return rings != null && rings.ring();
        });
    }

    @Test
    void oneStrangerTooManyIsNotForwardedOutsideWhereTheUserIsBusyOrDoesNotAnswer()
            throws Exception {
        Phone bob = phone("bob").registered();
        Phone eve = phone("eve@elsewhere.test");
        Target outside = new Target.Number("+49301234567");
        forward("bob", _ -> new CallForwarding(NONE.immediate(), outside, outside,
                NONE.unreachable(), 1, List.of(), List.of()));
        eve.callUnproved("bob");
        bob.rings();
        gateway.rings();
        eve.callUnproved("bob");
        bob.rings().reject(486);
        gateway.rings();
        eve.hears("180", "180", "180", "180");
        eve.callUnproved("bob");
        eve.hears("ended 486");
        assertThat(bob.incoming).isEmpty();
        gateway.isSilent();
    }

    @Test
    void nothingIsRelayedForStrangers() throws Exception {
        Phone eve = phone("eve@elsewhere.test");
        eve.callUnproved("sip:+49301234567@example.com");
        eve.hears("ended 403");
        eve.callUnproved("sip:somebody@elsewhere.test");
        eve.hears("ended 403");
        gateway.isSilent();
    }

    @Test
    void usersCallTheNumbersThatThePolicyAllows() throws Exception {
        Phone alice = phone("alice").registered();
        alice.call("sip:03012345678@example.com");
        IncomingCall outside = gateway.answers();
        assertThat(outside.request().uri().user()).isEqualTo("+493012345678");
        assertThat(outside.request().headers().has("Proxy-Authorization")).isFalse();
        alice.hears("180", "answered");
        alice.call("sip:00900123456@example.com");
        alice.hears("ended 403");
    }

    @Test
    void whatNobodyTakesGoesToVoiceMailWithDiversion() throws Exception {
        Phone alice = phone("alice").registered();
        Phone bob = phone("bob").registered();
        alice.call("bob", "Diversion: <sip:carol@example.com>");
        bob.rings();
        SipHeaders headers = voiceMail.answers().request().headers();
        assertThat(headers.all("Diversion"))
                .containsExactly("<sip:bob@example.com>;reason=no-answer");
        bob.hears("ended 487");
        alice.hearsAtLast("answered");
    }

    @Test
    void busyAndUnreachableGoToVoiceMail() throws Exception {
        Phone alice = phone("alice").registered();
        alice.call("bob");
        assertThat(voiceMail.answers().request().headers().first("Diversion"))
                .isEqualTo("<sip:bob@example.com>;reason=unavailable");
        Phone bob = phone("bob").registered();
        alice.call("bob");
        bob.rings().reject(486);
        IncomingCall busy = voiceMail.answers();
        assertThat(busy.request().headers().first("Diversion"))
                .isEqualTo("<sip:bob@example.com>;reason=user-busy");
        assertThat(busy.request().uri().parameter("opaque")).isEqualTo("app:voicemail");
    }

    @Test
    void aCallToOneselfIsSubscriberAccessWithoutDiversion() throws Exception {
        Phone alice = phone("alice").registered();
        alice.call("alice");
        assertThat(voiceMail.answers().request().headers().has("Diversion")).isFalse();
        alice.call("sip:alice@example.com;opaque=app:voicemail");
        assertThat(voiceMail.answers().request().headers().has("Diversion")).isFalse();
        alice.call("sip:bob@example.com;opaque=app:voicemail");
        assertThat(voiceMail.answers().request().headers().first("Diversion"))
                .startsWith("<sip:bob@example.com>");
        alice.call("5000", "Diversion: <sip:bob@example.com>");
        assertThat(voiceMail.answers().request().headers().has("Diversion")).isFalse();
    }

    @Test
    void skipPinIsTakenFromCallersThatNobodyKnows() throws Exception {
        Phone alice = phone("alice").registered();
        String command = "Ms-Exchange-Command: skip-pin";
        // Not asked who she is, so it is not known.
        alice.callUnproved("sip:alice@example.com;opaque=app:voicemail", command);
        assertThat(voiceMail.answers().request().headers().has("Ms-Exchange-Command")).isFalse();
        Phone eve = phone("eve@elsewhere.test");
        eve.callUnproved("sip:alice@example.com;opaque=app:voicemail", command);
        assertThat(voiceMail.answers().request().headers().has("Ms-Exchange-Command")).isFalse();
    }

    /// RFC 3325: the UM server takes for a user whom this server asserts.
    @Test
    void whoHasShownItIsAssertedToTheUmServerAndNobodyElse() throws Exception {
        String lie = "P-Asserted-Identity: <sip:carol@example.com>";
        phone("alice").registered().call("bob", lie);
        assertThat(voiceMail.answers().request().headers().all("P-Asserted-Identity"))
                .containsExactly("<sip:alice@example.com>");
        phone("eve@elsewhere.test").callUnproved("bob", lie);
        assertThat(voiceMail.answers().request().headers().has("P-Asserted-Identity")).isFalse();
        phone("5501@evil.example").callUnproved("bob", lie);
        assertThat(voiceMail.answers().request().headers().has("P-Asserted-Identity")).isFalse();
    }

    /// RFC 3325 sections 5 and 7. The UM server here is as trusted as a proxy.
    @Test
    void whoWithholdsTheIdentityIsAssertedToNoTelephone() throws Exception {
        Phone bob = phone("bob").registered();
        String asserted = "P-Asserted-Identity";
        for (String privacy : List.of("none", "id")) {
            SipHeaders headers = new SipHeaders();
            headers.add(asserted, "<sip:carol@example.com>");
            headers.add("Privacy", privacy);
            NameAddress to = new NameAddress(bob.address());
            OutgoingCall call = um.placeCall(new CallRequest(to.uri(),
                    new SipTarget.InProcess(server), new NameAddress(phone("alice").address()), to,
                    headers, bob.offer(), null), new CallListener() {
                    });
            SipHeaders came = bob.rings().request().headers();
            assertThat(came.has(asserted)).isEqualTo(privacy.equals("none"));
            assertThat(came.first("Privacy")).isEqualTo(privacy);
            call.hangUp();
            bob.hears("ended 487");
        }
    }

    @Test
    void forwardedAtOnceTelephonesDoNotRing() throws Exception {
        Phone alice = phone("alice").registered();
        Phone bob = phone("bob").registered();
        Phone carol = phone("carol").registered();
        forward("bob", _ -> immediate("carol@example.com"));
        alice.call("bob");
        IncomingCall call = carol.answers();
        assertThat(call.request().headers().first("Diversion"))
                .isEqualTo("<sip:bob@example.com>;reason=unconditional");
        bob.isSilent();
        alice.hearsAtLast("answered");
    }

    @Test
    void twoWhoForwardToEachOtherEndTheCall() throws Exception {
        Phone alice = phone("alice").registered();
        forward("bob", _ -> immediate("carol@example.com"));
        forward("carol", _ -> immediate("bob@example.com"));
        alice.call("bob");
        alice.hears("ended 480");
    }

    @Test
    void forwardingOutsideKeepsToThePolicy() throws Exception {
        Phone alice = phone("alice").registered();
        forward("bob", _ -> immediate("+49900123456"));
        alice.call("bob");
        alice.hears("ended 480");
        forward("bob", _ -> immediate("+49301234567"));
        alice.call("bob");
        assertThat(gateway.answers().request().uri().user()).isEqualTo("+49301234567");
    }

    /// Of who calls, and of whose forwarding it is: never of the other one.
    @Test
    void thePolicyIsThatOfTheUser() throws Exception {
        ground.directory.change(edit -> edit.set(ground.user("alice").id(),
                Attribute.UM_ALLOWED_NUMBERS, "+4940*"));
        Phone alice = phone("alice").registered();
        Phone bob = phone("bob").registered();
        alice.call("sip:040123456@example.com");
        assertThat(gateway.answers().request().uri().user()).isEqualTo("+4940123456");
        bob.call("sip:040123456@example.com");
        bob.hears("ended 403");
        forward("bob", _ -> immediate("+4940123456"));
        Phone carol = phone("carol").registered();
        alice.heard.clear();
        alice.call("bob");
        alice.hears("ended 480");
        forward("alice", _ -> immediate("+4940123456"));
        carol.call("alice");
        assertThat(gateway.answers().request().uri().user()).isEqualTo("+4940123456");
        forward("alice", _ -> new CallForwarding(NONE.immediate(), NONE.busy(), NONE.noAnswer(),
                NONE.unreachable(), 2, List.of("+4940123457"), List.of()));
        carol.call("alice");
        assertThat(gateway.answers().request().uri().user()).isEqualTo("+4940123457");
    }

    @Test
    void teamRingsWhenTheUserDoesNotAnswer() throws Exception {
        Phone alice = phone("alice").registered();
        Phone carol = phone("carol").registered();
        forward("bob", before -> new CallForwarding(before.immediate(), before.busy(),
                before.noAnswer(), before.unreachable(), 1, List.of(),
                List.of("carol@example.com")));
        alice.call("bob");
        carol.answers();
        alice.hearsAtLast("answered");
        voiceMail.isSilent();
    }

    /// MS-OCEXUM 3.2: busy, no answer, offline and forward-all each end as themselves.
    @Test
    void withoutDiversionACallEndsAsItself() throws Exception {
        String field = "Ms-Sensitivity: private-no-diversion";
        Phone alice = phone("alice").registered();
        alice.call("bob", field);
        alice.hears("ended 480");
        Phone bob = phone("bob").registered();
        alice.call("bob", field);
        bob.rings().reject(486);
        alice.hearsAtLast("ended 486");
        bob.hears("ended 486");
        alice.call("bob", "Ms-Sensitivity: Normal-No-Diversion");
        bob.rings();
        alice.hearsAtLast("ended 480");
        forward("bob", _ -> immediate("carol@example.com"));
        Phone carol = phone("carol").registered();
        alice.call("bob", field);
        bob.answers();
        alice.hearsAtLast("answered");
        carol.isSilent();
        voiceMail.isSilent();
    }

    /// MS-SIPRE: it is no diversion.
    @Test
    void simultaneousRingIsForkedWithoutDiversionToo() throws Exception {
        Phone alice = phone("alice").registered();
        Phone bob = phone("bob").registered();
        forward("bob", _ -> new CallForwarding(NONE.immediate(), NONE.busy(), NONE.noAnswer(),
                NONE.unreachable(), 2, List.of("+49301234567"), List.of()));
        alice.call("bob", "Ms-Sensitivity: private-no-diversion");
        bob.rings();
        gateway.answers();
        alice.hearsAtLast("answered");
    }

    @Test
    void sensitivityThatIsUnknownOrTwiceIsABadRequest() throws Exception {
        Phone alice = phone("alice").registered();
        alice.call("bob", "Ms-Sensitivity: secret");
        alice.hears("ended 400");
        alice.call("bob", "Ms-Sensitivity: normal", "Ms-Sensitivity: private");
        alice.hears("ended 400");
    }

    /// The UM server believes the SIP server about who asks.
    @Test
    void nobodyWatchesSomebodysMessageWaiting() throws Exception {
        Phone eve = phone("eve@elsewhere.test");
        for (String to : List.of("sip:alice@example.com", "sip:5000@example.com",
                "sip:alice@example.com;opaque=app:voicemail")) {
            SipRequest subscribe = new SipRequest(SipRequest.SUBSCRIBE, SipUri.parse(to));
            subscribe.headers().add("From", "<sip:alice@example.com>;tag=1");
            subscribe.headers().add("To", "<" + to + ">");
            subscribe.headers().add("Call-ID", to);
            subscribe.headers().add("CSeq", "1 SUBSCRIBE");
            subscribe.headers().add("Event", "message-summary");
            assertThat(eve.layer.exchange(subscribe, new SipTarget.NextHop(address)).status())
                    .as(to).isIn(405, 407);
        }
    }

    @Test
    void aRequestOfNoDialogIsNotRelayed() throws Exception {
        Phone eve = phone("eve@elsewhere.test");
        Phone bob = phone("bob").registered();
        eve.callUnproved("bob");
        IncomingCall call = bob.answers();
        eve.hears("180", "answered");
        Objects.requireNonNull(call.dialog());
        SipRequest forged = new SipRequest(
                "INFO", gateway.layer.localUri("+49900123456", false));
        forged.headers().add("From", "<sip:eve@elsewhere.test>;tag=1");
        forged.headers().add("To", "<sip:bob@example.com>;tag=2");
        forged.headers().add("Call-ID", call.callId());
        forged.headers().add("CSeq", "9 INFO");
        forged.headers().add("Route", "<" + address.withParameter("lr", null) + ">");
        assertThat(eve.layer
                .exchange(forged, new SipTarget.NextHop(address)).status())
                .isEqualTo(481);
    }

    /// Alice's voice mail calls her; the 2xx that comes of it.
    private SipResponse called(Phone answers) throws Exception {
        NameAddress alice = new NameAddress(SipUri.parse("sip:alice@example.com"));
        SipHeaders headers = new SipHeaders();
        headers.add("Ms-Sensitivity", "private-no-diversion");
        CompletableFuture<SipResponse> answer = new CompletableFuture<>();
        OutgoingCall call = um.placeCall(new CallRequest(alice.uri(),
                new SipTarget.InProcess(server), alice, alice, headers, answers.offer(), null),
                new CallListener() {
                    @Override
                    public void answered(OutgoingCall placed, SipResponse response,
                            SessionDescription session) {
                        answer.complete(response);
                    }
                });
        answers.answers();
        SipResponse response = answer.get(60, TimeUnit.SECONDS);
        call.hangUp();
        return response;
    }

    /// Those of ours find numbers outside by this server, and the gateway does not.
    @Test
    void theUmServerIsToldWhetherATelephoneOfOursIsAtTheOtherEnd() throws Exception {
        String field = UmServer.TELEPHONE;
        Phone alice = phone("alice");
        alice.callUnproved("5000", field + ": yes");
        assertThat(voiceMail.answers().request().headers().has(field)).isFalse();
        alice.registered().call("5000");
        assertThat(voiceMail.answers().request().headers().has(field)).isTrue();
        // A telephone may call over another connection than its registration's.
        Phone mobile = phone("alice");
        mobile.call("alice");
        assertThat(voiceMail.answers().request().headers().has(field)).isTrue();
        mobile.call("bob");
        assertThat(voiceMail.answers().request().headers().has(field)).isTrue();
        phone("eve@elsewhere.test").callUnproved("bob");
        assertThat(voiceMail.answers().request().headers().has(field)).isFalse();

        assertThat(called(alice).headers().has(field)).isTrue();
        forward("alice", _ -> new CallForwarding(NONE.immediate(), NONE.busy(), NONE.noAnswer(),
                NONE.unreachable(), 30, List.of("+49301234567"), List.of()));
        assertThat(called(gateway).headers().has(field)).isFalse();
    }

    /// MS-EUMR 3.1.5: other UM servers would look into the mailbox of who was called first.
    @Test
    void aCallThatWasForwardedReachesVoiceMailWithOneDiversion() throws Exception {
        forward("carol", _ -> immediate("bob@example.com"));
        phone("alice").registered().call("carol");
        assertThat(voiceMail.answers().request().headers().all("Diversion"))
                .containsExactly("<sip:bob@example.com>;reason=unavailable");
    }

    @Test
    void aCallThatComesBackToItsCallerIsSubscriberAccessWithoutDiversion() throws Exception {
        Phone alice = phone("alice").registered();
        forward("bob", _ -> immediate("alice@example.com"));
        alice.call("bob");
        SipRequest invite = voiceMail.answers().request();
        assertThat(invite.uri().user()).isEqualTo("alice");
        assertThat(invite.headers().has("Diversion")).isFalse();
    }

    /// A UM server's Play-On-Phone goes from the user to the user.
    @Test
    void aCallToOneselfWithoutDiversionRingsTheTelephones() throws Exception {
        Phone alice = phone("alice").registered();
        alice.call("alice", "Ms-Sensitivity: private-no-diversion");
        alice.answers();
        voiceMail.isSilent();
    }
}
