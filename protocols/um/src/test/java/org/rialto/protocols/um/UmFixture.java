package org.rialto.protocols.um;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.Attribute;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.protocols.um.call.MediaAddress;
import org.rialto.protocols.um.call.Voice;
import org.rialto.protocols.um.dialplan.DialPlan;
import org.rialto.protocols.um.dialplan.DialPolicy;
import org.rialto.protocols.um.answering.Caller;
import org.rialto.protocols.um.intake.Intake;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Sound;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.NewMailbox;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.media.MediaEngine;
import org.rialto.telephony.media.MediaSettings;
import org.rialto.telephony.media.PortRange;
import org.rialto.telephony.sdp.LocalAudio;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;

/// A UM server on the loopback whose conversations only say that they began, and wait for the end.
final class UmFixture implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static int nextPort = 26_000 + (int) (ProcessHandle.current().pid() % 200) * 20;

    final Database database;
    final Store store;
    final Directory directory;
    final VoiceMailboxes mailboxes;
    final SipLayer layer;
    final MediaEngine engine;
    final Subscribers subscribers;
    final UmServer server;
    final MessageWaitingServer lamps;
    /// What was talked about, as a sentence.
    final BlockingQueue<String> talks = new LinkedBlockingQueue<>();
    final Talks conversations = new Talks();

    final class Talks implements Conversations {
        /// Where the call is sent at once; null for nowhere.
        volatile @Nullable String transfers;
        volatile String origin = "";

        private void on(Line line, String what) throws HungUpException {
            origin = line.origin();
            talks.add(what);
            String wanted = transfers;
            if (wanted != null && line.transfer(wanted))
                return;
            line.say(new Listening(1, false, 60_000, 1_000, true, Set.of()),
                    List.of(new Sound.Beep()));
        }

        @Override
        public void answer(Line line, Intake.Answer call) throws IOException, HungUpException {
            on(line, "answers for " + call.called().address());
        }

        @Override
        public void subscriber(Line line, DirectoryObject.@Nullable User user, boolean skipPin)
                throws HungUpException {
            on(line, (user == null ? "somebody" : user.address()) + (skipPin
                    ? " is let in"
                    : " is asked for the PIN"));
        }

        @Override
        public void attend(Line line, String name, Caller caller) throws HungUpException {
            on(line, name + " attends " + caller.id());
        }

        @Override
        public void play(Line line, DirectoryObject.User user, PhoneCalls.What what)
                throws HungUpException {
            on(line, "plays for " + user.address());
        }
    }

    /// Says nothing.
    static final class Mute implements Voice {
        @Override
        public Pcm speak(String words) { return new Pcm(new short[0], Pcm.TELEPHONE_RATE); }

        @Override
        public Optional<String> recognise(Pcm said, Set<String> phrases) {
            return Optional.empty();
        }
    }

    /// @param gateway for calls that are placed; null for none
    /// @param fax where faxes are sent; null for nowhere
    UmFixture(Path folder, int mostCalls, @Nullable SipUri gateway, @Nullable SipUri fax)
            throws IOException {
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("d.db")));
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        directory.change(edit -> {
            Domain domain = edit.domains().add("contoso.com");
            int extension = 5501;
            for (String name : new String[]{"alice", "bob"}) {
                long id = edit.addUser(domain, name).id();
                edit.set(id, Attribute.UM_EXTENSION, String.valueOf(extension++));
            }
            return 0;
        });
        for (String name : new String[]{"alice", "bob"}) {
            store.createMailbox(new NewMailbox(user(name).mailboxGuid(), MailboxKind.PRIVATE,
                    name, new MailboxInfo.Quota(0, 0, 0, 0)));
        }
        mailboxes = new VoiceMailboxes(store, new Mailboxes(store));
        layer = new SipLayer(new SipSettings(List.of(new SipSettings.Listen("sip",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false)), "127.0.0.1",
                null, SipTrust.NOBODY));
        engine = MediaEngine.start(new MediaSettings(InetAddress.getLoopbackAddress(), ports(),
                LONG, LONG, Duration.ofSeconds(5)));
        DialPlan plan = new DialPlan(4, "49", "0", "00", "", Set.of("5000"),
                Set.of("contoso.com"));
        subscribers = new Subscribers(directory, plan, "um.contoso.com");
        UmConfiguration configuration = new UmConfiguration(folder, "um.contoso.com", plan,
                new DialPolicy(true, List.of("+4930*")), Map.of("reception", Set.of("5900")), "",
                gateway, fax, new MediaAddress(InetAddress.getLoopbackAddress()),
                LocalAudio.Srtp.ALLOWED, mostCalls, 0, 2, Duration.ofMinutes(5),
                Duration.ofSeconds(6), true);
        server = new UmServer(configuration, subscribers, layer, engine, conversations,
                new Mute(), Clock.systemUTC());
        lamps = new MessageWaitingServer(subscribers, mailboxes);
        server.messageWaiting(lamps);
        layer.start();
    }

    private static synchronized PortRange ports() {
        nextPort += 40;
        return new PortRange(nextPort, nextPort + 39);
    }

    DirectoryObject.User user(String name) { return (DirectoryObject.User) directory.named(name); }

    int port() { return layer.listeners().getFirst().address().getPort(); }

    /// The next conversation that begins.
    String talk() throws InterruptedException {
        String talk = talks.poll(LONG.toMillis(), TimeUnit.MILLISECONDS);
        return talk == null ? "nothing" : talk;
    }

    @Override
    public void close() throws InterruptedException {
        server.drain(Duration.ZERO);
        layer.close();
        engine.close();
        mailboxes.close();
        store.close();
        database.close();
    }
}
