import { setTimeout as delay } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';

/** Ways in which a device misbehaves. */
export type OnvifFault =
  | { readonly kind: 'garbage' | 'page' | 'silent' | 'drip' | 'huge' | 'xxe' | 'bomb' | 'deep' | 'reset' }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'content'; readonly status: number; readonly body: string };

export async function sendFault(fault: OnvifFault, response: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case 'silent':
      return;
    case 'reset':
      response.destroy();
      return;
    case 'redirect':
      response.writeHead(302, { Location: fault.to }).end();
      return;
    case 'drip':
      return drip(response);
    case 'huge':
      response.writeHead(200).end(`<a>${'x'.repeat(5_000_000)}</a>`);
      return;
    case 'content':
      response.writeHead(fault.status).end(fault.body);
      return;
    default:
      response.writeHead(fault.kind === 'page' ? 404 : 200).end(bodies[fault.kind]);
  }
}

const lolz = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

const bodies = {
  garbage: '\u0000\u0001<<<not & xml',
  page: '<html><body>Not found</body></html>',
  xxe: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Envelope><Body><GetDeviceInformationResponse><Manufacturer>&x;</Manufacturer></GetDeviceInformationResponse></Body></Envelope>',
  bomb: `<!DOCTYPE a [<!ENTITY l0 "lol">${lolz}]><Envelope><Body><a>&l9;</a></Body></Envelope>`,
  deep: `<Envelope><Body>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</Body></Envelope>`,
} as const;

/** One byte at a time, without end. */
async function drip(response: ServerResponse): Promise<void> {
  response.writeHead(200);
  while (!response.destroyed) {
    response.write('<');
    await delay(20);
  }
}
