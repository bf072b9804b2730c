package org.rialto.protocols.um.menu;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Optional;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.protocols.um.line.HungUpException;

/// Personal options: what callers hear, the PIN, and how the telephone speaks.
final class OptionsMenu {
    private static final int MINUTES_A_DAY = 1_440;
    /// Time zones that are offered: one of those that have had the same rules for long, in a place
    /// that people know.
    private static final List<String> ZONES = List.of("Pacific/Honolulu", "America/Anchorage",
            "America/Los_Angeles", "America/Denver", "America/Phoenix", "America/Chicago",
            "America/Mexico_City", "America/New_York", "America/Bogota", "America/Halifax",
            "America/Santiago", "America/St_Johns", "America/Sao_Paulo",
            "America/Argentina/Buenos_Aires", "Atlantic/Azores", "Europe/London", "Africa/Lagos",
            "Europe/Berlin", "Africa/Johannesburg", "Europe/Athens", "Africa/Cairo",
            "Asia/Jerusalem", "Europe/Istanbul", "Europe/Moscow", "Africa/Nairobi", "Asia/Tehran",
            "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu",
            "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok", "Asia/Shanghai", "Asia/Singapore",
            "Australia/Perth", "Asia/Tokyo", "Asia/Seoul", "Australia/Adelaide",
            "Australia/Darwin", "Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland",
            "Pacific/Tongatapu");

    private final SubscriberCall call;
    private final Talk talk;

    OptionsMenu(SubscriberCall call) {
        this.call = call;
        this.talk = call.talk();
    }

    /// Until `*`.
    void hold() throws HungUpException, LeaveException {
        while (true) {
            switch (talk.choose(Menu.of(OptionsChoice.class))) {
                case OUT_OF_OFFICE -> outOfOffice();
                case GREETING -> greeting(talk.choose(Menu.of(GreetingChoice.class)));
                case PIN -> {
                    if (!new PinChange(call).offer()) {
                        talk.say(Prompt.PIN_NOT_CHANGED);
                    }
                }
                case VOICE_COMMANDS -> {
                    boolean now = !call.settings().voiceCommands();
                    call.change(settings -> settings.withVoiceCommands(now));
                    talk.say(now ? Prompt.VOICE_ON : Prompt.VOICE_OFF);
                }
                case TIME_ZONE -> timeZone();
                case CLOCK -> {
                    boolean now = !call.settings().hours24();
                    call.change(settings -> settings.withHours24(now));
                    talk.say(now ? Prompt.CLOCK_24 : Prompt.CLOCK_12);
                    talk.say(Prompt.IT_IS_NOW, call.spoken().now());
                }
            }
        }
    }

    /// The greeting and the status, which mail's automatic replies follow.
    private void outOfOffice() throws HungUpException, LeaveException {
        boolean on = call.settings().oofStatus();
        talk.say(on ? Prompt.OOF_IS_ON : Prompt.OOF_IS_OFF);
        if (talk.choose(Menu.of(SwitchChoice.class)) == SwitchChoice.LEAVE) {
            return;
        }
        if (!on && call.greeting(GreetingKind.OUT_OF_OFFICE).isEmpty()) {
            new GreetingRecorder(call).record(GreetingKind.OUT_OF_OFFICE, Prompt.RECORD_OOF);
        }
        call.change(settings -> settings.withOofStatus(!on));
        call.mailbox().session().settings().setOutOfOffice(!on);
        talk.say(on ? Prompt.OOF_IS_OFF : Prompt.OOF_IS_ON);
    }

    private void greeting(GreetingChoice which) throws HungUpException, LeaveException {
        call.greeting(which.kind()).ifPresent(sound -> talk.say(Prompt.PRESENT_GREETING)
                .say(sound));
        new GreetingRecorder(call).record(which.kind(), switch (which) {
            case PERSONAL -> Prompt.RECORD_GREETING;
            case OUT_OF_OFFICE -> Prompt.RECORD_OOF;
            case NAME -> Prompt.RECORD_NAME;
        });
    }

    /// By the time that it is there: which of the zones with that time.
    private void timeZone() throws HungUpException, LeaveException {
        talk.say(Prompt.IT_IS_NOW, call.spoken().now());
        String keys = talk.digits(4, Prompt.ENTER_TIME);
        if (keys.isEmpty()) {
            return;
        }
        Optional<LocalTime> time = time(keys);
        List<ZoneId> zones = time.map(this::zonesAt).orElse(List.of());
        if (zones.isEmpty()) {
            talk.say(Prompt.NO_SUCH_TIME);
            return;
        }
        Optional<ZoneId> picked = talk.pick(zones, this::name);
        if (picked.isPresent()) {
            call.change(settings -> settings.withTimeZone(picked.get().getId()));
            talk.say(Prompt.IT_IS_NOW, call.spoken().now());
        }
    }

    private static Optional<LocalTime> time(String keys) {
        try {
            String four = "0".repeat(4 - keys.length()) + keys;
            return Optional.of(LocalTime.of(Integer.parseInt(four.substring(0, 2)),
                    Integer.parseInt(four.substring(2))));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private List<ZoneId> zonesAt(LocalTime time) {
        Instant now = call.services().clock().instant();
        return ZONES.stream().map(ZoneId::of).filter(zone -> {
            LocalTime there = now.atZone(zone).toLocalTime();
            int apart = Math.floorMod((there.toSecondOfDay() - time.toSecondOfDay()) / 60,
                    MINUTES_A_DAY);
            return Math.min(apart, MINUTES_A_DAY - apart) <= 10;
        }).toList();
    }

    private String name(ZoneId zone) {
        String place = zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
        return talk.sentence(Prompt.ZONE_NAME, place,
                zone.getDisplayName(TextStyle.FULL, talk.prompts().language()));
    }
}
