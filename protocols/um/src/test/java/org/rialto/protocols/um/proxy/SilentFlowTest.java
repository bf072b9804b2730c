package org.rialto.protocols.um.proxy;

import org.junit.jupiter.api.Test;
import org.rialto.telephony.sip.SipSettings;

/// Connections that nothing comes over for longer than others may be silent.
class SilentFlowTest extends SipServerBed {
    @Override
    protected SipSettings settings() {
        return super.settings().with(
                new SipSettings.Capacity(1_000, 100, 0, 0, 300, 1_000, 5_000));
    }

    @Test
    void whatATelephoneHasRegisteredOverIsNotCutForItsSilence() throws Exception {
        Phone alice = phone("alice").registered();
        Thread.sleep(1_500);
        onlyConnectionsAre(1);
        Phone bob = phone("bob").registered();
        bob.call("alice");
        alice.answers();
        bob.hears("180", "answered");
    }
}
