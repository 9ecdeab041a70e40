import { expect, test } from '@jest/globals';
import { alertChannelInput, alertChannelPatch, type ListedAlertChannel } from '@vialog/contracts';
import {
  channelDraftOf,
  channelInputOf,
  channelPatchOf,
  needsPassword,
  newChannelDraft,
  withKind,
  withSecurity,
} from './channel-draft.ts';

const email = {
  ...newChannelDraft('zh', 'https://vialog.example.org'),
  kind: 'email' as const,
  name: '值班群',
  host: ' smtp.example.org ',
  username: 'vialog',
  password: 'secret',
  from: 'vialog@example.org',
  to: 'day@example.org，night@example.org',
};
const stored: ListedAlertChannel = {
  channelId: 'channel00001',
  kind: 'email',
  name: 'On call',
  host: 'smtp.example.org',
  port: 465,
  security: 'tls',
  username: 'vialog',
  from: 'vialog@example.org',
  to: ['day@example.org', 'night@example.org'],
  language: 'en',
  isOn: true,
  createdBy: 'administrator',
  createdAt: '2026-03-02T08:00:00.000Z',
  changedAt: '2026-03-02T08:00:00.000Z',
  pending: 0,
  deadLettered: 0,
};

test('a typed channel for e-mail becomes a request with its addresses', () => {
  const input = channelInputOf(email);
  expect(input).toMatchObject({
    host: 'smtp.example.org',
    port: 587,
    to: ['day@example.org', 'night@example.org'],
    username: 'vialog',
    password: 'secret',
    consoleUrl: 'https://vialog.example.org',
  });
  expect(alertChannelInput.parse(input)).toEqual(input);
});

test('a typed webhook has no fields of e-mail', () => {
  const draft = { ...email, kind: 'webhook' as const, url: 'https://hooks.example.org/' };
  expect(channelInputOf(draft)).toEqual({ kind: 'webhook', name: '值班群', isOn: true, url: draft.url });
  expect(channelPatchOf(draft)).toEqual({ name: '值班群', isOn: true, url: draft.url });
});

test('a stored channel for e-mail is saved unchanged, without its password', () => {
  const patch = channelPatchOf(channelDraftOf(stored));
  expect(alertChannelPatch.parse(patch)).toEqual(patch);
  expect(patch).toEqual({
    name: 'On call',
    isOn: true,
    host: 'smtp.example.org',
    port: 465,
    security: 'tls',
    username: 'vialog',
    from: 'vialog@example.org',
    to: ['day@example.org', 'night@example.org'],
    language: 'en',
    consoleUrl: null,
  });
  expect(channelPatchOf({ ...channelDraftOf(stored), username: '' })).toMatchObject({ username: null });
});

test('the password is required for a new user name and for another server', () => {
  const draft = channelDraftOf(stored);
  expect(needsPassword(draft, stored)).toBe(false);
  expect(needsPassword({ ...draft, port: '587' }, stored)).toBe(true);
  expect(needsPassword({ ...draft, username: 'x' }, stored)).toBe(true);
  expect(needsPassword({ ...draft, username: 'x', password: 'y' }, stored)).toBe(false);
  expect(needsPassword({ ...draft, username: '', host: 'x' }, stored)).toBe(false);
  expect(needsPassword({ ...email, password: '' }, undefined)).toBe(true);
});

test('the usual port follows the security, and a typed one stays', () => {
  expect(withSecurity(email, 'tls')).toEqual({ security: 'tls', port: '465' });
  expect(withSecurity({ ...email, port: '2525' }, 'tls')).toEqual({ security: 'tls', port: '2525' });
});

const mqtt = {
  ...newChannelDraft('en', 'https://vialog.example.org'),
  ...withKind('mqtt'),
  name: 'Home Assistant',
  host: ' 192.168.1.20 ',
  username: 'vialog',
  password: 'secret',
};

test('a typed channel for MQTT becomes a request with its topics', () => {
  const input = channelInputOf(mqtt);
  expect(input).toEqual({
    kind: 'mqtt',
    name: 'Home Assistant',
    isOn: true,
    host: '192.168.1.20',
    port: 8883,
    security: 'tls',
    topicPrefix: 'vialog',
    discoveryPrefix: 'homeassistant',
    username: 'vialog',
    password: 'secret',
    consoleUrl: 'https://vialog.example.org',
  });
  expect(alertChannelInput.parse(input)).toEqual(input);
  expect(channelInputOf({ ...mqtt, discoveryPrefix: ' ' })).not.toHaveProperty('discoveryPrefix');
});

test('a stored channel for MQTT is saved unchanged, without its password', () => {
  const { channelId, isOn, createdBy, createdAt, changedAt, pending, deadLettered } = stored;
  const facts = { channelId, createdBy, createdAt, changedAt, pending, deadLettered };
  const settings = { name: 'Broker', isOn, host: 'mqtt.example.org', port: 1883, topicPrefix: 'city/vialog' };
  const channel: ListedAlertChannel = { kind: 'mqtt', ...settings, security: 'none', ...facts };
  const patch = channelPatchOf(channelDraftOf(channel));
  expect(alertChannelPatch.parse(patch)).toEqual(patch);
  expect(patch).toEqual({
    ...settings,
    security: 'none',
    username: null,
    consoleUrl: null,
    discoveryPrefix: null,
  });
});

test('another security of a broker has its usual port', () => {
  expect(withSecurity(mqtt, 'none')).toEqual({ security: 'none', port: '1883' });
  expect(withSecurity({ ...mqtt, port: '9001' }, 'none')).toEqual({ security: 'none', port: '9001' });
});
