package io.matriarch.agent.rest;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers one kind of request. */
@FunctionalInterface
interface Handler {

  /**
   * Does not wait for the node: whoever needs it hands back a stage that is completed later.
   *
   * @throws RefusedRequest it is answered without having been carried out
   * @throws IOException the client is gone
   */
  CompletionStage<Answer> handle(Request request) throws IOException;

  /** One that knows its answer at once. */
  static Handler now(Function<Request, Answer> answer) {
    return request -> CompletableFuture.completedFuture(answer.apply(request));
  }
}
