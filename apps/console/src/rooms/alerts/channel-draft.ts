import type {
  AlertChannelInput,
  AlertChannelPatch,
  EmailChannel,
  ListedAlertChannel,
} from '@vialog/contracts';
import { listOf } from '../../forms/field-values.ts';
import { parseNumber } from '../../forms/number-text.ts';

/** A channel as it is typed, with the fields of every kind. */
export interface ChannelDraft {
  readonly kind: AlertChannelInput['kind'];
  readonly name: string;
  readonly isOn: boolean;
  readonly url: string;
  readonly host: string;
  readonly port: string;
  readonly security: EmailChannel['security'];
  readonly username: string;
  readonly password: string;
  readonly from: string;
  /** Addresses, separated by commas. */
  readonly to: string;
  readonly language: EmailChannel['language'];
  readonly consoleUrl: string;
}

/** What the fields of a channel need. */
export interface ChannelFieldsProps {
  readonly channel: ListedAlertChannel | undefined;
  readonly draft: ChannelDraft;
  readonly change: (fields: Partial<ChannelDraft>) => void;
  /** Whether wrong fields are marked: after the first attempt to save. */
  readonly isChecked: boolean;
}

export const channelKinds = ['webhook', 'email'] as const;
export const securities = ['tls', 'starttls', 'none'] as const;
export const mailLanguages = ['en', 'zh'] as const;

const usualPorts = { tls: '465', starttls: '587', none: '25' } as const;

/** @param origin of the console, for the link in messages */
export const newChannelDraft = (language: EmailChannel['language'], origin: string): ChannelDraft => ({
  kind: 'webhook',
  name: '',
  isOn: true,
  url: '',
  host: '',
  port: usualPorts.starttls,
  security: 'starttls',
  username: '',
  password: '',
  from: '',
  to: '',
  language,
  consoleUrl: origin,
});

export function channelDraftOf(channel: ListedAlertChannel): ChannelDraft {
  const { kind, name, isOn } = channel;
  const empty = { ...newChannelDraft('en', ''), kind, name, isOn };
  if (channel.kind === 'webhook') return { ...empty, url: channel.url };
  const { host, port, security, username = '', from, to, language, consoleUrl = '' } = channel;
  return {
    ...empty,
    host,
    port: String(port),
    security,
    username,
    from,
    to: to.join(', '),
    language,
    consoleUrl,
  };
}

/** The draft with another security, and with its usual port if the port was the usual one before. */
export const withSecurity = (
  draft: ChannelDraft,
  security: EmailChannel['security'],
): Pick<ChannelDraft, 'security' | 'port'> => ({
  security,
  port: draft.port === usualPorts[draft.security] ? usualPorts[security] : draft.port,
});

/** Whether the password has to be entered: for a new user name, and again for another server. */
export function needsPassword(draft: ChannelDraft, channel: ListedAlertChannel | undefined): boolean {
  if (draft.kind !== 'email' || draft.username === '' || draft.password !== '') return false;
  if (channel?.kind !== 'email') return true;
  const before = channelDraftOf(channel);
  return (['host', 'port', 'security', 'username'] as const).some((name) => before[name] !== draft[name]);
}

export function channelInputOf(draft: ChannelDraft): AlertChannelInput {
  const { kind, name, isOn, url, username, password, consoleUrl } = draft;
  if (kind === 'webhook') return { kind, name, isOn, url };
  return {
    kind,
    name,
    isOn,
    ...serverOf(draft),
    ...(username !== '' && { username, password }),
    ...(consoleUrl !== '' && { consoleUrl }),
  };
}

export function channelPatchOf(draft: ChannelDraft): AlertChannelPatch {
  const { kind, name, isOn, url, username, password, consoleUrl } = draft;
  if (kind === 'webhook') return { name, isOn, url };
  return {
    name,
    isOn,
    ...serverOf(draft),
    username: username === '' ? null : username,
    consoleUrl: consoleUrl === '' ? null : consoleUrl,
    ...(username !== '' && password !== '' && { password }),
  };
}

/** A port that cannot be read is sent as 0, which the server rejects with its field. */
const serverOf = ({ host, port, security, from, to, language }: ChannelDraft) => ({
  host: host.trim(),
  port: parseNumber(port) ?? 0,
  security,
  from: from.trim(),
  to: listOf(to),
  language,
});
