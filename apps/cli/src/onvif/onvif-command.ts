import { createInterface } from 'node:readline';
import { onvifNetwork, streamVariables } from '@vialog/compose-capture';
import type { Credentials, OnvifInterface, OnvifReading } from '@vialog/contracts';
import { UsageError, type Command } from '../command.ts';
import { readOnvifRequest, type OnvifRequest } from './onvif-request.ts';
import { deviceLines } from './print-devices.ts';

export const onvifCommand: Command = {
  summary: 'discovers ONVIF cameras on a network interface, and shows one',
  usage: `usage: vialog onvif discover --interface NAME|ADDRESS [--json]
       vialog onvif show HOST [--username NAME] [--password-stdin] [--json]
  discover           sends a multicast request on the interface, collects responses for 4 s and connects to no device
  show               reads a device: information, profiles, stream and snapshot URLs
  HOST               host, host:port or URL of the device service
  --username         user name at the device; the password is the variable VIALOG_CAMERA_PASSWORD
  --password-stdin   reads the password from the first line of the standard input instead
Runs on this computer, without a server. Private addresses must be listed in the variable VIALOG_ALLOW_CIDRS.`,
  run: async (args) => {
    const request = readOnvifRequest(args);
    const network = onvifNetwork({ VIALOG_ALLOW_CIDRS: allowedRanges() }, { now: () => Date.now() });
    if (request.kind === 'discover') {
      const address = addressOf(request.interface, await network.interfaces());
      return print(await network.discover(address), request.asJson);
    }
    const device = await network.read(request.host, await credentialsOf(request));
    print([device], request.asJson);
    return device.problem === undefined ? 0 : 1;
  },
};

function allowedRanges() {
  const result = streamVariables.VIALOG_ALLOW_CIDRS.safeParse(process.env['VIALOG_ALLOW_CIDRS']);
  if (result.success) return result.data;
  throw new Error(`VIALOG_ALLOW_CIDRS: ${result.error.issues[0]?.message}`);
}

function addressOf(given: string | undefined, interfaces: readonly OnvifInterface[]): string {
  const found = interfaces.find(({ name, address }) => name === given || address === given);
  if (found !== undefined) return found.address;
  const known = interfaces.map(({ name, address }) => `${name} (${address})`).join(', ');
  const what = given === undefined ? '--interface is missing' : `--interface: unknown interface "${given}"`;
  throw new UsageError(`${what}; expected one of ${known}`);
}

async function credentialsOf({
  username,
  readsPassword,
}: Extract<OnvifRequest, { kind: 'show' }>): Promise<Credentials | undefined> {
  if (username === undefined) return undefined;
  const password = readsPassword ? await firstLine() : process.env['VIALOG_CAMERA_PASSWORD'];
  if (password !== undefined) return { username, password };
  throw new UsageError('no password: set VIALOG_CAMERA_PASSWORD, or use --password-stdin');
}

async function firstLine(): Promise<string | undefined> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return undefined;
}

function print(devices: readonly OnvifReading[], asJson: boolean): number {
  const text = asJson ? JSON.stringify(devices, null, 2) : devices.flatMap(deviceLines).join('\n');
  if (devices.length === 0 && !asJson)
    process.stderr.write('no device responded; check that ONVIF is turned on at the cameras\n');
  else process.stdout.write(`${text}\n`);
  return 0;
}
