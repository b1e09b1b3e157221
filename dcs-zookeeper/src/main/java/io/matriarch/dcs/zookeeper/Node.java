package io.matriarch.dcs.zookeeper;

import org.apache.zookeeper.data.Stat;

/** A znode's text and what the server keeps about it. */
record Node(String text, Stat stat) {

  String version() {
    return Integer.toString(stat.getVersion());
  }
}
