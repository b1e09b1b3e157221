package io.matriarch.testkit.scenario;

/**
 * How partners behave from now on: {@code store answers|unavailable|unknown|loses-answers|silent},
 * {@code lease …|slow 2s} for the calls that concern the leader key only, {@code probe
 * answers|silent|slow 2s}.
 */
final class BehaviourCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    if (words.command().equals("probe")) {
      stage.resource.silent = words.has("silent");
      stage.resource.lookTakes = words.after("slow").map(Words::duration).orElse(Stage.LATENCY);
      return;
    }
    boolean slow = words.has("slow");
    Behaviour behaviour = slow ? Behaviour.ANSWERS : Behaviour.of(words.get(1));
    stage.lease.behaviour = behaviour;
    stage.lease.answerTakes = words.after("slow").map(Words::duration).orElse(Stage.LATENCY);
    if (words.command().equals("store")) {
      stage.store.behaviour = behaviour;
    }
  }
}
