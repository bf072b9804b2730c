package org.rialto.protocols.um.menu;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Choices that are offered together, in the order in which they are said.
///
/// @param name under which the catalogue has its phrases and sentences
/// @param choices that are valid now
/// @param told those of them that the menu tells of when it is said; the others work unsaid
record Menu<C extends Choice>(String name, List<C> choices, List<C> told) {
    /// Every menu there is.
    static final List<Class<? extends Enum<?>>> ALL = List.of(Talk.Everywhere.class,
            MainChoice.class, MessageChoice.class, RecordedChoice.class, SaveChoice.class,
            ContactChoice.class, CallChoice.class, OptionsChoice.class, GreetingChoice.class,
            SwitchChoice.class);

    Menu {
        choices = List.copyOf(choices);
        told = List.copyOf(told);
    }

    /// All constants of a menu.
    static <C extends Enum<C> & Choice> Menu<C> of(Class<C> all) {
        List<C> choices = Arrays.asList(all.getEnumConstants());
        return new Menu<>(nameOf(all), choices, choices);
    }

    static <C extends Enum<C> & Choice> Menu<C> of(Class<C> all, Collection<C> choices,
            Collection<C> told) {
        return new Menu<>(nameOf(all), List.copyOf(choices), List.copyOf(told));
    }

    /// `MessageChoice` is `message`.
    static String nameOf(Class<?> choices) {
        return hyphened(choices.getSimpleName().replaceFirst("Choice$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
    }

    static String hyphened(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
