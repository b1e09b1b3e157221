package io.matriarch.testkit.policy;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.machine.Documents;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.LeaseTimes;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.StoreState;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Term;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.StoreTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The plans of rows, made in a situation that has everything a plan may ask for: a lease with a
 * permit and another leader to follow. It cannot occur; kinds of plans can be read from it.
 */
final class SamplePlans {
  private static final MonoTime NOW = new MonoTime(0);
  private static final NodeName SELF = NodeName.of("me");
  private static final NodeName OTHER = NodeName.of("other");

  private SamplePlans() {}

  static Plan of(Rule row) {
    return row.plan().apply(SITUATION);
  }

  static String intent(Plan plan) {
    return plan.intent() instanceof Intent.Run run
        ? run.spec().label()
        : plan.intent().getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
  }

  private static final Situation SITUATION = new Situation(state(), NOW);

  private static NodeState state() {
    NodeSettings settings =
        new NodeSettings(
            new ClusterId("service", "demo"), SELF, "", "", "", Tags.NONE, Optional.empty(), false);
    StoreTraits traits =
        new StoreTraits("sample", StoreTraits.ExpirySide.SERVER, Duration.ofSeconds(10));
    NodeState initial = NodeState.initial(settings, traits, ClusterConfig.DEFAULT, NOW);
    LeaseState lease =
        new LeaseState.Held(
            1,
            new LeaseToken(new Term(2), "session"),
            LeaseTimes.of(NOW, Duration.ofSeconds(30)),
            NOW,
            Optional.empty(),
            LeaderBeacon.EMPTY);
    StoreState store =
        new StoreState(
            Optional.of(view()),
            Documents.of(view()),
            Optional.empty(),
            Optional.empty(),
            NOW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MonoTime.MIN);
    return new NodeState(
        settings,
        traits,
        initial.config(),
        initial.election(),
        store,
        initial.leader(),
        lease,
        initial.resource(),
        initial.tasks(),
        initial.survey(),
        initial.memory(),
        initial.desk(),
        initial.failsafe(),
        initial.watchdog(),
        initial.decision(),
        initial.decidedAt(),
        NOW,
        Instant.EPOCH,
        1);
  }

  private static ClusterView view() {
    TreeMap<NodeName, MemberRecord> members = new TreeMap<>();
    members.put(OTHER, primary());
    ClusterView empty = ClusterView.empty(NOW);
    return new ClusterView(
        NOW,
        Optional.of(new LeaderRecord(OTHER, new Term(1), false, "", Optional.empty())),
        members,
        empty.config(),
        empty.initialize(),
        empty.failover(),
        empty.history(),
        empty.sync(),
        empty.failsafe(),
        empty.status());
  }

  private static MemberRecord primary() {
    return new MemberRecord(
        OTHER,
        "postgres://other:5432/postgres",
        "",
        RunState.RUNNING,
        Role.PRIMARY,
        "4.1.0",
        Tags.NONE,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        false,
        false,
        new TreeMap<>(),
        Optional.empty(),
        "",
        false,
        true);
  }
}
