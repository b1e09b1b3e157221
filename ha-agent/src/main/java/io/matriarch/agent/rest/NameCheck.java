package io.matriarch.agent.rest;

import io.matriarch.core.model.MemberRecord;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor;

/** Finds out whether another process already runs under this node's name. */
public final class NameCheck {
  private NameCheck() {}

  /**
   * Asks the address in the record that the store holds under the own name. Any HTTP answer means
   * that somebody is there, unless it is this very process that answers. Blocks for the timeout at
   * most.
   *
   * @param record what the store holds under the own name
   * @param instance what {@link RestServer#instance} tells
   * @param timeout for the answer
   * @param access how peers are asked
   * @return whether another process answers there
   * @throws InterruptedException the caller is to end
   */
  public static boolean isTaken(
      MemberRecord record, String instance, Duration timeout, PeerAccess access)
      throws InterruptedException {
    ThreadPoolExecutor threads = PeerClient.threads();
    try {
      URI published = new URI(record.apiUrl());
      URI liveness =
          new URI(published.getScheme(), published.getAuthority(), "/liveness", null, null);
      HttpResponse<Void> answer =
          PeerClient.over(threads, access)
              .send(PeerClient.get(liveness, timeout), HttpResponse.BodyHandlers.discarding());
      return answer.headers().firstValue(Router.INSTANCE_HEADER).filter(instance::equals).isEmpty();
    } catch (IOException | URISyntaxException | IllegalArgumentException nobodyAnswers) {
      return false;
    } finally {
      threads.shutdown();
    }
  }
}
