package org.rialto.protocols.um.attendant;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.menu.LeaveException;
import org.rialto.protocols.um.menu.Prompt;
import org.rialto.protocols.um.menu.Prompts;
import org.rialto.protocols.um.menu.Talk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The automatic attendants of this server.
public final class Attendants {
    private static final Logger log = LoggerFactory.getLogger(Attendants.class);
    /// So many menus one call may go through: attendants may lead to each other.
    private static final int MOST_MENUS = 20;

    private final Map<String, Attendant> attendants = new TreeMap<>();
    private final AttendantServices services;

    public Attendants(List<Attendant> attendants, AttendantServices services) {
        attendants.forEach(each -> this.attendants.put(each.name(), each));
        this.services = services;
    }

    /// The numbers that each answers, by name: what leads calls here.
    public Map<String, Set<String>> numbers() {
        Map<String, Set<String>> numbers = new TreeMap<>();
        attendants.forEach((name, each) -> numbers.put(name, each.numbers()));
        return numbers;
    }

    /// Attends to a call; it has ended when this comes back.
    ///
    /// @param name of the attendant
    /// @param messages takes those of this caller
    public void attend(Line line, String name, AttendantServices.Messages messages) {
        try {
            converse(line, name, messages);
        } catch (HungUpException e) {
            log.debug("the caller hung up");
        } catch (IOException | MailError e) {
            log.warn("attendant {} failed: {}", name, e.toString());
        } finally {
            line.hangUp();
        }
    }

    private void converse(Line line, String first, AttendantServices.Messages messages)
            throws IOException, HungUpException {
        Optional<Attendant> attendant = Optional.ofNullable(attendants.get(first));
        Talk last = null;
        try {
            for (int menus = 0; attendant.isPresent(); menus++) {
                last = new Talk(line, Prompts.of(attendant.get().language()), true);
                if (menus == MOST_MENUS) {
                    last.say(Prompt.GOODBYE);
                    break;
                }
                attendant = new AttendantMenu(services, messages, attendant.get(), last).hold()
                        .map(attendants::get);
            }
        } catch (LeaveException e) {
            // What is left to say has been gathered.
        }
        if (last != null && line.isUp()) {
            last.finish();
        }
    }
}
