import { services } from '../services.ts';
import { natsPassword } from './compose-place.ts';

/** What an operator has to set, and nothing else. One password looks like a number: it must not be taken for one. */
export const everythingSet: Readonly<Record<string, string>> = {
  VIALOG_ADMIN_TOKEN: 'test-administrator-token',
  ...Object.fromEntries(services.map(({ name }, i) => [natsPassword(name), `${i}0000000000e1`])),
};
