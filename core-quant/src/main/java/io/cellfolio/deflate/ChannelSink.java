package io.cellfolio.deflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/**
 * Writes to a channel. An encoder hands in the same array again and again; so one view of it is
 * kept.
 */
final class ChannelSink implements ByteSink {
  private final WritableByteChannel channel;
  private ByteBuffer view = ByteBuffer.allocate(0);

  ChannelSink(WritableByteChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (view.array() != bytes) {
      view = ByteBuffer.wrap(bytes);
    }
    view.limit(from + length).position(from);
    while (view.hasRemaining()) {
      channel.write(view);
    }
  }
}
