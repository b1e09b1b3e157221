package io.matriarch.dcs.etcd;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skips a class of tests, and says so, where there is no server. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "io.matriarch.dcs.etcd.EtcdBinary#isThere",
    disabledReason = "no etcd: ./verify fetches it, or name one by MATRIARCH_ETCD")
@interface NeedsEtcd {}
