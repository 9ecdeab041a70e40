import { services } from '../services.ts';
import { natsPassword } from './compose-target.ts';

/** The required variables. One password looks like a number and must not be parsed as one. */
export const everythingSet: Readonly<Record<string, string>> = {
  VIALOG_ADMIN_TOKEN: 'test-administrator-token',
  ...Object.fromEntries(services.map(({ name }, i) => [natsPassword(name), `${i}0000000000e1`])),
};
