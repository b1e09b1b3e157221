package io.matriarch.agent.rest;

/**
 * One line of the route table.
 *
 * @param method HTTP method
 * @param path first segment of the path, or the first two below {@code /ha}; whatever follows is
 *     ignored
 * @param guard who may
 * @param handler who answers
 */
record Route(String method, String path, Guard guard, Handler handler) {

  /** Which checks come first. */
  enum Guard {
    /** None: it only reads. */
    OPEN,
    /** All of them. */
    GUARDED,
    /** All, except that members count as allowed while nobody can say who they are. */
    FAILSAFE
  }

  static Route open(String method, String path, Handler handler) {
    return new Route(method, path, Guard.OPEN, handler);
  }

  static Route guarded(String method, String path, Handler handler) {
    return new Route(method, path, Guard.GUARDED, handler);
  }
}
