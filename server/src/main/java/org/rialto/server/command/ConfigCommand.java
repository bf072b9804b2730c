package org.rialto.server.command;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.server.UserError;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Setting;
import org.rialto.server.config.Settings;
import org.rialto.server.control.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `rialto config`.
@Command(name = "config", description = {"Explain every configuration key, with the value in force"
        + " and where it comes from.", "Without a home it shows the defaults."})
final class ConfigCommand implements LocalCommand {
    @ParentCommand
    RialtoCommand root = new RialtoCommand();

    @Parameters(arity = "0..1", paramLabel = "KEY", description = "Only keys that contain this.")
    @Nullable
    String part;

    @Option(names = "--changed", description = "Only keys that are set.")
    boolean changed;

    @Override
    public int run(Terminal terminal) throws UserError {
        boolean named = root.home != null || System.getenv("RIALTO_HOME") != null;
        Configuration configuration = named
                ? root.home().configuration()
                : Configuration.defaults();
        PrintWriter out = terminal.out();
        int shown = 0;
        String section = "";
        for (Setting<?> setting : Settings.ALL) {
            if (part != null && !setting.key().contains(part))
                continue;
            if (changed && !configuration.isSet(setting))
                continue;
            String key = setting.key();
            String now = key.substring(0, key.lastIndexOf('.'));
            if (!now.equals(section))
                out.println("[" + now + "]");
            section = now;
            show(out, configuration, setting);
            shown++;
        }
        if (shown > 0)
            return 0;
        if (part == null) {
            out.println("Nothing is set: every key has its default.");
            return 0;
        }
        throw new UserError("no key contains \"" + part + '"', "`rialto config` shows all.");
    }

    private static <T> void show(PrintWriter out, Configuration configuration,
            Setting<T> setting) {
        for (String line : wrap(setting.explanation() + " Type: " + setting.type().describe()
                + ".")) {
            out.println("# " + line);
        }
        String name = setting.key().substring(setting.key().lastIndexOf('.') + 1);
        String origin = configuration.origin(setting);
        out.println(name + " = " + configuration.written(setting) + "   # " + origin);
        out.println();
    }

    private static List<String> wrap(String text) {
        List<String> lines = new java.util.ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + word.length() > 88) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty())
                line.append(' ');
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// The configuration with `KEY=VALUE` options on top.
    static Configuration with(Configuration configuration, List<String> options)
            throws UserError {
        Configuration result = configuration;
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 0)
                throw new UserError("--set needs KEY=VALUE, not \"" + option + '"', "");
            result = result.with(option.substring(0, equals), option.substring(equals + 1));
        }
        return result;
    }
}
