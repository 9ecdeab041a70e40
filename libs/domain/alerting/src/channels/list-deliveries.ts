import {
  readCursorContent,
  VialogError,
  writeCursorContent,
  type AlertDeliveriesPage,
  type AlertDeliveriesQuery,
} from '@vialog/contracts';
import { z } from 'zod';
import type { AlertChannelStore } from './alert-channel-store.port.ts';

const key = z.tuple([z.int().min(0)]);

/**
 * A page of the deliveries of a channel, last queued first.
 * @throws {VialogError} CHANNEL_NOT_FOUND, CURSOR_INVALID
 */
export async function listDeliveries(
  alertChannels: Pick<AlertChannelStore, 'byId' | 'deliveries'>,
  channelId: string,
  { state, limit, cursor }: AlertDeliveriesQuery,
): Promise<AlertDeliveriesPage> {
  if (!(await alertChannels.byId(channelId))) throw new VialogError('CHANNEL_NOT_FOUND');
  const before = cursor === undefined ? undefined : readCursorContent(cursor, key)[0];
  const found = await alertChannels.deliveries({ channelId, state, limit: limit + 1, before });
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(({ delivery }) => delivery),
    nextCursor: last ? writeCursorContent([last.number]) : null,
  };
}
