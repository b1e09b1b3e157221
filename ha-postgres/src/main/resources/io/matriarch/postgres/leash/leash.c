/* leash DATA_DIRECTORY SOCKET
 *
 * Ends a PostgreSQL server that may still write when nobody vouches for it any more. The agent says
 * until when it may, in milliseconds of the boot clock; if it dies or freezes that instant counts.
 *
 *   until FENCE KILL   end the server at FENCE; whatever is left at KILL is killed
 *   free               nothing is to be ended
 *   ask                changes nothing
 *
 * Each is answered by "ok FENCE KILL SIGNALS PID NOW"; SIGNALS counts what had to be sent. Who
 * connects last is the agent: a former one that wakes up can say nothing any more.
 * These are two processes. Both watch, and the younger one listens, too; if either dies the other
 * makes another, which knows what was said. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

enum { AGAIN_MS = 100, ALONE_MS = 10000 };
static char data[PATH_MAX];
static int younger, partner = -1, timer = -1, changes = -1;
static volatile struct {
  intmax_t fence_at, kill_at, done_at; /* 0: free */
  unsigned signals;
  int ends;
} *shared;

static intmax_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_BOOTTIME, &t);
  return (intmax_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Where a link of a process leads to; empty if that cannot be told. */
static const char *where(pid_t pid, const char *link) {
  static char path[64], target[PATH_MAX];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, link);
  ssize_t n = readlink(path, target, sizeof target - 1);
  target[n > 0 ? n : 0] = 0;
  return target;
}

/* A server process of this directory: it works there, and its program is called postgres. */
static int is_ours(pid_t pid) {
  if (strcmp(where(pid, "cwd"), data) != 0) return 0;
  const char *name = strrchr(where(pid, "exe"), '/');
  return name != NULL && strncmp(name + 1, "postgres", 8) == 0;
}

static const char *in_data(const char *name) {
  static char path[PATH_MAX + 64];
  snprintf(path, sizeof path, "%s/%s", data, name);
  return path;
}

/* Signals all processes of the server but the given one; returns how many there were. */
static int signal_others(pid_t but, int signal) {
  DIR *proc = opendir("/proc");
  int found = 0;
  for (struct dirent *e; proc != NULL && (e = readdir(proc)) != NULL;) {
    pid_t pid = atoi(e->d_name);
    if (pid > 1 && pid != but && is_ours(pid) && kill(pid, signal) == 0) found++;
  }
  if (proc != NULL) closedir(proc);
  return found;
}

/* The postmaster takes its children down. Killed first it would leave those that are busy. */
static void fence(intmax_t now) {
  FILE *file = fopen(in_data("postmaster.pid"), "re");
  int noted = 0, found;
  if (file != NULL) noted = fscanf(file, "%d", &noted) == 1 ? noted : 0, fclose(file);
  if (noted < 0) return; /* single-user mode: nobody can write there */
  int replica = !access(in_data("standby.signal"), F_OK) && access(in_data("promote"), F_OK);
  if (replica && shared->done_at == shared->fence_at) return;
  int postmaster = noted > 1 && is_ours(noted) ? noted : 0;
  if (now < shared->kill_at) {
    found = postmaster ? kill(postmaster, SIGQUIT) == 0 : signal_others(0, SIGQUIT);
  } else {
    found = signal_others(postmaster, SIGKILL);
    found += postmaster && kill(postmaster, SIGKILL) == 0;
  }
  if (!found) shared->done_at = shared->fence_at; /* a replica may run from now on */
  if (found && shared->signals++ % 16 == 0) syslog(LOG_WARNING, "ending the server of %s", data);
}

/* Listens at the path; another leash that lives there is left alone. */
static int serve(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (snprintf(address.sun_path, sizeof address.sun_path, "%s", path) > 107) return -1;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return -1;
  unlink(path);
  umask(0177);
  return bind(fd, (struct sockaddr *)&address, sizeof address) == 0 && listen(fd, 4) == 0 ? fd : -1;
}

/* Hears a line and answers it; whoever asks waits for that. False if the agent has gone. */
static int answer(int agent) {
  char line[128];
  intmax_t fence = 0, kill = 0;
  ssize_t n = recv(agent, line, sizeof line - 1, MSG_DONTWAIT);
  if (n <= 0 || line[n - 1] != '\n') return 0;
  line[n] = 0;
  if (sscanf(line, "until %jd %jd", &fence, &kill) == 2 || strcmp(line, "free\n") == 0) {
    shared->kill_at = kill < fence ? fence : kill;
    shared->fence_at = fence;
    send(partner, "", 1, MSG_DONTWAIT | MSG_NOSIGNAL); /* the instant may be nearer now */
  }
  dprintf(agent, "ok %jd %jd %u %d %jd\n", shared->fence_at, shared->kill_at, shared->signals,
          getpid(), now_ms());
  return 1;
}

/* Makes another and is the elder one then; where none can be had it does both. */
static void pair_up(void) {
  int ends[2];
  younger = 1;
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0) return;
  pid_t child = fork();
  younger = child <= 0;
  partner = child < 0 ? close(ends[1]) - 1 : ends[younger];
  close(ends[!younger]);
  if (child > 0) return;
  mlockall(MCL_CURRENT | MCL_FUTURE); /* which is not inherited, and the clock must not be shared */
  close(changes);
  timer = close(timer) - 1;
}

/* Goes on in a session of its own, with its memory locked if that is allowed. */
static void detach(void) {
  setsid();
  for (int i = 1; i < NSIG; i++) signal(i, SIG_IGN); /* who means it sends SIGKILL to both */
  int locked = mlockall(MCL_CURRENT | MCL_FUTURE) == 0;
  dprintf(1, "ready %d%s\n", getpid(), locked ? "" : ", its memory may be swapped out");
  int null = chdir("/") == 0 ? open("/dev/null", O_RDWR) : -1;
  for (int fd = 0; fd < 3; fd++) dup2(null, fd);
}

int main(int argc, char **argv) {
  int server = -1, agent = -1;
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (argc == 3 && shared != MAP_FAILED && realpath(argv[1], data) != NULL) server = serve(argv[2]);
  if (server < 0) {
    fprintf(stderr, "usage: leash DATA_DIRECTORY SOCKET, at which no other leash listens\n");
    return 2;
  }
  detach();
  char scrap[4096];
  for (intmax_t alone_until = 0, again;; ) {
    intmax_t now = now_ms();
    if (!younger || agent >= 0 || shared->fence_at != 0) alone_until = now + ALONE_MS;
    if (partner < 0 && !shared->ends) pair_up();
    if (timer < 0) {
      timer = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
      changes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    }
    if (!younger && agent >= 0) agent = close(agent) - 1;
    if ((again = shared->fence_at) == 0) {
      again = alone_until; /* not needed where nobody is there */
      shared->ends |= younger && now >= alone_until;
    } else if (now >= again) {
      inotify_add_watch(changes, data, IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO);
      fence(now);
      shared->ends |= younger && agent < 0 && access(data, F_OK) != 0; /* what it guarded is gone */
      again = now + AGAIN_MS;
      if (now < shared->kill_at && shared->kill_at < again) again = shared->kill_at;
    }
    if (shared->ends) break;
    struct itimerspec wake = {.it_value = {again / 1000, again % 1000 * 1000000}};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &wake, NULL);
    struct pollfd fds[] = {{timer, POLLIN, 0}, {changes, POLLIN, 0}, {partner, POLLIN, 0},
                           {younger ? server : -1, POLLIN, 0}, {agent, POLLIN, 0}};
    poll(fds, 5, -1);
    ssize_t n;
    while (read(timer, scrap, sizeof scrap) > 0 || read(changes, scrap, sizeof scrap) > 0) {}
    while ((n = recv(partner, scrap, sizeof scrap, 0)) > 0) {}
    if (n == 0) partner = close(partner) - 1; /* it is dead */
    if (fds[4].revents && !answer(agent)) agent = close(agent) - 1;
    int next = younger ? accept4(server, NULL, NULL, SOCK_CLOEXEC) : -1;
    if (next >= 0) close(agent), agent = next;
  }
  if (younger) unlink(argv[2]);
  return 0;
}
