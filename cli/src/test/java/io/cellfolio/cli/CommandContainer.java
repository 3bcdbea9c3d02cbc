package io.cellfolio.cli;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerStatus;

/**
 * One run of Java in a container as pipelines make them: no network, a read-only root, a user
 * without rights, little memory, and a single place to write to.
 */
final class CommandContainer extends GenericContainer<CommandContainer> {
  static final String OUT = "/out";

  private static final long MEMORY_BYTES = 256L << 20;
  private static final long PROCESSES = 128;
  private static final int USER = 10001;
  private static final int SIGKILL_STATUS = 137;
  private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

  private CommandContainer(String image, List<String> arguments) {
    super(image);
    setCommand(arguments.toArray(String[]::new));
    withNetworkMode("none");
    withImagePullPolicy(name -> false);
    withCreateContainerCmdModifier(CommandContainer::confine);
  }

  /** A container of an image whose entry point is Java. */
  static CommandContainer of(String image, String... arguments) {
    return new CommandContainer(image, List.of(arguments));
  }

  private static void confine(CreateContainerCmd create) {
    create.withUser(USER + ":" + USER);
    limits(create)
        .withReadonlyRootfs(true)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withMemory(MEMORY_BYTES)
        .withMemorySwap(MEMORY_BYTES)
        .withPidsLimit(PROCESSES);
  }

  private static HostConfig limits(CreateContainerCmd create) {
    HostConfig limits = create.getHostConfig();
    if (limits == null) {
      throw new IllegalStateException("a container without a host configuration");
    }
    return limits;
  }

  /** Mounts a volume at {@link #OUT}. */
  CommandContainer withOutput(String volume, AccessMode mode) {
    return withCreateContainerCmdModifier(
        create -> limits(create).withBinds(new Bind(volume, new Volume(OUT), mode)));
  }

  /** Mounts a file system of a few bytes at {@link #OUT}; it is gone when the run ends. */
  CommandContainer withOutputOfSize(long bytes) {
    return withCreateContainerCmdModifier(
        create ->
            limits(create)
                .withTmpFs(Map.of(OUT, "rw,noexec,size=%d,uid=%d".formatted(bytes, USER))));
  }

  /** Runs to the end. */
  ExportTree.Outcome run() {
    withStartupCheckStrategy(new Ended().withTimeout(LONGEST_RUN));
    start();
    ContainerState state = getCurrentContainerInfo().getState();
    if (Boolean.TRUE.equals(state.getOOMKilled())) {
      throw new AssertionError("killed for want of memory: " + getLogs());
    }
    return new ExportTree.Outcome(
        Math.toIntExact(state.getExitCodeLong()),
        getLogs(OutputType.STDOUT),
        getLogs(OutputType.STDERR));
  }

  /**
   * Kills the run with SIGKILL and waits for its end.
   *
   * @return false when it had ended by itself
   */
  boolean kill() {
    DockerClient docker = getDockerClient();
    try {
      docker.killContainerCmd(getContainerId()).exec();
    } catch (ConflictException ended) {
      return false;
    }
    return docker.waitContainerCmd(getContainerId()).start().awaitStatusCode() == SIGKILL_STATUS;
  }

  /** Whether a file below {@link #OUT} has a path that begins so; may be asked of a running one. */
  boolean outputHolds(String beginning) {
    try (TarArchiveInputStream tar = archive()) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && path(entry).startsWith(beginning)) {
          return true;
        }
      }
      return false;
    } catch (IOException brokenOff) {
      // The engine breaks the archive off at a file that changes while it is read.
      return false;
    }
  }

  /** What lies at {@link #OUT}: the SHA-256 of every file, by path below it. */
  SortedMap<String, String> output() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (TarArchiveInputStream tar = archive()) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          if (entry.getLongUserId() != USER) {
            throw new AssertionError(entry.getName() + " belongs to " + entry.getLongUserId());
          }
          files.put(path(entry), ExportTree.sha256(tar.readAllBytes()));
        }
      }
    }
    return files;
  }

  private TarArchiveInputStream archive() {
    return new TarArchiveInputStream(
        getDockerClient().copyArchiveFromContainerCmd(getContainerId(), OUT).exec());
  }

  /** An entry's path below {@link #OUT}; the archive's names begin with its last part. */
  private static String path(TarArchiveEntry entry) {
    return entry.getName().substring("out/".length());
  }

  /** A run that has ended has started well, whatever its exit code. */
  private static final class Ended extends StartupCheckStrategy {
    @Override
    public StartupStatus checkStartupState(DockerClient docker, String containerId) {
      return DockerStatus.isContainerStopped(getCurrentState(docker, containerId))
          ? StartupStatus.SUCCESSFUL
          : StartupStatus.NOT_YET_KNOWN;
    }
  }
}
