package io.matriarch.dcs.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etcd.jetcd.ByteSequence;

/** Keys and values as etcd keeps them. */
final class Bytes {
  private Bytes() {}

  static ByteSequence of(String text) {
    return ByteSequence.from(text, UTF_8);
  }

  static String text(ByteSequence bytes) {
    return bytes.toString(UTF_8);
  }
}
