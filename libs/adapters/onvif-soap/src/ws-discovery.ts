import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { probeMatches, probeMessage, type ProbeMatch } from './probe-message.ts';

/** Multicast group and port of WS-Discovery (OASIS WS-Discovery 1.1, 2.4). */
const group = '239.255.255.250';
const discoveryPort = 3702;
/** UDP loses packets, so the request is repeated; ms after the first one. */
const sendTimesMs = [0, 300, 1_000];
const maxDevices = 500;

export interface DiscoverOptions {
  /** Address of the interface. */
  readonly address: string;
  /** How long responses are collected, ms. */
  readonly windowMs: number;
  readonly messageId: string;
}

/**
 * Sends a WS-Discovery probe for ONVIF devices on one interface and collects the responses; each device once. The time to live is
 * one hop: the request does not leave the local network.
 */
export async function discover({ address, windowMs, messageId }: DiscoverOptions): Promise<ProbeMatch[]> {
  const found = new Map<string, ProbeMatch>();
  const socket = createSocket('udp4');
  socket.on('message', (packet: Buffer, { address: sender }: RemoteInfo) => {
    for (const match of probeMatches(packet.toString('utf8'), { messageId, sender }))
      if (found.size < maxDevices) found.set(match.deviceUrl, match);
  });
  try {
    await bound(socket, address);
    const message = Buffer.from(probeMessage(messageId), 'utf8');
    await Promise.all([
      delay(windowMs),
      ...sendTimesMs.filter((at) => at < windowMs).map((at) => sendAfter(socket, message, at)),
    ]);
    return [...found.values()];
  } finally {
    socket.close();
  }
}

async function bound(socket: Socket, address: string): Promise<void> {
  socket.bind({ address, port: 0 });
  await once(socket, 'listening');
  socket.on('error', () => undefined); // an unreachable network shows as no responses
  socket.setMulticastInterface(address);
  socket.setMulticastTTL(1);
}

async function sendAfter(socket: Socket, message: Buffer, ms: number): Promise<void> {
  await delay(ms);
  await new Promise<void>((resolve) => {
    socket.send(message, discoveryPort, group, () => resolve());
  });
}
