package io.matriarch.core.internal.runtime;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.Permit;
import io.matriarch.core.resource.ManagedResource;
import io.matriarch.core.resource.Registration;
import io.matriarch.core.resource.ResourceListener;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskContext;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often it is fenced, and fails to be as often as told. */
final class CountingResource implements ManagedResource {
  final AtomicInteger fenced = new AtomicInteger();
  final AtomicInteger failures = new AtomicInteger();

  @Override
  public void fence() {
    fenced.incrementAndGet();
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException("cannot");
    }
  }

  @Override
  public ResourceReport observe(Call call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void start(StartRequest request, TaskContext task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void stop(StopMode mode, TaskContext task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void promote(Permit permit, TaskContext task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Registration listen(ResourceListener listener) {
    return () -> {};
  }

  @Override
  public void close() {}
}
