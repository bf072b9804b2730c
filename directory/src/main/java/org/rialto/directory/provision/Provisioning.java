package org.rialto.directory.provision;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.LoginName;
import org.rialto.directory.LoginRecord;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.provision.ProvisioningFile.FolderItem;
import org.rialto.directory.provision.ProvisioningFile.GrantItem;
import org.rialto.directory.provision.ProvisioningFile.ObjectItem;
import org.rialto.directory.provision.ProvisioningFile.Secret;
import org.rialto.directory.provision.StoreProvisioning.Change;
import org.rialto.mapi.MailError;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/// A provisioning file (TOML): what should be. [#read] checks all of it; [#apply] makes it so, and
/// done again changes nothing. The README lists the keys.
public final class Provisioning {
    /// Larger files are refused; this is some 100,000 users.
    public static final int LIMIT_BYTES = 64 << 20;

    private final String fileName;
    private final ProvisioningFile file;

    private Provisioning(String fileName, ProvisioningFile file) {
        this.fileName = fileName;
        this.file = file;
    }

    /// Reads a file; photos and certificates are looked for beside it.
    ///
    /// @throws MailError.Invalid listing every problem with its line
    public static Provisioning read(Path file) {
        String text;
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw new MailError.Invalid(file + " is larger than " + LIMIT_BYTES + " bytes");
            }
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new MailError.Invalid(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new MailError.Invalid(file + " cannot be read", e);
        }
        Path folder = file.toAbsolutePath().getParent();
        return read(text, folder == null ? file.toAbsolutePath() : folder,
                String.valueOf(file.getFileName()));
    }

    /// @param folder where photos and certificates are looked for
    /// @param fileName for messages
    public static Provisioning read(String text, Path folder, String fileName) {
        TomlItem.Problems problems = new TomlItem.Problems();
        TomlParseResult toml;
        try {
            toml = Toml.parse(text);
        } catch (StackOverflowError e) {
            // The TOML parser is recursive and sets no bound itself.
            throw new MailError.Invalid(fileName + " was not applied: it is nested too deeply", e);
        } catch (RuntimeException | AssertionError e) {
            // tomlj 2.2.0 asserts (where assertions are on) instead of reporting a control character
            // in a comment behind a header.
            throw new MailError.Invalid(fileName + " was not applied: it is not TOML: "
                    + e.getMessage(), e);
        }
        toml.errors().forEach(error -> problems.add(error.position().line(),
                String.valueOf(error.getMessage())));
        problems.refuseAny(fileName);
        ProvisioningFile file = new ProvisioningReader(folder, problems)
                .read(new TomlItem(toml, "", 1, problems));
        problems.refuseAny(fileName);
        return new Provisioning(fileName, file);
    }

    /// Makes it so. The directory changes in one unit of work, all or nothing; mailboxes, public
    /// folders and grants follow, each by itself, and a failure there leaves the rest undone until
    /// the same file is applied again.
    ///
    /// @param progress told now and then what is being done; hashing many passwords takes long
    /// @throws MailError.Invalid when the file does not fit what is there, with the line
    public ProvisioningReport apply(Directory directory, PasswordHasher hasher,
            StoreProvisioning store, Consumer<String> progress) {
        Map<Secret, Credential> credentials = hash(directory, hasher, progress);
        DirectoryApply.Result result = directory
                .change(edit -> new DirectoryApply(edit, file, credentials, fileName).apply());
        List<ProvisioningReport.Line> lines = new ArrayList<>(result.lines());
        applyToStore(directory, store, result.ids(), lines);
        return new ProvisioningReport(lines);
    }

    // Hashing, before the unit of work begins.

    /// New credentials for the passwords and PINs that are not what is stored.
    private Map<Secret, Credential> hash(Directory directory, PasswordHasher hasher,
            Consumer<String> progress) {
        Map<Secret, Future<@Nullable Credential>> work = new LinkedHashMap<>();
        Map<Secret, Credential> credentials = new HashMap<>();
        TomlItem.Problems problems = new TomlItem.Problems();
        try (ExecutorService threads = Executors
                .newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (ObjectItem item : file.objects()) {
                item.password().ifPresent(secret -> work.put(secret, threads
                        .submit(() -> fresh(directory, hasher, item, secret))));
                item.pin().ifPresent(secret -> work.put(secret, threads
                        .submit(() -> fresh(directory, hasher, item, secret))));
            }
            int done = 0;
            for (Map.Entry<Secret, Future<@Nullable Credential>> entry : work.entrySet()) {
                try {
                    Credential credential = entry.getValue().get();
                    if (credential != null)
                        credentials.put(entry.getKey(), credential);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof MailError refusal)) {
                        throw new IllegalStateException(e);
                    }
                    problems.add(entry.getKey().line(), String.valueOf(refusal.getMessage()));
                } catch (InterruptedException e) {
                    threads.shutdownNow();
                    Thread.currentThread().interrupt();
                    throw new MailError.Unavailable("interrupted", e);
                }
                if (++done % 100 == 0) {
                    progress.accept("hashed " + done + " of " + work.size() + " passwords");
                }
            }
        }
        problems.refuseAny(fileName);
        return credentials;
    }

    private @Nullable Credential fresh(Directory directory, PasswordHasher hasher, ObjectItem item,
            Secret secret) {
        boolean isPassword = secret.purpose() == CredentialPurpose.PASSWORD;
        DirectoryObject.User user = directory.user(LoginName.parse(
                item.name() + "@" + item.domain().orElse(file.domain()))).orElse(null);
        Credential stored = user == null
                ? null
                : isPassword
                        ? directory.loginRecord(user.id()).flatMap(LoginRecord::credential)
                                .orElse(null)
                        : directory.pin(user.id()).orElse(null);
        if (secret.isHash()) {
            // Once somebody logged in, the hash is another, and the password may be too.
            return stored == null ? Credential.imported(secret.text()) : null;
        }
        // The same password is stored anew where a form of it is missing.
        if (user != null && stored != null && hasher.matches(stored.hash(), secret.text())
                && (!isPassword || hasAllForms(directory, hasher, user.id()))) {
            return null;
        }
        return isPassword
                ? hasher.credential(secret.text())
                : hasher.pin(secret.text());
    }

    private static boolean hasAllForms(Directory directory, PasswordHasher hasher, long userId) {
        return hasher.sip().isEmpty()
                || directory.sealed(userId, CredentialPurpose.SIP).isPresent();
    }

    // The store.

    private void applyToStore(Directory directory, StoreProvisioning store, List<Long> ids,
            List<ProvisioningReport.Line> lines) {
        for (long id : ids) {
            if (directory.object(id).orElse(null) instanceof DirectoryObject.MailboxOwner owner) {
                report(lines, store.mailbox(owner), "mailbox " + owner.entry().qualifiedName());
            }
        }
        for (FolderItem item : file.folders()) {
            at(item.line(), () -> {
                Map<StoreProvisioning.Grantee, FolderRole> grants = new LinkedHashMap<>();
                item.grants().forEach(
                        (name, role) -> grants.put(grantee(directory, name), role));
                report(lines, store.publicFolder(item.path(), grants),
                        "public-folder " + item.path());
            });
        }
        for (GrantItem item : file.grants()) {
            at(item.line(), () -> {
                if (!(directory
                        .named(item.mailbox()) instanceof DirectoryObject.MailboxOwner owner)) {
                    throw new MailError.Invalid(item.mailbox() + " has no mailbox");
                }
                report(lines,
                        store.grant(owner, item.folder(), grantee(directory, item.to()),
                                item.role(), item.delegate()),
                        "grant " + item.mailbox() + "/" + item.folder() + " to " + item.to());
            });
        }
    }

    private void at(int line, Runnable work) {
        try {
            work.run();
        } catch (MailError.NotFound | MailError.Invalid | MailError.Exists e) {
            throw new MailError.Invalid(fileName + ", line " + line + ": " + e.getMessage(), e);
        }
    }

    private static StoreProvisioning.Grantee grantee(Directory directory, String name) {
        return switch (name) {
            case "default" -> new StoreProvisioning.Grantee.Everybody();
            case "anonymous" -> new StoreProvisioning.Grantee.Anonymous();
            default -> new StoreProvisioning.Grantee.Somebody(directory.named(name));
        };
    }

    private static void report(List<ProvisioningReport.Line> lines, Change change, String what) {
        lines.add(new ProvisioningReport.Line(change, what, List.of()));
    }
}
