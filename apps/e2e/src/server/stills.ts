import type { TrialResponse } from '@vialog/contracts';
import type { VialogServer } from '@vialog/testkit';

export const reason = 'Check the canary';

/** A server, or the API of a cluster. */
export type Shown = Pick<VialogServer, 'fetch' | 'post'>;

/** The picture at a path. Fails unless it is a JPEG that no cache may keep. */
export async function jpegAt(server: Shown, path: string): Promise<Buffer> {
  const response = await server.fetch(path);
  const body = Buffer.from(await response.arrayBuffer());
  if (
    response.headers.get('content-type') !== 'image/jpeg' ||
    response.headers.get('cache-control') !== 'no-store'
  )
    throw new Error(
      `${path}: expected a JPEG with no-store, found ${response.status} ${body.toString().slice(0, 500)}`,
    );
  return body;
}

/** Opens a grant and returns the path of what it covers. `subject`: `/v1/cameras/{id}` or `/v1/streams`. */
export async function granted(server: Shown, subject: string, more: object): Promise<string> {
  const grant = await server.post<{ grantId?: string }>(`${subject}/still-grants`, { reason, ...more });
  return grant.grantId === undefined ? subject : `${subject}/still-grants/${grant.grantId}`;
}

/** Counts one picture with the whole picture as zone, with outlines. */
export const trialAt = (server: Shown, path: string): Promise<TrialResponse> =>
  server.post(`${path}/trial`, { zones: [], outlines: true });

/** A still and the picture of a trial with outlines. */
export async function picturesOf(server: Shown, subject: string, more: object): Promise<Buffer[]> {
  const path = await granted(server, subject, more);
  const still = await jpegAt(server, `${path}/still`);
  const { outlinesPath = '' } = await trialAt(server, path);
  return [still, await jpegAt(server, outlinesPath)];
}
