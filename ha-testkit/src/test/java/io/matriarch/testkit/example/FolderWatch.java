package io.matriarch.testkit.example;

import io.matriarch.core.store.ChangeListener;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.testkit.example.RevisionFolder.Revision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks whether anything has changed that others have to know of. Thread safe. */
final class FolderWatch {
  private static final List<String> WATCHED = List.of("config", "failover", "sync", "initialize");

  private final RevisionFolder folder;
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private List<Object> seen = List.of();

  FolderWatch(RevisionFolder folder) {
    this.folder = folder;
  }

  WatchHandle watch(ChangeListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** After a time in which the folder could not be read everything counts as changed. */
  synchronized void look() {
    List<Object> before = seen;
    try {
      seen = state();
    } catch (IOException unreadable) {
      seen = List.of();
      return;
    }
    if (!seen.equals(before)) {
      listeners.forEach(ChangeListener::changed);
    }
  }

  /** Of the leader only who it is: renewals would wake everybody for nothing. */
  private List<Object> state() throws IOException {
    List<Object> state = new ArrayList<>();
    state.add(LeaderFile.of(folder.newest(FolderLease.LEADER)).map(LeaderFile::term));
    for (String key : WATCHED) {
      Revision newest = folder.newest(key);
      state.add(newest.number());
    }
    return state;
  }
}
