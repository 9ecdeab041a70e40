import type { EmailChannel } from '@vialog/contracts';
import type { EmailContent } from './email-body.ts';

/** A link into the console; none without its URL. */
export const linkTo = ({ consoleUrl }: EmailChannel, path: string, label: string): EmailContent['links'] =>
  consoleUrl === undefined ? [] : [{ label, url: `${consoleUrl.replace(/\/+$/, '')}${path}` }];
