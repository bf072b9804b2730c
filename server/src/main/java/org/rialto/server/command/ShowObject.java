package org.rialto.server.command;

import java.util.Map;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `rialto user show` and its like.
@Command(name = "show", description = "Show everything about one.")
final class ShowObject implements Administration {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "NAME", description = "Name, NAME@DOMAIN or address.")
    String name = "";

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Override
    public int run(Workplace place) {
        Directory directory = place.rooms().directory();
        DirectoryObject object = Kinds.require(directory.named(name), Kinds.of(spec));
        Map<String, Object> view = ObjectViews.view(directory, object);
        if (json) {
            Output.json(place.out(), view);
        } else {
            Output.view(place.out(), view);
        }
        return 0;
    }
}
