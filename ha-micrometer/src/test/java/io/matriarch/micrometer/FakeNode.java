package io.matriarch.micrometer;

import io.matriarch.core.api.Explanation;
import io.matriarch.core.api.HaCounters;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import io.matriarch.core.resource.ResourceReport;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A node that only has a status and counters. */
final class FakeNode {
  static final HaCounters COUNTED = new HaCounters(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

  private FakeNode() {}

  static HaNode with(NodeStatus status, HaCounters counters) {
    return (HaNode)
        Proxy.newProxyInstance(
            FakeNode.class.getClassLoader(),
            new Class<?>[] {HaNode.class},
            (node, method, arguments) ->
                switch (method.getName()) {
                  case "status" -> status;
                  case "counters" -> counters;
                  case "hashCode" -> System.identityHashCode(node);
                  case "toString" -> "a fake node";
                  case "equals" -> node == arguments[0];
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** A primary that has seen a running server at this instant. */
  static NodeStatus leading(String name, MonoTime at, MonoTime writableUntil) {
    return new NodeStatus(
        new ClusterId("service", "orders"),
        NodeName.of(name),
        Tags.NONE,
        at,
        RunState.RUNNING,
        Role.PRIMARY,
        Optional.of(running(new Position(3, 4096))),
        at,
        Optional.empty(),
        Optional.empty(),
        true,
        writableUntil,
        ClusterConfig.DEFAULT,
        false,
        Optional.empty(),
        new Explanation(
            "", "", "", List.of(), List.of(), List.of(), Optional.empty(), List.of(), at, at));
  }

  private static ResourceReport running(Position position) {
    return new ResourceReport(
        ResourceReport.DataState.PRESENT,
        Optional.empty(),
        Optional.empty(),
        ResourceReport.RunPhase.RUNNING,
        Role.PRIMARY,
        Optional.of(position),
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        true,
        false,
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        OptionalInt.empty(),
        Optional.empty(),
        Map.of());
  }
}
