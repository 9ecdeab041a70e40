import type {
  AlertChannelInput,
  AlertChannelPatch,
  EmailChannel,
  ListedAlertChannel,
  MqttChannel,
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
  readonly topicPrefix: string;
  /** Empty: no discovery. */
  readonly discoveryPrefix: string;
}

/** What the fields of a channel need. */
export interface ChannelFieldsProps {
  readonly channel: ListedAlertChannel | undefined;
  readonly draft: ChannelDraft;
  readonly change: (fields: Partial<ChannelDraft>) => void;
  /** Whether wrong fields are marked: after the first attempt to save. */
  readonly isChecked: boolean;
}

export const channelKinds = ['webhook', 'email', 'mqtt'] as const;
/** What each kind of server offers, the usual one first. */
export const securitiesOf = {
  webhook: [],
  email: ['starttls', 'tls', 'none'],
  mqtt: ['tls', 'none'],
} as const;
export const mailLanguages = ['en', 'zh'] as const;

const usualPorts = {
  email: { tls: '465', starttls: '587', none: '25' },
  mqtt: { tls: '8883', starttls: '', none: '1883' },
} as const;

/** @param origin of the console, for the link in messages */
export const newChannelDraft = (language: EmailChannel['language'], origin: string): ChannelDraft => ({
  kind: 'webhook',
  name: '',
  isOn: true,
  url: '',
  host: '',
  port: usualPorts.email.starttls,
  security: 'starttls',
  username: '',
  password: '',
  from: '',
  to: '',
  language,
  consoleUrl: origin,
  topicPrefix: 'vialog',
  discoveryPrefix: 'homeassistant',
});

/** The draft with another kind, and with the usual security and port of its server. */
export function withKind(kind: ChannelDraft['kind']): Partial<ChannelDraft> {
  if (kind === 'webhook') return { kind };
  const [security] = securitiesOf[kind];
  return { kind, security, port: usualPorts[kind][security] };
}

export function channelDraftOf(channel: ListedAlertChannel): ChannelDraft {
  const { kind, name, isOn } = channel;
  const empty = { ...newChannelDraft('en', ''), kind, name, isOn };
  if (channel.kind === 'webhook') return { ...empty, url: channel.url };
  if (channel.kind === 'mqtt') return { ...empty, ...mqttDraftOf(channel) };
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

function mqttDraftOf(channel: MqttChannel): Partial<ChannelDraft> {
  const { host, port, security, username = '', topicPrefix, discoveryPrefix = '', consoleUrl = '' } = channel;
  return { host, port: String(port), security, username, topicPrefix, discoveryPrefix, consoleUrl };
}

/** The draft with another security, and with its usual port if the port was the usual one before. */
export const withSecurity = (
  draft: ChannelDraft,
  security: EmailChannel['security'],
): Pick<ChannelDraft, 'security' | 'port'> => ({
  security,
  port: draft.port === usualPortOf(draft) ? usualPortOf({ ...draft, security }) : draft.port,
});

const usualPortOf = ({ kind, security }: Pick<ChannelDraft, 'kind' | 'security'>): string =>
  usualPorts[kind === 'mqtt' ? 'mqtt' : 'email'][security];

/** Whether the password has to be entered: for a new user name, and again for another server. */
export function needsPassword(draft: ChannelDraft, channel: ListedAlertChannel | undefined): boolean {
  if (draft.kind === 'webhook' || draft.username === '' || draft.password !== '') return false;
  if (channel?.kind !== draft.kind) return true;
  const before = channelDraftOf(channel);
  return (['host', 'port', 'security', 'username'] as const).some((name) => before[name] !== draft[name]);
}

export function channelInputOf(draft: ChannelDraft): AlertChannelInput {
  const { kind, name, isOn, url, username, password, consoleUrl } = draft;
  if (kind === 'webhook') return { kind, name, isOn, url };
  const access = {
    ...(username !== '' && { username, password }),
    ...(consoleUrl !== '' && { consoleUrl }),
  };
  if (kind === 'email') return { kind, name, isOn, ...serverOf(draft), ...messagesOf(draft), ...access };
  const { topicPrefix, discoveryPrefix, security } = draft;
  return {
    kind,
    name,
    isOn,
    ...serverOf(draft),
    // The form offers tls and none.
    security: security === 'none' ? 'none' : 'tls',
    topicPrefix: topicPrefix.trim(),
    ...(discoveryPrefix.trim() !== '' && { discoveryPrefix: discoveryPrefix.trim() }),
    ...access,
  };
}

export function channelPatchOf(draft: ChannelDraft): AlertChannelPatch {
  const { kind, name, isOn, url, username, password, consoleUrl } = draft;
  if (kind === 'webhook') return { name, isOn, url };
  return {
    name,
    isOn,
    ...serverOf(draft),
    ...(kind === 'email' ? messagesOf(draft) : topicsOf(draft)),
    username: username === '' ? null : username,
    consoleUrl: consoleUrl === '' ? null : consoleUrl,
    ...(username !== '' && password !== '' && { password }),
  };
}

/** A port that cannot be read is sent as 0, which the server rejects with its field. */
const serverOf = ({ host, port, security }: ChannelDraft) => ({
  host: host.trim(),
  port: parseNumber(port) ?? 0,
  security,
});

const messagesOf = ({ from, to, language }: ChannelDraft) => ({
  from: from.trim(),
  to: listOf(to),
  language,
});

const topicsOf = ({ topicPrefix, discoveryPrefix }: ChannelDraft) => ({
  topicPrefix: topicPrefix.trim(),
  discoveryPrefix: discoveryPrefix.trim() === '' ? null : discoveryPrefix.trim(),
});
