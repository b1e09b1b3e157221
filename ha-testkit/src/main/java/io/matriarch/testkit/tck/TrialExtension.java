package io.matriarch.testkit.tck;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Opens a fixture for the class, and hands each test a {@link Trial} of its own. */
final class TrialExtension
    implements BeforeAllCallback, AfterAllCallback, ParameterResolver, AfterEachCallback {

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    ClusterStoreConformanceKit kit = (ClusterStoreConformanceKit) context.getRequiredTestInstance();
    store(context).put(StoreFixture.class, kit.open());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Trial.class;
  }

  @Override
  public Trial resolveParameter(ParameterContext parameter, ExtensionContext context) {
    StoreFixture fixture = store(context).get(StoreFixture.class, StoreFixture.class);
    Trial trial = new Trial(fixture, context.getRequiredTestMethod().getName());
    store(context).put(Trial.class, trial);
    return trial;
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Trial trial = store(context).remove(Trial.class, Trial.class);
    if (trial != null) {
      trial.end();
    }
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(Namespace.create(TrialExtension.class));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    StoreFixture fixture = store(context).remove(StoreFixture.class, StoreFixture.class);
    if (fixture != null) {
      fixture.stop();
    }
  }
}
