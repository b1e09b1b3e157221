package io.matriarch.agent.config.validate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What each key must be. A key that begins with an exclamation mark must be there, if the section
 * around it is; the top is always there.
 */
final class Schema {
  private static final String TABLE =
      """
      !name                            text
      !scope                           text
      namespace                        text
      thread_pool_size                 int 5..
      thread_stack_size                stack
      log                              map
      log.type                         word plain json
      log.level                        word debug info warn warning error fatal critical
      log.traceback_level              word debug info warn warning error fatal critical
      log.dateformat                   text
      log.static_fields                map
      log.max_queue_size               int 1..
      log.dir                          text
      log.file_num                     int 0..
      log.file_size                    int 0..
      log.mode                         mode
      log.loggers                      map
      log.deduplicate_heartbeat_logs   flag
      !restapi                         map
      !restapi.listen                  address
      !restapi.connect_address         public
      restapi.authentication           map
      !restapi.authentication.username text
      !restapi.authentication.password text
      restapi.certfile                 file
      restapi.keyfile                  file
      restapi.cafile                   file
      restapi.ciphers                  text
      restapi.verify_client            word none optional required
      restapi.allowlist                list
      restapi.allowlist_include_members flag
      restapi.http_extra_headers       map
      restapi.https_extra_headers      map
      restapi.request_queue_size       int 0..4096
      restapi.thread_pool_size         int 5..
      restapi.server_tokens            word original productonly minimal
      ctl                              map
      ctl.insecure                     flag
      ctl.cacert                       file
      ctl.certfile                     file
      ctl.keyfile                      file
      bootstrap                        map
      bootstrap.method                 text
      bootstrap.dcs                    map
      bootstrap.dcs.ttl                int 3..
      bootstrap.dcs.loop_wait          int 1..
      bootstrap.dcs.retry_timeout      int 1..
      bootstrap.dcs.maximum_lag_on_failover int 0..
      bootstrap.dcs.maximum_lag_on_syncnode int -1..
      bootstrap.dcs.member_slots_ttl   seconds 0..
      bootstrap.dcs.primary_start_timeout int 0..
      bootstrap.dcs.master_start_timeout int 0..
      bootstrap.dcs.primary_stop_timeout int 0..
      bootstrap.dcs.master_stop_timeout int 0..
      bootstrap.dcs.synchronous_node_count int 1..
      bootstrap.dcs.synchronous_mode   word on off true false quorum
      bootstrap.dcs.synchronous_mode_strict flag
      bootstrap.dcs.failsafe_mode      flag
      bootstrap.dcs.check_timeline     flag
      bootstrap.dcs.max_timelines_history int 0..
      bootstrap.dcs.slots              map
      bootstrap.dcs.ignore_slots       list
      bootstrap.dcs.standby_cluster    map
      bootstrap.dcs.postgresql         map
      bootstrap.dcs.postgresql.parameters map
      bootstrap.dcs.postgresql.parameters.max_connections int 1..262143
      bootstrap.dcs.postgresql.parameters.max_locks_per_transaction int 10..2147483647
      bootstrap.dcs.postgresql.parameters.max_prepared_transactions int 0..262143
      bootstrap.dcs.postgresql.parameters.max_replication_slots int 0..262143
      bootstrap.dcs.postgresql.parameters.max_wal_senders int 0..262143
      bootstrap.dcs.postgresql.parameters.max_worker_processes int 0..262143
      !postgresql                      map
      !postgresql.listen               address
      !postgresql.connect_address      public
      postgresql.proxy_address         public
      !postgresql.data_dir             text
      postgresql.config_dir            text
      postgresql.bin_dir               text
      postgresql.bin_name              map
      postgresql.pgpass                text
      !postgresql.authentication       map
      !postgresql.authentication.superuser map
      !postgresql.authentication.superuser.username text
      postgresql.authentication.superuser.password text
      !postgresql.authentication.replication map
      !postgresql.authentication.replication.username text
      postgresql.authentication.replication.password text
      postgresql.authentication.rewind map
      !postgresql.authentication.rewind.username text
      postgresql.authentication.rewind.password text
      postgresql.parameters            map
      postgresql.pg_hba                list
      postgresql.pg_ident              list
      postgresql.callbacks             map
      postgresql.create_replica_methods list
      postgresql.pg_ctl_timeout        seconds 0..
      postgresql.copy_patience         seconds 1..
      postgresql.use_pg_rewind         flag
      postgresql.use_unix_socket       flag
      postgresql.use_unix_socket_repl  flag
      postgresql.remove_data_directory_on_rewind_failure flag
      postgresql.remove_data_directory_on_diverged_timelines flag
      etcd.port                        int 1..65535
      etcd3.port                       int 1..65535
      consul.port                      int 1..65535
      exhibitor.port                   int 1..65535
      exhibitor.poll_interval          int 1..
      !kubernetes.labels               map
      kubernetes.pod_ip                ip
      kubernetes.use_endpoints         flag
      !raft.self_addr                  public
      raft.partner_addrs               list
      leash                            word on off true false required
      watchdog                         map
      watchdog.mode                    word off false disable disabled automatic auto require required
      watchdog.safety_margin           int -1..
      watchdog.driver                  word default testing
      tags                             map
      tags.nofailover                  flag
      tags.failover_priority           int 0..
      tags.clonefrom                   flag
      tags.noloadbalance               flag
      tags.nosync                      flag
      tags.sync_priority               int 0..
      tags.nostream                    flag
      tags.replicatefrom               text
      """;

  /**
   * One line of the table.
   *
   * @param required whether it must be there if the section around it is
   */
  record Rule(String path, boolean required, ValueCheck check) {

    Optional<Problem> problem(Tree tree) {
      Optional<Object> value = tree.at(path);
      int dot = path.lastIndexOf('.');
      if (value.isPresent()) {
        return check.wrong(value.get()).map(what -> new Problem(path, value.get(), what));
      }
      boolean missing = required && (dot < 0 || tree.has(path.substring(0, dot)));
      return missing ? Optional.of(Problem.missing(path)) : Optional.empty();
    }
  }

  private Schema() {}

  /** In the order in which problems are to be told. */
  static List<Rule> rules() {
    return TABLE.lines().map(Schema::rule).toList();
  }

  private static Rule rule(String line) {
    String[] words = line.split("\\s+");
    boolean required = words[0].startsWith("!");
    List<String> arguments = Arrays.asList(words).subList(2, words.length);
    return new Rule(
        required ? words[0].substring(1) : words[0], required, ValueCheck.of(words[1], arguments));
  }
}
