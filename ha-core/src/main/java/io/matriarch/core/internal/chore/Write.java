package io.matriarch.core.internal.chore;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;

/** Something that should stand in the store and does not. */
public sealed interface Write {

  record Document(StoreDocument document, Expected expected) implements Write {}

  record Announcement(MemberRecord record) implements Write {}
}
