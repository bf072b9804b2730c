package org.rialto.mailbox.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.MailError;

class PhoneCallLedgerTest {
    private static final UUID ALICE = UUID.randomUUID();
    private static final UUID BOB = UUID.randomUUID();
    private static final PhoneCallInformation BUSY = new PhoneCallInformation(
            PhoneCallState.DISCONNECTED, ConnectionFailureCause.USER_BUSY, 486, "Busy Here");

    private final PhoneCallLedger ledger = new PhoneCallLedger(3, 2, Clock.systemUTC());
    private final AtomicInteger hungUp = new AtomicInteger();

    @Test
    void tellsTheUserAndNobodyElse() {
        PhoneCallLedger.Call call = ledger.begin(ALICE, hungUp::incrementAndGet);
        assertThat(call.id()).hasSizeGreaterThan(20);
        assertThat(ledger.information(ALICE, call.id())).isEqualTo(PhoneCallInformation.IDLE);
        assertThatThrownBy(() -> ledger.information(BOB, call.id()))
                .isInstanceOf(MailError.NotFound.class);
        assertThatThrownBy(() -> ledger.disconnect(BOB, call.id()))
                .isInstanceOf(MailError.NotFound.class);
        assertThat(hungUp).hasValue(0);
        ledger.disconnect(ALICE, call.id());
        assertThat(hungUp).hasValue(1);
    }

    @Test
    void whatIsOverStaysAsItEnded() {
        PhoneCallLedger.Call call = ledger.begin(ALICE, hungUp::incrementAndGet);
        call.update(BUSY);
        call.update(PhoneCallInformation.IDLE.withState(PhoneCallState.CONNECTED));
        assertThat(ledger.information(ALICE, call.id())).isEqualTo(BUSY);
        ledger.disconnect(ALICE, call.id());
        assertThat(hungUp).hasValue(0);
        assertThat(ledger.active()).isZero();
    }

    @Test
    void takesNoMoreCallsThanItMay() {
        ledger.begin(ALICE, () -> {}).update(BUSY);
        ledger.begin(ALICE, () -> {});
        ledger.begin(ALICE, () -> {});
        assertThatThrownBy(() -> ledger.begin(ALICE, () -> {}))
                .isInstanceOf(MailError.Unavailable.class);
        ledger.begin(BOB, () -> {});
        assertThatThrownBy(() -> ledger.begin(BOB, () -> {}))
                .isInstanceOf(MailError.Unavailable.class);
    }

    @Test
    void whatIsOverTakesNoPlaceOfAnybodyAndTheOldestIsForgottenFirst() {
        PhoneCallLedger many = new PhoneCallLedger(1_000, 2, Clock.systemUTC());
        PhoneCallLedger.Call bobs = many.begin(BOB, () -> {});
        bobs.update(BUSY);
        PhoneCallLedger.Call first = many.begin(ALICE, () -> {});
        first.update(BUSY);
        PhoneCallLedger.Call last = first;
        for (int i = 0; i < 3_000; i++) {
            last = many.begin(ALICE, () -> {});
            last.update(BUSY);
        }
        assertThat(many.information(BOB, bobs.id())).isEqualTo(BUSY);
        assertThat(many.information(ALICE, last.id())).isEqualTo(BUSY);
        assertThatThrownBy(() -> many.information(ALICE, first.id()))
                .isInstanceOf(MailError.NotFound.class);
        for (int i = 0; i < 6; i++)
            ledger.begin(ALICE, () -> {}).update(BUSY);
        ledger.begin(BOB, () -> {});
    }
}
