package org.rialto.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.RunningServer;
import org.rialto.server.UserError;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Settings;
import org.rialto.server.control.ControlSocket;
import org.rialto.server.control.HomeLock;
import org.rialto.server.control.Terminal;
import org.rialto.server.observe.LogConfigurator;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// Reads a command line and runs it where it belongs: here, or inside the server that has the home
/// open. The one place where a failure becomes a sentence and an exit code.
public final class CommandLines {
    private static final int FAILED = 1;

    private CommandLines() {}

    /// @param here the server this runs in, or null in a process of its own
    public static int execute(String[] arguments, Terminal terminal, @Nullable RunningServer here) {
        RialtoCommand root = new RialtoCommand();
        CommandLine line = new CommandLine(root);
        line.setOut(terminal.out()).setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true);
        giveHelp(line);
        line.setExecutionStrategy(parsed -> {
            Integer help = CommandLine.executeHelpRequest(parsed);
            return help != null ? help : run(root, parsed, arguments, terminal, here);
        });
        int code = line.execute(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    /// Every command has `--help`.
    private static void giveHelp(CommandLine line) {
        for (CommandLine sub : line.getSubcommands().values()) {
            sub.getCommandSpec().mixinStandardHelpOptions(true);
            giveHelp(sub);
        }
    }

    private static int run(RialtoCommand root, ParseResult parsed, String[] arguments,
            Terminal terminal, @Nullable RunningServer here) {
        ParseResult deepest = parsed;
        while (deepest.hasSubcommand())
            deepest = deepest.subcommand();
        Object command = deepest.commandSpec().userObject();
        try {
            switch (command) {
                case LocalCommand local when here == null -> {
                    return local.run(terminal);
                }
                case Administration administration -> {
                    return administer(root, administration, arguments, terminal, here);
                }
                default -> {
                    deepest.commandSpec().commandLine().usage(terminal.out());
                    return deepest == parsed ? 0 : 2;
                }
            }
        } catch (UserError e) {
            return complain(terminal, e.getMessage(), e.hint());
        } catch (MailError e) {
            return complain(terminal, e.getMessage(), "");
        } catch (IOException e) {
            return complain(terminal, describe(e), "");
        } catch (InterruptedException e) {
            return complain(terminal, "interrupted", "");
        } catch (Exception e) {
            complain(terminal, "an unexpected failure; please report it with these lines:", "");
            e.printStackTrace(terminal.err());
            return FAILED;
        }
    }

    private static int administer(RialtoCommand root, Administration command, String[] arguments,
            Terminal terminal, @Nullable RunningServer here) throws Exception {
        if (here != null) {
            return command.run(new Workplace(here.home(), here.configuration(), here.rooms(), here,
                    terminal));
        }
        Home home = root.home();
        Configuration configuration = home.configuration();
        try (HomeLock lock = HomeLock.tryTake(home)) {
            if (lock != null) {
                LogConfigurator.level(configuration.get(Settings.LOG_LEVEL).equals("debug")
                        ? "debug"
                        : "warn");
                if (command instanceof BeforeOpening first)
                    first.prepare(home, configuration, terminal);
                try (Rooms rooms = Rooms.open(home, configuration)) {
                    return command.run(new Workplace(home, configuration, rooms, null, terminal));
                }
            }
        }
        Integer code = ControlSocket.send(home, arguments, terminal);
        if (code != null)
            return code;
        throw new UserError("process " + HomeLock.holder(home) + " has " + home.directory()
                + " open but does not answer",
                "It is starting or stopping: try again, or see"
                        + " its log.");
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> missing.getFile()
                    + " does not exist";
            case java.nio.file.AccessDeniedException denied -> "no permission for "
                    + denied.getFile();
            default -> message == null ? e.toString() : message;
        };
    }

    private static int complain(Terminal terminal, @Nullable String message, String hint) {
        PrintWriter err = terminal.err();
        err.println("rialto: " + message);
        if (!hint.isEmpty())
            err.println("  " + hint);
        return FAILED;
    }
}
