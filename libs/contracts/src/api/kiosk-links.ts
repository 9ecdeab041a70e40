import { z } from 'zod';
import { cameraId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { readableText } from '../records/readable-text.ts';

/** Maximum number of kiosk links of an installation, expired ones included. */
export const maxKioskLinks = 200;
/** Maximum validity of a kiosk link, days. */
export const maxKioskDays = 366;

const name = readableText(
  z.string().trim().min(1, 'expected 1 to 120 characters').max(120, 'expected 1 to 120 characters'),
).describe('Name of the link, for example where its screen hangs');

export const kioskLinkId = cameraId.describe('Id of the kiosk link, 12 characters of 0-9 a-z');

export const kioskLinkInput = z
  .strictObject({
    name,
    days: z
      .int(`expected 1 to ${maxKioskDays} days`)
      .min(1, `expected 1 to ${maxKioskDays} days`)
      .max(maxKioskDays, `expected 1 to ${maxKioskDays} days`)
      .describe('Validity from now, days'),
  })
  .describe('A kiosk link to create');
export type KioskLinkInput = z.infer<typeof kioskLinkInput>;

const fields = {
  kioskLinkId,
  name,
  createdBy: z.string().max(200).describe('Who created the link: the name of the account'),
  createdAt: instant.describe('When the link was created'),
  expiresAt: instant.describe('When its validity ends'),
  state: z
    .enum(['active', 'expired', 'token_changed'])
    .describe('token_changed: the administrator token changed since, which ends every link'),
};

export const kioskLink = z
  .strictObject(fields)
  .describe('A link that opens the board on a wall screen and gives no other access; without its secret');
export type KioskLink = z.infer<typeof kioskLink>;

export const newKioskLink = z
  .strictObject({
    ...fields,
    secret: z
      .string()
      .describe('Secret of the link, for the fragment `#kiosk=…` of the address of the board; not stored'),
  })
  .describe('A new kiosk link with its secret, which cannot be read again');
export type NewKioskLink = z.infer<typeof newKioskLink>;

export const kioskLinksResponse = z
  .strictObject({ items: z.array(kioskLink).describe('Oldest first') })
  .describe('All kiosk links');
export type KioskLinksResponse = z.infer<typeof kioskLinksResponse>;
