package io.matriarch.agent.rest;

/** A request that is answered without having been carried out. */
final class RefusedRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  RefusedRequest(Answer answer) {
    super("refused with code " + answer.code(), null, false, false);
    this.answer = answer;
  }

  static RefusedRequest page(int code, String why) {
    return new RefusedRequest(Answer.page(code, why));
  }

  Answer answer() {
    return answer;
  }
}
