package io.matriarch.postgres.scripts;

import static io.matriarch.postgres.CallbackAction.ON_RELOAD;
import static io.matriarch.postgres.CallbackAction.ON_RESTART;
import static io.matriarch.postgres.CallbackAction.ON_ROLE_CHANGE;
import static io.matriarch.postgres.CallbackAction.ON_START;
import static io.matriarch.postgres.CallbackAction.ON_STOP;

import io.matriarch.core.model.Role;
import io.matriarch.core.wire.RoleNames;
import io.matriarch.postgres.CallbackAction;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.Script;
import io.matriarch.postgres.process.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells the operator's callbacks what has happened to the server. Who was told a role and finds
 * another one is told of a change of roles, and of nothing else. Thread safe; calls return at once.
 */
public final class Callbacks implements AutoCloseable {
  private final Supplier<PostgresConfig> config;
  private final ScriptSlot events;
  private final ScriptSlot reloads;
  private Optional<Role> told = Optional.empty();
  private boolean mayAttach = true;

  public Callbacks(Supplier<PostgresConfig> config, Scripts scripts) {
    this.config = config;
    this.events = new ScriptSlot(scripts, "postgres-callbacks");
    this.reloads = new ScriptSlot(scripts, "postgres-reload-callback");
  }

  /** A task begins: a server that is seen from now on may be its doing. */
  public synchronized void taskBegins() {
    mayAttach = false;
  }

  /** A server was seen running. Only the first one counts, if nobody here has started it. */
  public synchronized void seen(Role role) {
    if (mayAttach) {
      mayAttach = false;
      tell(ON_START, role);
    }
  }

  /** The server was started. */
  public synchronized void started(Role role) {
    tell(told.isPresent() && told.get() != role ? ON_ROLE_CHANGE : ON_START, role);
  }

  /** The server was stopped and started again. */
  public synchronized void restarted(Role role) {
    tell(told.isPresent() && told.get() != role ? ON_ROLE_CHANGE : ON_RESTART, role);
  }

  /** A server that ran was stopped, for longer than a restart takes. */
  public synchronized void stopped(Role role) {
    mayAttach = false;
    tell(ON_STOP, role);
  }

  /** A running server has become something else. */
  public synchronized void changed(Role role) {
    tell(ON_ROLE_CHANGE, role);
  }

  /** The server was told to read its configuration again. */
  public void reloaded(Role role) {
    run(ON_RELOAD, role, reloads);
  }

  private void tell(CallbackAction action, Role role) {
    told = Optional.of(role);
    run(action, role, events);
  }

  private void run(CallbackAction action, Role role, ScriptSlot slot) {
    PostgresConfig now = config.get();
    Script script = now.hooks().callbacks().get(action);
    if (script != null) {
      List<String> words = new ArrayList<>(script.words());
      words.addAll(List.of(action.word(), RoleNames.text(role), now.scope()));
      slot.run("callback " + action.word() + " (" + script + ")", words);
    }
  }

  @Override
  public void close() {
    events.close();
    reloads.close();
  }
}
