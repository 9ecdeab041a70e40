import { randomBytes, randomUUID } from 'node:crypto';
import { Authenticator, type Credentials } from '@vialog/capture';
import { VialogError, type Clock, type OnvifInterface, type OnvifReading } from '@vialog/contracts';
import { checkStreamAddress, type StreamAddressRules } from '@vialog/network-guard';
import { deviceServiceUrl, type OnvifNetwork } from '@vialog/onvif';
import { ipv4Interfaces } from './network-interfaces.ts';
import type { ProbeMatch } from './probe-message.ts';
import { readDevice } from './read-device.ts';
import { SoapClient } from './soap-client.ts';
import { discover } from './ws-discovery.ts';

export interface SoapOnvifNetworkOptions extends StreamAddressRules {
  readonly clock: Pick<Clock, 'now'>;
  /** For one request to a device, ms. Default 5 s. */
  readonly requestMs?: number;
  /** For all requests to a device, ms. Default 20 s. */
  readonly readMs?: number;
  /** How long responses to a search are collected, ms. Default 4 s. */
  readonly windowMs?: number;
}

/** Reaches ONVIF devices by WS-Discovery and SOAP. */
export class SoapOnvifNetwork implements OnvifNetwork {
  readonly #options: SoapOnvifNetworkOptions;

  constructor(options: SoapOnvifNetworkOptions) {
    this.#options = options;
  }

  interfaces(): Promise<readonly OnvifInterface[]> {
    return Promise.resolve(ipv4Interfaces());
  }

  async discover(address: string): Promise<readonly OnvifReading[]> {
    const known = ipv4Interfaces();
    if (!known.some((one) => one.address === address)) throw unknownInterface(address, known);
    const { windowMs = 4_000 } = this.#options;
    const matches = await discover({ address, windowMs, messageId: `urn:uuid:${randomUUID()}` });
    return Promise.all(matches.map((match) => this.#readingOf(match)));
  }

  async read(host: string, credentials?: Credentials): Promise<OnvifReading> {
    const { clock, allowed, resolve, requestMs = 5_000, readMs = 20_000 } = this.#options;
    const device = deviceServiceUrl(host);
    const rules = { allowed, resolve };
    const randomNonce = (): string => randomBytes(16).toString('hex');
    const client = new SoapClient({
      rules,
      clock,
      credentials,
      authenticator: new Authenticator({ credentials, randomNonce }),
      randomBytes,
      timeoutMs: requestMs,
      signal: AbortSignal.timeout(readMs),
    });
    const now = (): number => clock.now();
    return readDevice(device, { client, rules, now, hasCredentials: credentials !== undefined });
  }

  /** The address is checked although nothing is connected to, so that the list says at once what can be read. */
  async #readingOf({ warning, deviceUrl, ...facts }: ProbeMatch): Promise<OnvifReading> {
    const checked = await checkStreamAddress(new URL(deviceUrl), this.#options);
    return {
      ...facts,
      deviceUrl,
      foundBy: 'discovery',
      access: 'unknown',
      profiles: [],
      ...(checked.ok ? {} : { problem: checked.detail }),
      warnings: warning === undefined ? [] : [warning],
    };
  }
}

function unknownInterface(address: string, known: readonly OnvifInterface[]): VialogError {
  const addresses = known.map((one) => `${one.address} (${one.name})`).join(', ');
  const message = `no network interface has the address ${address}; expected one of ${addresses}`;
  return new VialogError('VALIDATION_FAILED', `Invalid interface: ${message}.`, {
    details: [{ path: 'address', message }],
  });
}
