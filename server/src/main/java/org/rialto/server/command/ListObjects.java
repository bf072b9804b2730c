package org.rialto.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rialto user list` and its like.
@Command(name = "list", description = "Show all of them.")
final class ListObjects implements Administration {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "As JSON, with everything.")
    boolean json;

    @Override
    public int run(Workplace place) {
        Directory directory = place.rooms().directory();
        List<DirectoryObject> objects = directory.list(Set.of(Kinds.of(spec)));
        if (json) {
            Output.json(place.out(), objects.stream()
                    .map(object -> ObjectViews.view(directory, object)).toList());
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        for (DirectoryObject object : objects) {
            List<String> notes = new ArrayList<>();
            if (object.entry().is(Flag.ADMINISTRATOR))
                notes.add("administrator");
            if (!object.entry().is(Flag.LOGIN))
                notes.add("disabled");
            if (!object.entry().is(Flag.LISTED))
                notes.add("hidden");
            if (object instanceof DirectoryObject.Group group) {
                notes.add(directory.directMembers(group).size() + " members");
            }
            rows.add(List.of(object.entry().qualifiedName(), object.display(),
                    object.address().toString(), String.join(", ", notes)));
        }
        Output.table(place.out(), List.of("NAME", "DISPLAY", "MAIL", ""), rows);
        return 0;
    }
}
