package io.matriarch.dcs.etcd;

import io.etcd.jetcd.common.exception.EtcdException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;

/** Why one request to one server has no answer, by what is known now. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is known. */
  enum Kind {
    /** There was no connection to send it over. */
    NOT_CONNECTED,
    /** The server did not take it on. */
    NOT_APPLIED,
    /** It may have been applied, or may still be. */
    UNKNOWN,
    /** Refused, and would be again. */
    REJECTED,
    /** The lease that it was about has expired. */
    LEASE_GONE,
    /** The server does not know our token any more; with a new one it may be sent again. */
    TOKEN_OLD
  }

  private static final String OLD_TOKEN = "etcdserver: invalid auth token";
  private static final String OLD_AUTH_STORE = "etcdserver: revision of auth store is old";
  private static final String LEASE_NOT_FOUND = "etcdserver: requested lease not found";
  private static final String NO_LEADER = "etcdserver: no leader";
  private static final String TOO_MANY_REQUESTS = "etcdserver: too many requests";

  private final Kind kind;

  Failure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind expected) {
    return kind == expected;
  }

  static Failure of(Throwable thrown) {
    Throwable cause = unwrap(thrown);
    if (cause instanceof EtcdException answer) {
      return answer.getMessage().equals(LEASE_NOT_FOUND)
          ? new Failure(Kind.LEASE_GONE, LEASE_NOT_FOUND, cause)
          : new Failure(Kind.UNKNOWN, answer.getMessage(), cause);
    }
    Status status = Status.fromThrowable(cause);
    return new Failure(kind(status), text(status), cause);
  }

  private static Kind kind(Status status) {
    String text = text(status);
    if (text.equals(OLD_TOKEN) || text.equals(OLD_AUTH_STORE)) {
      return Kind.TOKEN_OLD;
    }
    return switch (status.getCode()) {
      case NOT_FOUND -> text.equals(LEASE_NOT_FOUND) ? Kind.LEASE_GONE : Kind.UNKNOWN;
      case UNAUTHENTICATED -> ofToken(status);
      case RESOURCE_EXHAUSTED -> text.equals(TOO_MANY_REQUESTS) ? Kind.NOT_APPLIED : Kind.REJECTED;
      case INVALID_ARGUMENT, PERMISSION_DENIED, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED ->
          Kind.REJECTED;
      case UNAVAILABLE -> {
        if (isWithoutConnection(status.getCause())) {
          yield Kind.NOT_CONNECTED;
        }
        yield text.equals(NO_LEADER) ? Kind.NOT_APPLIED : Kind.UNKNOWN;
      }
      default -> Kind.UNKNOWN;
    };
  }

  /** Without a token the request itself was not sent, whatever became of asking for one. */
  private static Kind ofToken(Status status) {
    if (status.getCause() == null) {
      return Kind.REJECTED;
    }
    Kind asked = kind(Status.fromThrowable(status.getCause()));
    return asked == Kind.UNKNOWN ? Kind.NOT_APPLIED : asked;
  }

  /** True if this came of an attempt to connect. */
  static boolean isWithoutConnection(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ConnectException
          || at instanceof UnknownHostException
          || at instanceof UnresolvedAddressException
          || at instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** What the server said, or what stood between us and it, in one line. */
  private static String text(Status status) {
    String said = status.getDescription();
    Throwable cause = status.getCause();
    if (cause instanceof StatusRuntimeException told) {
      return text(told.getStatus());
    }
    boolean better = cause != null && cause.getMessage() != null && !isAnswer(said);
    String text = better ? cause.getMessage() : said;
    return text == null
        ? status.getCode().toString()
        : text.lines().findFirst().orElse(status.getCode().toString());
  }

  private static boolean isAnswer(String said) {
    return said != null && said.startsWith("etcdserver: ");
  }
}
