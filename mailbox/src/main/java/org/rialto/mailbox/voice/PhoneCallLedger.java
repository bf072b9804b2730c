package org.rialto.mailbox.voice;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;

/// The calls that were made for users, by ids that nobody guesses and that say nothing to anybody but
/// the user. A call that is over is remembered for a while, so that who asked for it learns how it
/// ended. Safe for any number of threads.
public final class PhoneCallLedger {
    private static final int ID_BYTES = 18;
    private static final int MOST_REMEMBERED_OF_USER = 20;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final int mostCalls;
    private final int mostCallsOfUser;
    private final Clock clock;

    /// @param mostCalls under way, of all users, and remembered
    /// @param mostCallsOfUser under way at a time
    public PhoneCallLedger(int mostCalls, int mostCallsOfUser, Clock clock) {
        this.mostCalls = mostCalls;
        this.mostCallsOfUser = mostCallsOfUser;
        this.clock = clock;
    }

    /// One call. Who makes it says how it goes.
    public final class Call {
        private final String id;
        private final UUID user;
        private final Runnable hangUp;
        private volatile PhoneCallInformation information = PhoneCallInformation.IDLE;
        private volatile @Nullable Instant ended;

        private Call(String id, UUID user, Runnable hangUp) {
            this.id = id;
            this.user = user;
            this.hangUp = hangUp;
        }

        public String id() { return id; }

        public PhoneCallInformation information() { return information; }

        /// What has been learned. After it has been disconnected, nothing changes any more.
        public synchronized void update(PhoneCallInformation now) {
            if (ended != null)
                return;
            information = now;
            if (now.state() == PhoneCallState.DISCONNECTED)
                ended = clock.instant();
        }

        private Instant endedAt() {
            Instant end = ended;
            return end == null ? Instant.MAX : end;
        }

        private boolean isOver() { return ended != null; }
    }

    /// Begins a call.
    ///
    /// @param userGuid whose it is
    /// @param hangUp ends it; may be run at any time, from any thread
    /// @throws MailError.Unavailable when there are too many
    public synchronized Call begin(UUID userGuid, Runnable hangUp) {
        forget();
        long own = calls.values().stream()
                .filter(call -> !call.isOver() && call.user.equals(userGuid)).count();
        if (own >= mostCallsOfUser)
            throw new MailError.Unavailable("too many calls at once for this user");
        if (active() >= mostCalls)
            throw new MailError.Unavailable("too many calls at once");
        makeRoom(userGuid);
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        Call call = new Call(Base64.getUrlEncoder().encodeToString(bytes), userGuid, hangUp);
        calls.put(call.id, call);
        return call;
    }

    /// Of what is over the oldest are forgotten: first those of the user, then anybody's.
    private void makeRoom(UUID userGuid) {
        List<Call> over = calls.values().stream().filter(Call::isOver)
                .sorted(Comparator.comparing(Call::endedAt)).toList();
        List<Call> own = over.stream().filter(call -> call.user.equals(userGuid)).toList();
        own.stream().limit(Math.max(0, own.size() - MOST_REMEMBERED_OF_USER + 1))
                .forEach(call -> calls.remove(call.id));
        over.stream().limit(Math.max(0, calls.size() - mostCalls + 1))
                .forEach(call -> calls.remove(call.id));
    }

    private void forget() {
        Instant before = clock.instant().minus(REMEMBERED);
        calls.values().removeIf(call -> {
            Instant end = call.ended;
            return end != null && end.isBefore(before);
        });
    }

    /// @throws MailError.NotFound no such call of this user
    public PhoneCallInformation information(UUID userGuid, String callId) {
        return find(userGuid, callId).information();
    }

    /// @throws MailError.NotFound no such call of this user
    public void disconnect(UUID userGuid, String callId) {
        Call call = find(userGuid, callId);
        if (!call.isOver())
            call.hangUp.run();
    }

    private Call find(UUID userGuid, String callId) {
        Call call = calls.get(callId);
        if (call == null || !call.user.equals(userGuid))
            throw new MailError.NotFound("there is no such call");
        return call;
    }

    /// Calls under way.
    public int active() {
        return (int) calls.values().stream().filter(call -> !call.isOver()).count();
    }
}
