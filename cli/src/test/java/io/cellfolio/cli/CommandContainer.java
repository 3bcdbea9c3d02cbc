package io.cellfolio.cli;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
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
  private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

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
    create.withUser("10001:10001");
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
                .withTmpFs(Map.of(OUT, "rw,noexec,size=%d,uid=10001,gid=10001".formatted(bytes))));
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

  /** Kills the run with SIGKILL and waits for its end. */
  void kill() {
    DockerClient docker = getDockerClient();
    docker.killContainerCmd(getContainerId()).exec();
    docker.waitContainerCmd(getContainerId()).start().awaitStatusCode();
  }

  /** What lies at {@link #OUT}: the SHA-256 of every file, by path below it. */
  SortedMap<String, String> output() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            getDockerClient().copyArchiveFromContainerCmd(getContainerId(), OUT).exec())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          files.put(entry.getName().substring(OUT.length()), ExportTree.sha256(tar.readAllBytes()));
        }
      }
    }
    return files;
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
