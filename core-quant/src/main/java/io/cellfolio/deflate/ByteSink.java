package io.cellfolio.deflate;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** Takes the bytes that an encoder makes, in order. */
@FunctionalInterface
public interface ByteSink {

  /**
   * Takes some bytes. The array belongs to the caller, who writes over it afterwards.
   *
   * @param bytes array that holds them
   * @param from position of the first
   * @param length how many, 0 or more
   * @throws IOException when they cannot be taken
   */
  void write(byte[] bytes, int from, int length) throws IOException;

  /**
   * A sink that writes everything to a channel before it returns.
   *
   * @param channel a channel in blocking mode; it is not closed by the sink
   * @return the sink; for one thread at a time
   */
  static ByteSink to(WritableByteChannel channel) {
    return new ChannelSink(channel);
  }
}
