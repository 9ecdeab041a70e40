/**
 * One row of `GET /v1/ledger`.
 *
 * @typedef {{ cameraId: string, zoneId: string, expected: number, measured: number, gaps: number, pending: number,
 *   reasons: Record<string, number> }} LedgerRow
 */

/** What keeps the ledger from being closed, one sentence each. @param {readonly LedgerRow[]} rows */
export function ledgerFaults(rows) {
  if (rows.length === 0) return ['the ledger is empty'];
  return rows.flatMap(({ cameraId, zoneId, expected, measured, gaps, pending, reasons }) => {
    const name = `camera ${cameraId}, zone ${zoneId}`;
    const faults = [];
    if (measured + gaps + pending !== expected)
      faults.push(`${name}: ${measured} measured + ${gaps} gaps + ${pending} pending is not ${expected}`);
    if (pending > 0) faults.push(`${name}: ${pending} slots are pending`);
    if (reasons.unreported) faults.push(`${name}: ${reasons.unreported} slots are not reported`);
    return faults;
  });
}

/** Cameras without an event of a slot that began after `from`, one sentence each. */
export function uncounted(cameras, events, from) {
  const counted = new Set(
    events.filter(({ slotStartAt }) => Date.parse(slotStartAt) > from).map(({ cameraId }) => cameraId),
  );
  return cameras.filter((id) => !counted.has(id)).map((id) => `camera ${id} has no new slot`);
}

/** Paused cameras whose last slot has not ended: a change takes effect when the slots in progress end. */
export const stillCounting = (cameras, now) =>
  cameras
    .filter(({ validFromAt }) => Date.parse(validFromAt) > now)
    .map(({ cameraId, validFromAt }) => `camera ${cameraId} counts until ${validFromAt}`);
