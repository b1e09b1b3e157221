package io.matriarch.examples.launcher;

import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * SIGHUP as a request to read the configuration again. Java has no other way to a signal than a
 * class outside of its specification, which is therefore looked up by its name; without it the REST
 * API is left.
 */
final class Hangup {
  private Hangup() {}

  /**
   * From now on the signal calls this, and ends nothing.
   *
   * @param request on a thread of its own; must not block for long
   * @return why it will not come, if that is so
   */
  static Optional<String> call(Runnable request) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              Hangup.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == handler) {
                  request.run();
                  return null;
                }
                return method.invoke(request, arguments);
              });
      Object hangup = signal.getConstructor(String.class).newInstance("HUP");
      Object before = signal.getMethod("handle", signal, handler).invoke(null, hangup, ours);
      return handler.getField("SIG_IGN").get(null).equals(before)
          ? Optional.of(
              "SIGHUP was ignored when this process started, and stays so; use POST /reload")
          : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.of("SIGHUP has no effect with this Java; use POST /reload");
    }
  }
}
