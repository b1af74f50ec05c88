import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;

/**
 * Temporal's test server with a first instant of the caller's choice. Its own main program always
 * begins today, but the tests' scripts have fixed dates.
 *
 * <p>Arguments: the port, then perhaps {@code --initial-time=} and milliseconds since 1970.
 */
public final class TimeSkippingServer {
  private static final String INITIAL_TIME = "--initial-time=";

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    long initialTime = 0; // The server takes this as: today.
    for (int i = 1; i < args.length; i++) {
      if (!args[i].startsWith(INITIAL_TIME)) throw new IllegalArgumentException(args[i]);
      initialTime = Long.parseLong(args[i].substring(INITIAL_TIME.length()));
    }
    // A test that is killed stops nothing: the server ends with the process that started it.
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    // Time stands still until a client waits for something: the SDK unlocks it.
    boolean lockTimeSkipping = true;
    TestServicesStarter services = new TestServicesStarter(lockTimeSkipping, initialTime);
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create());
    GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
    Server server = builder.build().start();
    server.awaitTermination();
  }
}
