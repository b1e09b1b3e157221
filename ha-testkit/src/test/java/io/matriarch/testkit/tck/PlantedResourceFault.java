package io.matriarch.testkit.tck;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Term;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import java.time.Duration;
import java.util.Optional;

/** One rule each that a resource breaks. The name is the rule's. */
enum PlantedResourceFault {
  O02("To look at what was fenced throws.") {
    @Override
    ForwardingResource in(NoteResource good) {
      return new ForwardingResource(good) {
        private volatile boolean fenced;

        @Override
        public void fence() {
          fenced = true;
          super.fence();
        }

        @Override
        public ResourceReport observe(Call call) {
          if (fenced) {
            throw new IllegalStateException("nobody answers");
          }
          return super.observe(call);
        }
      };
    }
  },

  S03("A stop does not tell its last position.") {
    @Override
    ForwardingResource in(NoteResource good) {
      return new ForwardingResource(good) {
        @Override
        public void stop(StopMode mode, TaskContext task) throws ResourceException, TaskCancelled {
          super.stop(
              mode,
              new ForwardingTask(task) {
                @Override
                public void stage(TaskStage stage) {}
              });
        }
      };
    }
  },

  P01("A start does not look whether its permit still holds.") {
    @Override
    ForwardingResource in(NoteResource good) {
      return new ForwardingResource(good) {
        @Override
        public void start(StartRequest request, TaskContext task)
            throws ResourceException, TaskCancelled {
          super.start(request, ForwardingTask.careless(task));
        }
      };
    }
  },

  P02("A promotion does not look whether its permit still holds.") {
    @Override
    ForwardingResource in(NoteResource good) {
      return new ForwardingResource(good) {
        @Override
        public void promote(Permit permit, TaskContext task)
            throws ResourceException, TaskCancelled {
          super.promote(permit, ForwardingTask.careless(task));
        }
      };
    }
  },

  P05("A promotion starts what does not run.") {
    @Override
    ForwardingResource in(NoteResource good) {
      return new ForwardingResource(good) {
        @Override
        public void promote(Permit permit, TaskContext task)
            throws ResourceException, TaskCancelled {
          try {
            super.promote(permit, task);
          } catch (ResourceException failed) {
            startUnless("fenced", failed, permit, task);
          }
        }
      };
    }
  },

  P06("A promotion that a fence has disturbed is tried again.") {
    @Override
    ForwardingResource in(NoteResource good) {
      return new ForwardingResource(good) {
        @Override
        public void promote(Permit permit, TaskContext task)
            throws ResourceException, TaskCancelled {
          try {
            super.promote(permit, task);
          } catch (ResourceException failed) {
            TaskContext undisturbed =
                new ForwardingTask(task) {
                  @Override
                  public void passPointOfNoReturn(Permit again) {}
                };
            startUnless("not run", failed, permit, undisturbed);
          }
        }
      };
    }
  },

  Y02("A source that cannot be asked is one that differs.") {
    @Override
    ForwardingResource in(NoteResource good) {
      return new ForwardingResource(good) {
        @Override
        public Divergence compare(ReplicationSource source, Call call) {
          Divergence found = super.compare(source, call);
          return found == Divergence.UNKNOWN ? Divergence.DIVERGED : found;
        }
      };
    }
  },

  Y03("A promotion goes on in the epoch that it finds.") {
    @Override
    ForwardingResource in(NoteResource good) {
      return new ForwardingResource(good) {
        @Override
        public void promote(Permit permit, TaskContext task)
            throws ResourceException, TaskCancelled {
          Call call = new Call(task.deadline(), Duration.ZERO);
          Term old = new Term(observe(call).position().orElseThrow().epoch());
          super.promote(new Permit.LeasePermit(old, permit.validUntil()), task);
        }
      };
    }
  },

  Y04("Realigning gives nothing up.") {
    @Override
    ForwardingResource in(NoteResource good) {
      return new ForwardingResource(good) {
        @Override
        public void realign(FollowRequest request, TaskContext task) {}
      };
    }
  },

  Y05("To follow is to start again.") {
    @Override
    ForwardingResource in(NoteResource good) {
      return new ForwardingResource(good) {
        @Override
        public void follow(FollowRequest request, TaskContext task)
            throws ResourceException, TaskCancelled {
          start(
              new StartRequest(
                  Optional.empty(), Optional.of(request.source()), request.clusterConfig()),
              task);
        }
      };
    }
  };

  private final String text;

  PlantedResourceFault(String text) {
    this.text = text;
  }

  /** What the resource does instead of what it should. */
  String text() {
    return text;
  }

  abstract ForwardingResource in(NoteResource good);
}
