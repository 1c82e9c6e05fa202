import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createByteSender, receiveBytes } from '../../src/workers/byte-channel.js';
import { CHUNKS_IN_FLIGHT } from '../../src/workers/heuristics.js';

const open: MessageChannel[] = [];
afterEach(() => open.splice(0).forEach(({ port1 }) => port1.close()));

function channel(whenClosed: () => Promise<unknown> = () => Promise.resolve()) {
  const ports = new MessageChannel();
  open.push(ports);
  return { sender: createByteSender(ports.port1, whenClosed), port: ports.port2 };
}
const pause = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('a channel of bytes', () => {
  it('brings every byte in order', async () => {
    const { sender, port } = channel();
    const sending = (async () => {
      for (let index = 0; index < 50; index += 1) await sender.send(new Uint8Array([index, index + 100]));
      sender.end();
    })();
    const received: number[] = [];
    for await (const chunk of receiveBytes(port)) received.push(...chunk);
    await sending;
    expect(received).toEqual(Array.from({ length: 50 }, (_, index) => [index, index + 100]).flat());
  });

  it('holds the sender back while nobody reads', async () => {
    const { sender, port } = channel();
    let sent = 0;
    void (async () => {
      for (; sent < 100; sent += 1) await sender.send(new Uint8Array(1));
    })();
    await pause();
    expect(sent).toBe(CHUNKS_IN_FLIGHT);
    const reader = receiveBytes(port);
    await reader.next();
    await reader.next();
    await pause();
    // The first chunk was acknowledged when the second was asked for.
    expect(sent).toBe(CHUNKS_IN_FLIGHT + 1);
  });

  it('leaves the bytes of the sender as they are, also when they are part of a larger buffer', async () => {
    const { sender, port } = channel();
    const large = Buffer.from('0123456789');
    await sender.send(large.subarray(2, 5));
    sender.end();
    const received: Uint8Array[] = [];
    for await (const chunk of receiveBytes(port)) received.push(chunk);
    expect(Buffer.concat(received).toString()).toBe('234');
    expect(received[0]?.buffer.byteLength).toBe(3);
    expect(large.toString()).toBe('0123456789');
  });

  it('fails a waiting and every later send with the reason once the reader is gone', async () => {
    const { sender, port } = channel(() => Promise.reject(new Error('bad file')));
    for (let index = 0; index < CHUNKS_IN_FLIGHT; index += 1) await sender.send(new Uint8Array(1));
    const waiting = sender.send(new Uint8Array(1));
    port.close();
    await expect(waiting).rejects.toThrow('bad file');
    await expect(sender.send(new Uint8Array(1))).rejects.toThrow('bad file');
  });
});
