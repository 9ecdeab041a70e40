import { Failure } from './commands.mjs';
import { ledgerFaults, stillCounting, uncounted } from './ledger-state.mjs';
import { untilNone } from './steps.mjs';

const minute = 60_000;

/** The API of the containers, through the port that they publish, as the administrator. */
export class ApiClient {
  #url;
  #token;

  /** @param {{ url: string, token: string }} options */
  constructor({ url, token }) {
    this.#url = url;
    this.#token = token;
  }

  async #send(method, path, { body, ...headers } = {}) {
    const response = await fetch(this.#url + path, {
      method,
      body: body && JSON.stringify(body),
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      signal: AbortSignal.timeout(30_000),
    }).catch((error) => {
      throw new Failure(`${method} ${path} failed: ${error.cause?.message ?? error.message}`);
    });
    if (!response.ok)
      throw new Failure(
        `${method} ${path} responded with ${response.status}: ${(await response.text()).slice(0, 500)}`,
      );
    return response;
  }

  async #json(method, path) {
    const response = await this.#send(method, path, { authorization: `Bearer ${this.#token}` });
    return response.json();
  }

  /** Signs in with the administrator token, uses the session and ends it. @throws {Failure} */
  async signIn() {
    const signedIn = await this.#send('POST', '/v1/session', { body: { token: this.#token } });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const me = await (await this.#send('GET', '/v1/me', { cookie })).json();
    process.stderr.write(`  signed in as ${me.name}\n`);
    await this.#send('DELETE', '/v1/session', { cookie });
    const rejected = await this.#send('GET', '/v1/me', { cookie }).then(
      () => false,
      (error) => error.message.includes(' 401'),
    );
    if (!rejected) throw new Failure('the session is still accepted after the sign-out');
  }

  /** @returns {Promise<readonly string[]>} identifiers of the cameras */
  async cameras() {
    const page = await this.#json('GET', '/v1/cameras?limit=100');
    return page.items.map(({ cameraId }) => cameraId);
  }

  /** Waits until every camera has a measured slot that began after this call. @throws {Failure} naming the other cameras */
  async counts() {
    const from = Date.now();
    const faults = async () => {
      const cameras = await this.cameras();
      const page = await this.#json('GET', '/v1/events?limit=200&q=kind%3Ameasured');
      return cameras.length === 0 ? ['no camera is registered'] : uncounted(cameras, page.items, from);
    };
    await untilNone('a new measured slot of every camera', orFault(faults), 6 * minute);
  }

  /**
   * Pauses every camera and waits until its last slot has ended and no slot is pending, then resumes them.
   *
   * @throws {Failure} naming the zones whose slots are not all accounted for
   */
  async closesLedger() {
    const cameras = await this.cameras();
    const paused = [];
    for (const id of cameras) paused.push(await this.#json('POST', `/v1/cameras/${id}/pause`));
    const faults = async () => [
      ...stillCounting(paused, Date.now()),
      ...ledgerFaults((await this.#json('GET', '/v1/ledger')).items),
    ];
    await untilNone('a closed ledger', orFault(faults), 6 * minute);
    process.stderr.write(`${ledgerSummary((await this.#json('GET', '/v1/ledger')).items)}\n`);
    for (const id of cameras) await this.#json('POST', `/v1/cameras/${id}/resume`);
  }
}

/** A request that fails while a server restarts is a fault like any other: it is tried again until the limit. */
const orFault = (faults) => () => faults().catch((error) => [error.message]);

const ledgerSummary = (rows) =>
  rows
    .map(
      ({ cameraId, zoneId, expected, measured, gaps, pending, reasons }) =>
        `  ${cameraId}/${zoneId}: ${expected} = ${measured} measured + ${gaps} gaps + ${pending} pending ${JSON.stringify(reasons)}`,
    )
    .join('\n');
