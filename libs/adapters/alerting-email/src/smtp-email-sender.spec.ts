import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DeliveryOutcome, EmailRequest } from '@vialog/alerting';
import { parseAddressRanges } from '@vialog/network-guard';
import { makeCertificate } from '@vialog/testkit';
import type { SMTPServerOptions } from 'smtp-server';
import { SmtpEmailSender } from './smtp-email-sender.ts';
import { smtpHost, startRawServer, startSmtpServer, type TestSmtpServer } from './smtp-server.fixture.ts';

const certificate = makeCertificate(smtpHost);
const trusted = getCACertificates();
beforeAll(() => setDefaultCACertificates([...trusted, certificate.cert]));
afterAll(() => setDefaultCACertificates(trusted));
const servers: TestSmtpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const started = async (server: Promise<TestSmtpServer>): Promise<TestSmtpServer> => {
  servers.push(await server);
  return server;
};
const withTls = { ...certificate, hideSTARTTLS: false };
const accepting = (options: SMTPServerOptions = {}) => started(startSmtpServer({ ...withTls, ...options }));

interface SendOptions {
  readonly server?: Partial<EmailRequest['server']>;
  readonly to?: readonly string[];
  readonly password?: string;
  readonly allowed?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

function send({ port }: { port: number }, options: SendOptions = {}): Promise<DeliveryOutcome> {
  const { allowed = '127.0.0.0/8', timeoutMs, signal = new AbortController().signal } = options;
  const sender = new SmtpEmailSender({
    allowed: parseAddressRanges(allowed),
    resolve: (host) =>
      host === 'unknown.example' ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(['127.0.0.1']),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const request: EmailRequest = {
    server: { host: smtpHost, port, security: 'starttls', ...options.server },
    password: options.password,
    from: 'vialog@example.org',
    to: options.to ?? ['day@example.org', 'night@example.org'],
    message: {
      subject: '[Vialog] 告警: 车位已满',
      text: '位置: 北区停车场\n',
      html: '<p>位置: 北区停车场</p>',
      messageId: '<a-closed.1@example.org>',
      inReplyTo: '<a-raised.1@example.org>',
    },
  };
  return sender.send(request, signal);
}

const failure = (code: string, detail: RegExp, status?: number) => ({
  kind: 'failed',
  failure: { code, detail: expect.stringMatching(detail), ...(status !== undefined && { status }) },
});
const smtpError = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

test('a message is sent by STARTTLS to all receivers, as text and HTML, in the thread of its alert', async () => {
  const server = await accepting();
  expect(await send(server)).toEqual({ kind: 'delivered' });
  const [message] = server.messages;
  expect(message).toMatchObject({
    from: 'vialog@example.org',
    to: ['day@example.org', 'night@example.org'],
    isEncrypted: true,
  });
  const raw = message?.raw ?? '';
  expect(raw).toContain('Message-ID: <a-closed.1@example.org>');
  expect(raw).toContain('In-Reply-To: <a-raised.1@example.org>');
  expect(raw).toContain('References: <a-raised.1@example.org>');
  expect(raw).toContain('Auto-Submitted: auto-generated');
  const base64 = [...raw.matchAll(/base64\r\n\r\n([\s\S]*?)\r\n--/g)].map(([, part]) => part ?? '');
  expect(base64.map((part) => Buffer.from(part, 'base64').toString('utf8'))).toEqual([
    '位置: 北区停车场\n',
    '<p>位置: 北区停车场</p>',
  ]);
});

test('a message is sent over TLS from the start, with user name and password', async () => {
  const server = await accepting({
    secure: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username ?? '' }) : done(new Error('Invalid login')),
  });
  const options = { server: { security: 'tls', username: 'vialog' } as const };
  expect(await send(server, { ...options, password: 'right' })).toEqual({ kind: 'delivered' });
  expect(server.messages).toMatchObject([{ isEncrypted: true, user: 'vialog' }]);
  expect(await send(server, { ...options, password: 'wrong' })).toEqual(
    failure('authentication', /535 .*Enter them again/, 535),
  );
});

test('a message without the user name that the server requires is tried again after the settings are corrected', async () => {
  const server = await accepting({ authOptional: false });
  expect(await send(server)).toEqual(failure('status', /530 /, 530));
});

test('a message is sent without encryption only where the channel says so', async () => {
  const server = await accepting({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
  expect(await send(server)).toEqual(failure('encryption_unavailable', /587 has starttls/, 500));
  expect(await send(server, { server: { security: 'tls' } })).toEqual(
    failure('encryption_unavailable', /465 has tls/),
  );
  expect(server.messages).toEqual([]);
  expect(await send(server, { server: { security: 'none' } })).toEqual({ kind: 'delivered' });
  expect(server.messages).toMatchObject([{ isEncrypted: false }]);
});

test.each(['starttls', 'tls'] as const)(
  'a certificate for another name is rejected with %s',
  async (security) => {
    const server = await accepting({ secure: security === 'tls' });
    expect(await send(server, { server: { host: 'mail.example.org', security } })).toEqual(
      failure('invalid_certificate', /ERR_TLS_CERT_ALTNAME_INVALID/),
    );
    expect(server.messages).toEqual([]);
  },
);

test('a certificate that no authority has signed is rejected', async () => {
  const server = await accepting(makeCertificate(smtpHost));
  expect(await send(server)).toEqual(failure('invalid_certificate', /SELF_SIGNED|UNABLE_TO/));
});

test.each([
  [451, 'status'],
  [552, 'rejected'],
])('a server that responds to the message with %i: %s', async (status, code) => {
  const server = await accepting({
    onData: (stream, _session, done) => {
      stream.resume().on('end', () => done(smtpError(status, 'Mailbox is full')));
    },
  });
  expect(await send(server)).toEqual(failure(code, new RegExp(`${status} .*Mailbox is full`), status));
});

test.each([
  [450, 'status'],
  [550, 'rejected'],
])('a server that responds to every receiver with %i: %s', async (status, code) => {
  const server = await accepting({
    onRcptTo: (_address, _session, done) => done(smtpError(status, 'No such user')),
  });
  expect(await send(server)).toEqual(failure(code, new RegExp(`${status} .*No such user`), status));
});

test('a receiver that the server rejects is named, and the message is not sent again to the others', async () => {
  const server = await accepting({
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('night') ? done(smtpError(550, 'No such user')) : done(),
  });
  expect(await send(server)).toEqual(failure('rejected', /night@example\.org.*other receivers got/));
  expect(server.messages).toMatchObject([{ to: ['day@example.org'] }]);
});

test('a server that rejects the connection itself is tried again', async () => {
  const server = await accepting({
    onConnect: (_session, done) => done(smtpError(554, 'Not now')),
  });
  expect(await send(server)).toEqual(failure('status', /554/, 554));
});

test('a server that never greets is given up after the time limit', async () => {
  const server = await started(startRawServer(() => undefined));
  expect(await send(server, { timeoutMs: 100 })).toEqual(failure('timeout', /within 0\.1 s/));
});

test('a server that closes without a greeting is named as unreachable', async () => {
  const server = await started(startRawServer((socket) => socket.end()));
  expect(await send(server)).toEqual(failure('not_connected', /closed the connection/));
});

test('a server that rejects connections is named as unreachable', async () => {
  const server = await accepting();
  await server.close();
  expect(await send(server)).toEqual(failure('not_connected', /ECONNREFUSED/));
});

test('a server that is not SMTP is named', async () => {
  const server = await started(startRawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
  expect(await send(server)).toEqual(failure('invalid_response', /not SMTP/));
});

test('a private address is not connected to unless its range is allowed', async () => {
  const server = await accepting();
  expect(await send(server, { allowed: '' })).toEqual(
    failure('address_not_allowed', /127\.0\.0\.1.*VIALOG_ALLOW_CIDRS/),
  );
  expect(server.messages).toEqual([]);
});

test('an unknown host name is named', async () => {
  const server = { host: 'unknown.example' };
  expect(await send({ port: 25 }, { server })).toEqual(failure('unknown_host', /unknown\.example/));
});

test('an attempt ends at once when the process ends', async () => {
  const server = await started(startRawServer(() => ending.abort()));
  const ending = new AbortController();
  expect(await send(server, { signal: ending.signal })).toMatchObject({ kind: 'failed' });
});
