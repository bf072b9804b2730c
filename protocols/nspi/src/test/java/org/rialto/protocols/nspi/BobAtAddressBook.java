package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// A session of Bob, who has no rights but his own, on each engine.
@ParameterizedClass
@EnumSource(TestEngine.class)
abstract class BobAtAddressBook {
    static final List<PropertyTag> NAME = List.of(PropertyTags.PidTagDisplayName);
    @Parameter
    @SuppressWarnings("NullAway.Init")
    TestEngine engine;
    @TempDir
    Path folder;
    BookFixture book;
    NspiSession session;

    @BeforeEach
    final void openBook() {
        book = new BookFixture(folder, engine, NspiLimits.DEFAULT);
        session = book.session(book.bob);
    }

    @AfterEach
    final void closeBook() { book.close(); }

    static void assertFails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(NspiError.class,
                error -> assertThat(error.code()).isEqualTo(code));
    }
}
