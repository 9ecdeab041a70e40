import { isHeld } from '@vialog/alerting';
import type { Kysely, Transaction } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

export interface LeaseRequest {
  readonly holder: string;
  /** Epoch ms. */
  readonly now: number;
  readonly ttlMs: number;
}

export const leaseNamed = (trx: Transaction<RegistryTables>, name: string) =>
  trx.selectFrom('leases').selectAll().where('name', '=', name).executeTakeFirst();

/** Takes or extends a lease. Returns its fencing token; undefined while another holder has it. */
export function takeLeaseNamed(
  db: Kysely<RegistryTables>,
  name: string,
  { holder, now, ttlMs }: LeaseRequest,
): Promise<number | undefined> {
  return db.transaction().execute(async (trx) => {
    const before = await leaseNamed(trx, name);
    if (before && before.holder !== holder && isHeld(before.expires_at, { now, ttlMs })) return undefined;
    const token = before?.holder === holder ? before.token : (before?.token ?? 0) + 1;
    const lease = { name, holder, token, expires_at: now + ttlMs };
    await trx
      .insertInto('leases')
      .values(lease)
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet({ holder, token, expires_at: lease.expires_at }),
      )
      .execute();
    return token;
  });
}

export async function releaseLeaseNamed(
  db: Kysely<RegistryTables>,
  name: string,
  holder: string,
): Promise<void> {
  await db
    .updateTable('leases')
    .set({ expires_at: 0 })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute();
}
